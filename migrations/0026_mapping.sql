-- +goose Up
-- What a hub is assessed by, and how much each counts. The words are in the locales, by key.
CREATE TABLE mapping_criterion (
    key      text PRIMARY KEY CONSTRAINT mapping_criterion_key CHECK (key ~ '^[a-z]+$'),
    position smallint NOT NULL CONSTRAINT mapping_criterion_position UNIQUE,
    weight   smallint NOT NULL CONSTRAINT mapping_criterion_weight CHECK (weight BETWEEN 1 AND 5)
);
INSERT INTO mapping_criterion (key, position, weight) VALUES
    ('premises', 1, 4), ('quiet', 2, 3), ('internet', 3, 5), ('equipment', 4, 4), ('access', 5, 4), ('accessibility', 6, 4), ('manager', 7, 5), ('community', 8, 4),
    ('learning', 9, 3), ('students', 10, 3), ('services', 11, 3), ('visibility', 12, 3), ('economy', 13, 4);

-- A hub's own assessment: a working one as it is, a planned one as it is meant to be.
CREATE TABLE mapping_score (
    hub_id      bigint NOT NULL REFERENCES hub ON DELETE CASCADE,
    criterion   text NOT NULL REFERENCES mapping_criterion,
    score       smallint NOT NULL CONSTRAINT mapping_score_score CHECK (score BETWEEN 1 AND 5),
    evidence    text NOT NULL DEFAULT '',
    planned     text NOT NULL DEFAULT '', -- what is to become better, and when
    teaches     boolean NOT NULL DEFAULT false, -- can show others how
    assessed_on date NOT NULL,
    role        text NOT NULL CONSTRAINT mapping_score_role CHECK (role IN ('manager', 'staff', 'municipality', 'users', 'outside')),
    PRIMARY KEY (hub_id, criterion)
);

-- +goose Down
DROP TABLE mapping_score, mapping_criterion;
