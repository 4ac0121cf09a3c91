-- What two hubs tell each other about a group that goes from the one to the other, and when each did its part. A row once somebody has
-- written or marked something; leg is the position of the part of the stay that begins at the receiving hub.

-- +goose Up
CREATE TABLE handover (
    booking_id  bigint NOT NULL REFERENCES booking,
    leg         smallint NOT NULL CONSTRAINT handover_leg CHECK (leg >= 2),
    from_note   text NOT NULL DEFAULT '' CONSTRAINT handover_from_note CHECK (length(from_note) <= 1000),
    to_note     text NOT NULL DEFAULT '' CONSTRAINT handover_to_note CHECK (length(to_note) <= 1000),
    handed_at   timestamptz,
    handed_by   bigint REFERENCES person,
    received_at timestamptz,
    received_by bigint REFERENCES person,
    PRIMARY KEY (booking_id, leg),
    CONSTRAINT handover_handed CHECK ((handed_at IS NULL) = (handed_by IS NULL)),
    CONSTRAINT handover_received CHECK ((received_at IS NULL) = (received_by IS NULL))
);
CREATE INDEX handover_handed_by ON handover (handed_by);
CREATE INDEX handover_received_by ON handover (received_by);

-- +goose Down
DROP TABLE handover;
