-- +goose Up
-- An event may have a photo; without one its poster is drawn. One that is made by another's format has a copy of its own.
ALTER TABLE event ADD photo_id bigint CONSTRAINT event_photo_once UNIQUE REFERENCES photo ON DELETE SET NULL;

-- +goose Down
ALTER TABLE event DROP photo_id;
