-- What is done when the weather is against it: another activity of the same partner at the same time, whose seats a stay takes
-- together with those of the session. Which stay holds them, its allocations say; a pair never changes, so that they always find
-- each other.

-- +goose Up
ALTER TABLE activity ADD COLUMN plan_b_id bigint, ADD COLUMN plan_b_seats int NOT NULL DEFAULT 0, -- of sessions that are opened for it
    ADD CONSTRAINT activity_plan_b FOREIGN KEY (plan_b_id, partner_id) REFERENCES activity (id, partner_id),
    ADD CONSTRAINT activity_plan_b_other CHECK (plan_b_id <> id);
ALTER TABLE session ADD COLUMN plan_b_id bigint, ADD COLUMN plan_b_called_at timestamptz, ADD COLUMN plan_b_called_by bigint REFERENCES person,
    ADD CONSTRAINT session_plan_b FOREIGN KEY (plan_b_id, partner_id) REFERENCES session (id, partner_id),
    ADD CONSTRAINT session_plan_b_other CHECK (plan_b_id <> id),
    ADD CONSTRAINT session_plan_b_called CHECK (plan_b_called_at IS NULL OR plan_b_id IS NOT NULL);
CREATE INDEX session_plan_b_of ON session (plan_b_id) WHERE plan_b_id IS NOT NULL;
CREATE INDEX session_plan_b_over ON session (ends_at) WHERE plan_b_id IS NOT NULL AND plan_b_called_at IS NULL;
CREATE INDEX activity_plan_b_of ON activity (plan_b_id) WHERE plan_b_id IS NOT NULL;
CREATE INDEX session_plan_b_called_by ON session (plan_b_called_by) WHERE plan_b_called_by IS NOT NULL;

-- +goose Down
ALTER TABLE session DROP COLUMN plan_b_called_by, DROP COLUMN plan_b_called_at, DROP COLUMN plan_b_id;
ALTER TABLE activity DROP COLUMN plan_b_seats, DROP COLUMN plan_b_id;
