-- +goose Up
CREATE TABLE hub (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug           text NOT NULL CONSTRAINT hub_slug UNIQUE CONSTRAINT hub_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name           text NOT NULL CONSTRAINT hub_name CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    status         text NOT NULL DEFAULT 'planned' CONSTRAINT hub_status CHECK (status IN ('working', 'planned', 'closed')),
    demo           boolean NOT NULL DEFAULT false,
    municipality   text NOT NULL,
    street         text NOT NULL DEFAULT '',
    postcode       text NOT NULL DEFAULT '',
    lat            double precision NOT NULL,
    lon            double precision NOT NULL,
    email          citext NOT NULL DEFAULT '',
    phone          text NOT NULL DEFAULT '',
    business_id    text NOT NULL DEFAULT '',
    intro_fi       text NOT NULL DEFAULT '',
    intro_en       text NOT NULL DEFAULT '',
    story_fi       text NOT NULL DEFAULT '',
    story_en       text NOT NULL DEFAULT '',
    emphasis_fi    text NOT NULL DEFAULT '',
    emphasis_en    text NOT NULL DEFAULT '',
    desks          int NOT NULL DEFAULT 0 CONSTRAINT hub_desks CHECK (desks BETWEEN 0 AND 1000),
    desk_day_cents bigint NOT NULL DEFAULT 0 CONSTRAINT hub_desk_day_cents CHECK (desk_day_cents BETWEEN 0 AND 100000000),
    vat_class      text NOT NULL DEFAULT 'standard' CONSTRAINT hub_vat_class CHECK (vat_class IN ('standard', 'reduced', 'exempt', 'none')),
    resource_id    bigint NOT NULL CONSTRAINT hub_resource UNIQUE REFERENCES resource,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
);
-- Weekdays are ISO: 1 Monday to 7 Sunday. No row: closed on that weekday.
CREATE TABLE hub_hours (
    hub_id  bigint NOT NULL REFERENCES hub ON DELETE CASCADE,
    weekday smallint NOT NULL CONSTRAINT hub_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
    opens   smallint NOT NULL, -- minutes after midnight
    closes  smallint NOT NULL,
    PRIMARY KEY (hub_id, weekday),
    CONSTRAINT hub_hours_order CHECK (0 <= opens AND opens < closes AND closes <= 1440)
);
CREATE TABLE hub_closure (
    hub_id    bigint NOT NULL REFERENCES hub ON DELETE CASCADE,
    day       date NOT NULL,
    reason_fi text NOT NULL DEFAULT '',
    reason_en text NOT NULL DEFAULT '',
    PRIMARY KEY (hub_id, day)
);

-- +goose Down
DROP TABLE hub_closure, hub_hours, hub;
