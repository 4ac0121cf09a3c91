-- +goose Up
-- A hub may be free of charge for a while: from the one day to the other, both in it.
ALTER TABLE hub
    ADD COLUMN free_from date,
    ADD COLUMN free_until date,
    ADD CONSTRAINT hub_free CHECK ((free_from IS NULL) = (free_until IS NULL) AND free_from <= free_until);

-- What else one wants to know of a hub before coming: a row for hubs that have said it.
CREATE TABLE hub_detail (
    hub_id      bigint PRIMARY KEY REFERENCES hub ON DELETE CASCADE,
    access      text NOT NULL DEFAULT '' CONSTRAINT hub_detail_access CHECK (access IN ('', 'staffed', 'code', 'mixed', 'key')),
    access_fi   text NOT NULL DEFAULT '',
    access_en   text NOT NULL DEFAULT '',
    access_sv   text NOT NULL DEFAULT '',
    languages   text[] NOT NULL DEFAULT '{}',
    facilities  text[] NOT NULL DEFAULT '{}',
    down_mbps   int NOT NULL DEFAULT 0 CONSTRAINT hub_detail_down CHECK (down_mbps BETWEEN 0 AND 100000),
    up_mbps     int NOT NULL DEFAULT 0 CONSTRAINT hub_detail_up CHECK (up_mbps BETWEEN 0 AND 100000),
    measured_on date,
    road_fi     text NOT NULL DEFAULT '',
    road_en     text NOT NULL DEFAULT '',
    road_sv     text NOT NULL DEFAULT '',
    coach_fi    text NOT NULL DEFAULT '',
    coach_en    text NOT NULL DEFAULT '',
    coach_sv    text NOT NULL DEFAULT '',
    rail_fi     text NOT NULL DEFAULT '',
    rail_en     text NOT NULL DEFAULT '',
    rail_sv     text NOT NULL DEFAULT '',
    parking_fi  text NOT NULL DEFAULT '',
    parking_en  text NOT NULL DEFAULT '',
    parking_sv  text NOT NULL DEFAULT '',
    rules_fi    text NOT NULL DEFAULT '', -- one a line
    rules_en    text NOT NULL DEFAULT '',
    rules_sv    text NOT NULL DEFAULT '',
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hub_detail_measured CHECK ((down_mbps = 0 AND up_mbps = 0) = (measured_on IS NULL))
);

-- Whom to ask about what. Roles, not names.
CREATE TABLE hub_contact (
    hub_id   bigint NOT NULL REFERENCES hub ON DELETE CASCADE,
    position smallint NOT NULL,
    role     text NOT NULL CONSTRAINT hub_contact_role CHECK (role IN ('manager', 'booking', 'technical', 'business', 'learning', 'municipality')),
    email    citext NOT NULL DEFAULT '',
    phone    text NOT NULL DEFAULT '',
    PRIMARY KEY (hub_id, position),
    CONSTRAINT hub_contact_some CHECK (email <> '' OR phone <> '')
);

-- +goose Down
DROP TABLE hub_contact, hub_detail;
ALTER TABLE hub DROP COLUMN free_until, DROP COLUMN free_from;
