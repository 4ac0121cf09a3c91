-- A session may need so many people in all, gathered over companies until a time: then it goes, or is called off.

-- +goose Up
ALTER TABLE activity -- what new sessions of it begin with
    ADD pool_min   int NOT NULL DEFAULT 0 CONSTRAINT activity_pool_min CHECK (pool_min BETWEEN 0 AND 1000), -- 0: goes with whoever comes
    ADD pool_hours int NOT NULL DEFAULT 0 CONSTRAINT activity_pool_hours CHECK (pool_hours BETWEEN 0 AND 1440), -- before the start it is decided
    ADD CONSTRAINT activity_pool CHECK ((pool_min = 0) = (pool_hours = 0));

ALTER TABLE session
    ADD pool_min     int NOT NULL DEFAULT 0 CONSTRAINT session_pool_min CHECK (pool_min BETWEEN 0 AND 1000),
    ADD decide_at    timestamptz,
    ADD pool_outcome text CONSTRAINT session_pool_outcome CHECK (pool_outcome IN ('goes', 'short')),
    ADD decided_at   timestamptz,
    ADD CONSTRAINT session_pool CHECK ((pool_min = 0) = (decide_at IS NULL) AND (decide_at IS NULL OR decide_at < starts_at)),
    ADD CONSTRAINT session_decided CHECK ((pool_outcome IS NULL) = (decided_at IS NULL) AND (pool_outcome IS NULL OR pool_min > 0)),
    ADD CONSTRAINT session_short_is_off CHECK (pool_outcome <> 'short' OR status = 'cancelled');
CREATE INDEX session_undecided ON session (decide_at) WHERE pool_min > 0 AND pool_outcome IS NULL AND status = 'open';

ALTER TABLE session_removed
    ADD pool_min  int NOT NULL DEFAULT 0,
    ADD decide_at timestamptz;

-- +goose Down
ALTER TABLE session_removed DROP decide_at, DROP pool_min;
ALTER TABLE session DROP decided_at, DROP pool_outcome, DROP decide_at, DROP pool_min;
ALTER TABLE activity DROP CONSTRAINT activity_pool, DROP pool_hours, DROP pool_min;
