-- +goose Up
-- Rooms of a hub that are booked by the hour.
CREATE TABLE room (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hub_id         bigint NOT NULL REFERENCES hub,
    kind           text NOT NULL CONSTRAINT room_kind CHECK (kind IN ('meeting', 'quiet', 'podcast', 'group', 'training', 'students')),
    name_fi        text NOT NULL CONSTRAINT room_name CHECK (length(btrim(name_fi)) BETWEEN 1 AND 80),
    name_en        text NOT NULL DEFAULT '',
    name_sv        text NOT NULL DEFAULT '',
    text_fi        text NOT NULL DEFAULT '',
    text_en        text NOT NULL DEFAULT '',
    text_sv        text NOT NULL DEFAULT '',
    equipment_fi   text NOT NULL DEFAULT '', -- one thing a line
    equipment_en   text NOT NULL DEFAULT '',
    equipment_sv   text NOT NULL DEFAULT '',
    people         int NOT NULL CONSTRAINT room_people CHECK (people BETWEEN 1 AND 500),
    hour_cents     bigint NOT NULL DEFAULT 0 CONSTRAINT room_hour_cents CHECK (hour_cents BETWEEN 0 AND 1000000),
    vat_class      text NOT NULL DEFAULT 'standard' CONSTRAINT room_vat_class CHECK (vat_class IN ('standard', 'reduced', 'exempt', 'none')),
    buffer_minutes smallint NOT NULL DEFAULT 15 CONSTRAINT room_buffer CHECK (buffer_minutes BETWEEN 0 AND 120 AND buffer_minutes % 15 = 0), -- kept free after each booking
    cancel_hours   smallint NOT NULL DEFAULT 24 CONSTRAINT room_cancel CHECK (cancel_hours BETWEEN 0 AND 336), -- the booker may cancel until so long before
    step_free      boolean NOT NULL DEFAULT false,
    active         boolean NOT NULL DEFAULT true, -- can be booked
    resource_id    bigint NOT NULL CONSTRAINT room_resource UNIQUE REFERENCES resource,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, hub_id)
);
CREATE INDEX room_hub ON room (hub_id);

-- A room for a while of one day, in minutes after midnight on the hub's clocks. Of a company, in one of its stays or alone; or of
-- somebody whom the staff wrote down by name.
CREATE TABLE room_booking (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref          text NOT NULL CONSTRAINT room_booking_ref UNIQUE,
    room_id      bigint NOT NULL,
    hub_id       bigint NOT NULL,
    company_id   bigint REFERENCES company,
    booking_id   bigint, -- the stay that it belongs to
    booker_id    bigint REFERENCES person, -- who booked it; null: the system
    name         text NOT NULL DEFAULT '', -- whom it is for, where it is no company
    email        citext NOT NULL DEFAULT '', -- who is told; may be empty for somebody at the door
    lang         text NOT NULL CONSTRAINT room_booking_lang CHECK (lang IN ('fi', 'en', 'sv')),
    day          date NOT NULL,
    starts       smallint NOT NULL,
    ends         smallint NOT NULL,
    buffer       smallint NOT NULL, -- minutes after it that nobody else gets
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    people       int NOT NULL CONSTRAINT room_booking_people CHECK (people > 0),
    net_cents    bigint NOT NULL CONSTRAINT room_booking_net CHECK (net_cents >= 0),
    vat_cents    bigint NOT NULL CONSTRAINT room_booking_vat CHECK (vat_cents >= 0),
    vat_bp       int NOT NULL,
    note         text NOT NULL DEFAULT '',
    state        text NOT NULL DEFAULT 'booked' CONSTRAINT room_booking_state CHECK (state IN ('booked', 'cancelled')),
    reason       text NOT NULL DEFAULT '', -- why it was cancelled
    seq          int NOT NULL DEFAULT 0, -- grows with each change, for calendars
    op_key       uuid NOT NULL CONSTRAINT room_booking_op_key UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    cancelled_at timestamptz,
    FOREIGN KEY (room_id, hub_id) REFERENCES room (id, hub_id),
    FOREIGN KEY (booking_id, company_id) REFERENCES booking (id, company_id),
    CONSTRAINT room_booking_stay CHECK (booking_id IS NULL OR company_id IS NOT NULL),
    CONSTRAINT room_booking_someone CHECK (company_id IS NOT NULL OR name <> ''),
    CONSTRAINT room_booking_quarters CHECK (starts % 15 = 0 AND ends % 15 = 0 AND buffer % 15 = 0),
    CONSTRAINT room_booking_order CHECK (0 <= starts AND starts < ends AND ends <= 1440 AND starts_at < ends_at)
);
CREATE INDEX room_booking_room ON room_booking (room_id, day) WHERE state = 'booked';
CREATE INDEX room_booking_hub ON room_booking (hub_id, day);
CREATE INDEX room_booking_company ON room_booking (company_id, starts_at) WHERE company_id IS NOT NULL;
CREATE INDEX room_booking_of_stay ON room_booking (booking_id) WHERE booking_id IS NOT NULL;

-- Which quarter of an hour a booking has, its buffer among them: a part of a room's day is a slot of capacity 1, and belongs to
-- one booking at most. That two bookings of a room do not overlap is what these rows are.
CREATE TABLE room_allocation (
    room_booking_id bigint NOT NULL REFERENCES room_booking,
    resource_id     bigint NOT NULL,
    day             date NOT NULL,
    part            smallint NOT NULL,
    quantity        int NOT NULL CONSTRAINT room_allocation_quantity CHECK (quantity = 1),
    PRIMARY KEY (room_booking_id, resource_id, day, part),
    CONSTRAINT room_allocation_once UNIQUE (resource_id, day, part),
    CONSTRAINT room_allocation_slot FOREIGN KEY (resource_id, day, part) REFERENCES slot (resource_id, day, part)
);

-- +goose Down
DROP TABLE room_allocation, room_booking, room;
