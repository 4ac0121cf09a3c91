-- What the last check of each rule that must always hold has found, for the network admin and for whoever watches the numbers.

-- +goose Up
CREATE TABLE rule_check (
    rule       text PRIMARY KEY,
    checked_at timestamptz NOT NULL DEFAULT now(),
    micros     bigint NOT NULL CONSTRAINT rule_check_micros CHECK (micros >= 0), -- how long it took
    broken     text[] NOT NULL DEFAULT '{}', -- rows that break it, the first few
    broken_at  timestamptz, -- since when it has been broken without a break
    CONSTRAINT rule_check_since CHECK ((broken_at IS NULL) = (broken = '{}'))
);

-- +goose Down
DROP TABLE rule_check;
