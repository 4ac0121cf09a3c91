-- +goose Up
-- What is on at a hub, or in the whole network where there is no hub. The words are written once; each time it takes place
-- is an occasion.
CREATE TABLE event (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hub_id       bigint REFERENCES hub,
    slug         text NOT NULL CONSTRAINT event_slug UNIQUE CONSTRAINT event_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    theme        text NOT NULL CONSTRAINT event_theme CHECK (theme IN ('meet', 'learn', 'work', 'wellbeing', 'outdoors', 'culture', 'students')),
    motif        text NOT NULL DEFAULT '', -- what its drawn poster shows; empty: what the theme suggests
    title_fi     text NOT NULL CONSTRAINT event_title CHECK (length(btrim(title_fi)) BETWEEN 1 AND 120),
    title_en     text NOT NULL DEFAULT '',
    title_sv     text NOT NULL DEFAULT '',
    text_fi      text NOT NULL DEFAULT '',
    text_en      text NOT NULL DEFAULT '',
    text_sv      text NOT NULL DEFAULT '',
    place        text NOT NULL DEFAULT '', -- empty: at the hub
    link         text NOT NULL DEFAULT '',
    price_cents  bigint NOT NULL DEFAULT 0 CONSTRAINT event_price CHECK (price_cents BETWEEN 0 AND 100000000), -- paid there, not here
    closes_hours smallint NOT NULL DEFAULT 0 CONSTRAINT event_closes CHECK (closes_hours BETWEEN 0 AND 336), -- sign-up ends so long before
    repeats      text NOT NULL DEFAULT 'once' CONSTRAINT event_repeats CHECK (repeats IN ('once', 'weekly', 'fortnightly', 'monthly')),
    demo         boolean NOT NULL DEFAULT false,
    op_key       uuid CONSTRAINT event_op_key UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT event_somewhere CHECK (hub_id IS NOT NULL OR place <> '')
);
CREATE INDEX event_hub ON event (hub_id);

-- Seats are counted here, not in slot, because bookings hold slots and people without a booking sign up for events.
CREATE TABLE event_occasion (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   bigint NOT NULL REFERENCES event,
    day        date NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    capacity   int NOT NULL DEFAULT 0 CONSTRAINT event_occasion_capacity CHECK (capacity BETWEEN 0 AND 1000), -- 0: come as you are, no sign-up
    taken      int NOT NULL DEFAULT 0,
    status     text NOT NULL DEFAULT 'open' CONSTRAINT event_occasion_status CHECK (status IN ('open', 'cancelled')),
    reason     text NOT NULL DEFAULT '', -- why it was cancelled
    seq        int NOT NULL DEFAULT 0, -- grows with each change, for calendars
    swept_at   timestamptz, -- when those who had signed up were forgotten
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT event_occasion_time CHECK (starts_at < ends_at),
    CONSTRAINT event_occasion_taken CHECK (taken BETWEEN 0 AND capacity),
    CONSTRAINT event_occasion_cancelled CHECK (status <> 'cancelled' OR reason <> '')
);
CREATE UNIQUE INDEX event_occasion_once ON event_occasion (event_id, starts_at) WHERE status = 'open';
CREATE INDEX event_occasion_event ON event_occasion (event_id, day);
CREATE INDEX event_occasion_starts ON event_occasion (starts_at);
CREATE INDEX event_occasion_unswept ON event_occasion (ends_at) WHERE swept_at IS NULL;

-- Who comes: somebody with an e-mail address, or the group of a stay. Rows of an occasion are deleted when it is over.
CREATE TABLE event_signup (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occasion_id   bigint NOT NULL REFERENCES event_occasion,
    booking_id    bigint REFERENCES booking,
    name          text NOT NULL DEFAULT '',
    email         citext NOT NULL DEFAULT '',
    lang          text NOT NULL CONSTRAINT event_signup_lang CHECK (lang IN ('fi', 'en', 'sv')),
    seats         int NOT NULL CONSTRAINT event_signup_seats CHECK (seats BETWEEN 1 AND 1000),
    state         text NOT NULL CONSTRAINT event_signup_state CHECK (state IN ('asked', 'in', 'waiting', 'offered', 'out', 'lapsed')),
    token         text NOT NULL CONSTRAINT event_signup_token UNIQUE, -- of the mailed link
    offered_until timestamptz,
    letters       int NOT NULL DEFAULT 0, -- mails about it so far: a part of their keys
    created_at    timestamptz NOT NULL DEFAULT now(),
    queued_at     timestamptz, -- since when it waits, for the order of the queue
    CONSTRAINT event_signup_offer CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
    CONSTRAINT event_signup_queue CHECK (state NOT IN ('waiting', 'offered') OR queued_at IS NOT NULL),
    CONSTRAINT event_signup_forgets CHECK (state NOT IN ('out', 'lapsed') OR (name = '' AND email = '')),
    CONSTRAINT event_signup_group CHECK (booking_id IS NULL OR state IN ('in', 'out'))
);
CREATE UNIQUE INDEX event_signup_once ON event_signup (occasion_id, email) WHERE booking_id IS NULL AND state IN ('asked', 'in', 'waiting', 'offered');
CREATE UNIQUE INDEX event_signup_group_once ON event_signup (occasion_id, booking_id) WHERE state = 'in';
CREATE INDEX event_signup_occasion ON event_signup (occasion_id, state);
CREATE INDEX event_signup_booking ON event_signup (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX event_signup_offers ON event_signup (offered_until) WHERE state = 'offered';

-- Who gets the weekly letter. Until the link in the first mail is used, nothing else is sent; whoever leaves is deleted.
CREATE TABLE event_reader (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email        citext NOT NULL CONSTRAINT event_reader_email UNIQUE,
    lang         text NOT NULL CONSTRAINT event_reader_lang CHECK (lang IN ('fi', 'en', 'sv')),
    hub_id       bigint REFERENCES hub, -- NULL: every hub
    token        text NOT NULL CONSTRAINT event_reader_token UNIQUE,
    letters      int NOT NULL DEFAULT 0, -- confirmations asked for so far
    asked_at     timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz,
    last_week    text NOT NULL DEFAULT '' -- the week whose letter was sent: "2026-W48"
);

-- A mail's address is forgotten once the mail has gone out, where it is about an event.
CREATE INDEX message_event_address ON message (key) WHERE starts_with(key, 'event-') AND to_addr <> '' AND content IS NULL;

-- +goose Down
DROP INDEX message_event_address;
DROP TABLE event_reader, event_signup, event_occasion, event;
