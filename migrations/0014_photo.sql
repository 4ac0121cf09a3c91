-- Photos know which point stays in sight when they are cut; hubs may have photos of their own, in an order.

-- +goose Up
ALTER TABLE photo
    ADD COLUMN focus_x smallint NOT NULL DEFAULT 50 CONSTRAINT photo_focus_x CHECK (focus_x BETWEEN 0 AND 100), -- percent from the left
    ADD COLUMN focus_y smallint NOT NULL DEFAULT 50 CONSTRAINT photo_focus_y CHECK (focus_y BETWEEN 0 AND 100); -- percent from the top
CREATE TABLE hub_photo (
    hub_id   bigint NOT NULL REFERENCES hub ON DELETE CASCADE,
    position smallint NOT NULL CONSTRAINT hub_photo_position CHECK (position BETWEEN 1 AND 8),
    photo_id bigint NOT NULL CONSTRAINT hub_photo_once UNIQUE REFERENCES photo ON DELETE CASCADE,
    PRIMARY KEY (hub_id, position)
);

-- +goose Down
DROP TABLE hub_photo;
ALTER TABLE photo DROP COLUMN focus_x, DROP COLUMN focus_y;
