-- +goose Up
CREATE EXTENSION IF NOT EXISTS citext;

-- Rates of value added tax by class and first day. Sources: HE 61/2024, HE 141/2024, HE 93/2025.
CREATE TABLE vat_rate (
    class      text NOT NULL CONSTRAINT vat_rate_class CHECK (class IN ('standard', 'reduced', 'exempt', 'none')),
    valid_from date NOT NULL,
    bp         int  NOT NULL CONSTRAINT vat_rate_bp CHECK (bp BETWEEN 0 AND 10000),
    PRIMARY KEY (class, valid_from)
);
INSERT INTO vat_rate (class, valid_from, bp) VALUES
    ('standard', '2013-01-01', 2400), ('standard', '2024-09-01', 2550),
    ('reduced', '2013-01-01', 1400), ('reduced', '2026-01-01', 1350),
    ('exempt', '2013-01-01', 0), ('none', '2013-01-01', 0);

-- Everything that can run out. A slot is a resource on a day (and a part of it, 0 when the day is whole).
CREATE TABLE resource (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CONSTRAINT resource_kind CHECK (kind IN ('desk_day', 'session_seat', 'room_hour', 'lodging_night', 'transfer_seat'))
);
CREATE TABLE slot (
    resource_id bigint   NOT NULL REFERENCES resource ON DELETE CASCADE,
    day         date     NOT NULL,
    part        smallint NOT NULL DEFAULT 0,
    capacity    int      NOT NULL CONSTRAINT slot_capacity CHECK (capacity >= 0),
    taken       int      NOT NULL DEFAULT 0,
    PRIMARY KEY (resource_id, day, part),
    CONSTRAINT slot_taken_within_capacity CHECK (taken BETWEEN 0 AND capacity)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- Mails that were not sent by SMTP (development), for the outbox page.
CREATE TABLE mail_outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  text NOT NULL CONSTRAINT mail_outbox_message_id UNIQUE,
    to_addr     text NOT NULL,
    to_name     text NOT NULL DEFAULT '',
    lang        text NOT NULL,
    subject     text NOT NULL,
    body_text   text NOT NULL,
    body_html   text NOT NULL,
    attachments jsonb NOT NULL DEFAULT '[]',
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- Uploaded pictures, already re-encoded by us. In the database, since several machines serve them.
CREATE TABLE photo (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alt_fi     text NOT NULL DEFAULT '',
    alt_en     text NOT NULL DEFAULT '',
    width      int NOT NULL CONSTRAINT photo_width CHECK (width > 0),
    height     int NOT NULL CONSTRAINT photo_height CHECK (height > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE photo_size (
    photo_id bigint NOT NULL REFERENCES photo ON DELETE CASCADE,
    width    int NOT NULL,
    body     bytea NOT NULL,
    PRIMARY KEY (photo_id, width)
);

-- +goose Down
DROP TABLE photo_size, photo, mail_outbox, slot, resource, vat_rate;
