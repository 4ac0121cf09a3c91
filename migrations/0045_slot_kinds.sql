-- Nights and transfers are slots of their own kinds in the one engine; and a transfer says where it goes.

-- +goose Up
ALTER TABLE activity ADD COLUMN to_municipality text NOT NULL DEFAULT ''; -- of a transfer: where it ends, municipality is where it begins
UPDATE resource r SET kind = CASE a.kind WHEN 'lodging' THEN 'lodging_night' ELSE 'transfer_seat' END
FROM session s JOIN activity a ON a.id = s.activity_id
WHERE s.resource_id = r.id AND a.kind IN ('lodging', 'transport');

-- +goose Down
UPDATE resource SET kind = 'session_seat' WHERE kind IN ('lodging_night', 'transfer_seat');
ALTER TABLE activity DROP COLUMN to_municipality;
