-- Whoever waits for a stay may have hours and meetings of their own, around which it is to be offered.

-- +goose Up
ALTER TABLE stay_queue ADD COLUMN rhythm jsonb; -- null: the working hours of the package, and no meetings

-- +goose Down
ALTER TABLE stay_queue DROP COLUMN rhythm;
