-- +goose Up
-- What is to be done where a partner calls a session off and nobody answers in time: another time of the same activity, another
-- activity, or the money back.
ALTER TABLE booking ADD fallback text NOT NULL DEFAULT 'time' CONSTRAINT booking_fallback CHECK (fallback IN ('time', 'activity', 'money'));

-- A session that a stay has lost, until something stands in its place.
CREATE TABLE lost_session (
    booking_id bigint NOT NULL REFERENCES booking,
    session_id bigint NOT NULL REFERENCES session,
    lost_at    timestamptz NOT NULL DEFAULT now(),
    answer_by  timestamptz NOT NULL,
    change_id  bigint, -- that settled it
    settled_at timestamptz,
    PRIMARY KEY (booking_id, session_id),
    FOREIGN KEY (change_id, booking_id) REFERENCES booking_change (id, booking_id),
    CONSTRAINT lost_session_settled CHECK ((change_id IS NULL) = (settled_at IS NULL))
);
CREATE INDEX lost_session_open ON lost_session (answer_by) WHERE settled_at IS NULL;
CREATE INDEX lost_session_session ON lost_session (session_id);

-- +goose Down
DROP TABLE lost_session;
ALTER TABLE booking DROP fallback;
