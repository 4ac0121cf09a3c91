-- +goose Up
CREATE TABLE booking (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref             text NOT NULL CONSTRAINT booking_ref UNIQUE,
    company_id      bigint NOT NULL REFERENCES company,
    booker_id       bigint NOT NULL REFERENCES person,
    package_id      bigint NOT NULL,
    revision_id     bigint NOT NULL,
    starts_on       date NOT NULL,
    ends_on         date NOT NULL, -- last day
    people          int NOT NULL CONSTRAINT booking_people CHECK (people BETWEEN 1 AND 1000),
    state           text NOT NULL DEFAULT 'held' CONSTRAINT booking_state CHECK (state IN ('held', 'awaiting_payment', 'confirmed', 'completed', 'cancelled', 'expired')),
    hold_expires_at timestamptz,
    lang            text NOT NULL DEFAULT 'fi',
    net_cents       bigint NOT NULL,
    vat_cents       bigint NOT NULL,
    gross_cents     bigint NOT NULL,
    note            text NOT NULL DEFAULT '', -- the company's own reference
    op_key          uuid NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    confirmed_at    timestamptz,
    CONSTRAINT booking_op_key UNIQUE (company_id, op_key),
    CONSTRAINT booking_days CHECK (starts_on <= ends_on),
    CONSTRAINT booking_total CHECK (gross_cents = net_cents + vat_cents AND gross_cents >= 0),
    CONSTRAINT booking_hold CHECK (state NOT IN ('held', 'awaiting_payment') OR hold_expires_at IS NOT NULL),
    FOREIGN KEY (revision_id, package_id) REFERENCES revision (id, package_id),
    UNIQUE (id, company_id)
);
CREATE INDEX booking_company ON booking (company_id, created_at DESC);
CREATE INDEX booking_lapsing ON booking (hold_expires_at) WHERE state IN ('held', 'awaiting_payment');
CREATE INDEX booking_revision ON booking (revision_id);
CREATE INDEX booking_starts ON booking (starts_on);

-- The legal moves; an event that is not one of them cannot be written.
CREATE TABLE booking_move (
    from_state text NOT NULL,
    to_state   text NOT NULL,
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO booking_move (from_state, to_state) VALUES
    ('new', 'held'), ('held', 'awaiting_payment'), ('held', 'confirmed'), ('held', 'cancelled'), ('held', 'expired'),
    ('awaiting_payment', 'held'), ('awaiting_payment', 'confirmed'), ('awaiting_payment', 'cancelled'), ('awaiting_payment', 'expired'),
    ('expired', 'confirmed'), -- money came late and everything was still free
    ('confirmed', 'cancelled'), ('confirmed', 'completed');

CREATE TABLE booking_event (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id bigint NOT NULL REFERENCES booking,
    from_state text NOT NULL,
    to_state   text NOT NULL,
    actor_id   bigint REFERENCES person, -- null: the system, named in actor
    actor      text NOT NULL,
    reason     text NOT NULL DEFAULT '',
    at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT booking_event_legal FOREIGN KEY (from_state, to_state) REFERENCES booking_move (from_state, to_state)
);
CREATE INDEX booking_event_booking ON booking_event (booking_id, id);

-- One priced part of a booking: who sells it, at what rate. Exactly one seller; neither: the network.
CREATE TABLE booking_line (
    booking_id   bigint NOT NULL REFERENCES booking,
    position     smallint NOT NULL,
    kind         text NOT NULL CONSTRAINT booking_line_kind CHECK (kind IN ('desk', 'activity', 'service', 'discount')),
    hub_id       bigint REFERENCES hub,
    partner_id   bigint REFERENCES partner,
    activity_id  bigint REFERENCES activity,
    text_fi      text NOT NULL,
    text_en      text NOT NULL,
    quantity     int NOT NULL CONSTRAINT booking_line_quantity CHECK (quantity > 0),
    unit         text NOT NULL CONSTRAINT booking_line_unit CHECK (unit IN ('desk_day', 'person', 'group', 'stay')),
    unit_cents   bigint NOT NULL,
    net_cents    bigint NOT NULL,
    vat_class    text NOT NULL,
    vat_bp       int NOT NULL,
    performed_on date NOT NULL,
    PRIMARY KEY (booking_id, position),
    CONSTRAINT booking_line_net CHECK (net_cents = quantity * unit_cents),
    CONSTRAINT booking_line_seller CHECK (num_nonnulls(hub_id, partner_id) = 1)
);
CREATE INDEX booking_line_partner ON booking_line (partner_id) WHERE partner_id IS NOT NULL;

-- The stay's own sessions and legs: what was promised, kept also when the booking has ended.
CREATE TABLE booking_session (
    booking_id bigint NOT NULL REFERENCES booking,
    session_id bigint NOT NULL REFERENCES session,
    item       smallint NOT NULL,
    seats      int NOT NULL CONSTRAINT booking_session_seats CHECK (seats > 0),
    PRIMARY KEY (booking_id, session_id)
);
CREATE INDEX booking_session_session ON booking_session (session_id);

CREATE TABLE booking_leg (
    booking_id bigint NOT NULL REFERENCES booking,
    position   smallint NOT NULL,
    hub_id     bigint NOT NULL REFERENCES hub,
    starts_on  date NOT NULL,
    ends_on    date NOT NULL,
    PRIMARY KEY (booking_id, position),
    CONSTRAINT booking_leg_days CHECK (starts_on <= ends_on)
);
CREATE INDEX booking_leg_hub ON booking_leg (hub_id, starts_on);

CREATE TABLE participant (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id bigint NOT NULL REFERENCES booking,
    position   smallint NOT NULL,
    name       text NOT NULL,
    email      citext NOT NULL DEFAULT '',
    CONSTRAINT participant_position UNIQUE (booking_id, position)
);

-- Which booking holds how many of which slot. A row is a live hold: releasing deletes it.
CREATE TABLE allocation (
    booking_id  bigint NOT NULL REFERENCES booking,
    resource_id bigint NOT NULL,
    day         date NOT NULL,
    part        smallint NOT NULL DEFAULT 0,
    quantity    int NOT NULL CONSTRAINT allocation_quantity CHECK (quantity > 0),
    PRIMARY KEY (booking_id, resource_id, day, part),
    CONSTRAINT allocation_slot FOREIGN KEY (resource_id, day, part) REFERENCES slot (resource_id, day, part)
);
CREATE INDEX allocation_slot ON allocation (resource_id, day, part);

-- +goose Down
DROP TABLE allocation, participant, booking_leg, booking_session, booking_line, booking_event, booking_move, booking;
