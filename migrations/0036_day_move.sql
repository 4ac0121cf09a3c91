-- Somebody works a day of the stay at another hub of the network. Asked by the participant or the company, answered by the receiving hub;
-- or proposed by it, as a change of places with somebody who has asked to come the other way. Only accepted moves hold desks.

-- +goose Up
CREATE TABLE day_move (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id  bigint NOT NULL REFERENCES booking,
    person      text NOT NULL, -- the participant's token: rows of participants come and go, their links stay
    day         date NOT NULL,
    from_hub    bigint NOT NULL REFERENCES hub, -- where the stay is on the day
    to_hub      bigint NOT NULL REFERENCES hub,
    state       text NOT NULL CONSTRAINT day_move_state CHECK (state IN ('asked', 'proposed', 'accepted', 'declined', 'withdrawn')),
    pair_id     bigint REFERENCES day_move, -- with whose move it is, or was, to be exchanged
    note        text NOT NULL DEFAULT '' CONSTRAINT day_move_note CHECK (length(note) <= 500),
    reason      text NOT NULL DEFAULT '' CONSTRAINT day_move_reason CHECK (length(reason) <= 500),
    asked_by    text NOT NULL,
    asked_at    timestamptz NOT NULL DEFAULT now(),
    answered_by bigint REFERENCES person, -- null: the participant, or what became of the stay
    answered_at timestamptz,
    CONSTRAINT day_move_hubs CHECK (from_hub <> to_hub),
    CONSTRAINT day_move_answered CHECK ((state IN ('asked', 'proposed')) = (answered_at IS NULL)),
    CONSTRAINT day_move_proposed CHECK (state <> 'proposed' OR pair_id IS NOT NULL)
);
CREATE UNIQUE INDEX day_move_once ON day_move (booking_id, person, day) WHERE state IN ('asked', 'proposed', 'accepted');
CREATE INDEX day_move_booking ON day_move (booking_id, day);
CREATE INDEX day_move_from ON day_move (from_hub, day);
CREATE INDEX day_move_to ON day_move (to_hub, day);
CREATE INDEX day_move_pair ON day_move (pair_id);
CREATE INDEX day_move_answered_by ON day_move (answered_by);

-- +goose Down
DROP TABLE day_move;
