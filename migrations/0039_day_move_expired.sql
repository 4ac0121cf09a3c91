-- +goose Up
-- A wish for a day at another hub that nobody has answered ends with its day.
ALTER TABLE day_move DROP CONSTRAINT day_move_state;
ALTER TABLE day_move ADD CONSTRAINT day_move_state CHECK (state IN ('asked', 'proposed', 'accepted', 'declined', 'withdrawn', 'expired'));
CREATE INDEX day_move_open ON day_move (day) WHERE state IN ('asked', 'proposed');

-- +goose Down
DROP INDEX day_move_open;
UPDATE day_move SET state = 'withdrawn' WHERE state = 'expired';
ALTER TABLE day_move DROP CONSTRAINT day_move_state;
ALTER TABLE day_move ADD CONSTRAINT day_move_state CHECK (state IN ('asked', 'proposed', 'accepted', 'declined', 'withdrawn'));
