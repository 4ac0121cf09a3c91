-- Where a package that was copied from another hub of the network comes from, and what of it nobody near the new hub offers.

-- +goose Up
CREATE TABLE package_copy (
    package_id  bigint PRIMARY KEY REFERENCES package ON DELETE CASCADE,
    revision_id bigint NOT NULL REFERENCES revision ON DELETE CASCADE, -- that was copied
    copied_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX package_copy_revision ON package_copy (revision_id);
CREATE TABLE package_copy_left (
    package_id  bigint NOT NULL REFERENCES package_copy ON DELETE CASCADE,
    position    smallint NOT NULL, -- in what was copied
    activity_id bigint NOT NULL REFERENCES activity,
    times       smallint NOT NULL,
    PRIMARY KEY (package_id, position)
);
CREATE INDEX package_copy_left_activity ON package_copy_left (activity_id);

-- +goose Down
DROP TABLE package_copy_left, package_copy;
