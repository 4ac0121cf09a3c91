-- +goose Up
-- Sessions that were taken away before anybody had booked them. They are kept for a day, so that it can be undone; to
-- everybody else they are gone.
CREATE TABLE session_removed (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         uuid NOT NULL, -- of the form that took them away, alone or with others
    activity_id bigint NOT NULL,
    partner_id  bigint NOT NULL,
    day         date NOT NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    seats       int NOT NULL,
    op_key      uuid,
    removed_at  timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (activity_id, partner_id) REFERENCES activity (id, partner_id)
);
CREATE INDEX session_removed_activity ON session_removed (activity_id, removed_at);

-- Who of a group has arrived at a hub, by the place in the list of participants: names may be given or mended later.
CREATE TABLE arrival (
    booking_id bigint NOT NULL REFERENCES booking,
    hub_id     bigint NOT NULL REFERENCES hub,
    position   smallint NOT NULL CONSTRAINT arrival_position CHECK (position BETWEEN 1 AND 1000),
    at         timestamptz NOT NULL DEFAULT now(),
    noted_by   bigint REFERENCES person,
    PRIMARY KEY (booking_id, hub_id, position)
);

-- A pay page that took another sum than its booking's. The booking waits until a network admin has given the money back.
CREATE TABLE payment_mismatch (
    payment_id bigint PRIMARY KEY REFERENCES payment,
    session    text NOT NULL,
    intent     text NOT NULL DEFAULT '',
    cents      bigint NOT NULL,
    currency   text NOT NULL,
    seen_at    timestamptz NOT NULL DEFAULT now(),
    handled_at timestamptz,
    handled_by bigint REFERENCES person,
    note       text NOT NULL DEFAULT ''
);

-- +goose Down
DROP TABLE payment_mismatch, arrival, session_removed;
