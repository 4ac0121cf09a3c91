-- +goose Up
-- The packages that somebody keeps an eye on. Who is not signed in has them in a cookie, until they are.
CREATE TABLE favourite (
    person_id  bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    package_id bigint NOT NULL REFERENCES package ON DELETE CASCADE,
    kept_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (person_id, package_id)
);
CREATE INDEX favourite_package ON favourite (package_id);

-- +goose Down
DROP TABLE favourite;
