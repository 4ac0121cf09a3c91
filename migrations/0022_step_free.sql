-- Where one comes in and about without a step: said of a hub and of an activity, and searched for. And what a booking knows of its
-- group: the link by which each participant reads the programme, and the group's own hours and meetings.

-- +goose Up
ALTER TABLE hub ADD COLUMN step_free boolean NOT NULL DEFAULT false;
ALTER TABLE activity ADD COLUMN step_free boolean NOT NULL DEFAULT false;
ALTER TABLE participant ADD COLUMN token text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
    CONSTRAINT participant_token UNIQUE;
ALTER TABLE booking ADD COLUMN rhythm jsonb; -- null: the working hours of its package, and no meetings

-- +goose Down
ALTER TABLE booking DROP COLUMN rhythm;
ALTER TABLE participant DROP COLUMN token;
ALTER TABLE activity DROP COLUMN step_free;
ALTER TABLE hub DROP COLUMN step_free;
