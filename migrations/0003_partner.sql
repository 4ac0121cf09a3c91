-- +goose Up
CREATE TABLE partner (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug           text NOT NULL CONSTRAINT partner_slug UNIQUE CONSTRAINT partner_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name           text NOT NULL CONSTRAINT partner_name CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    business_id    text NOT NULL CONSTRAINT partner_business_id UNIQUE CONSTRAINT partner_business_id_form CHECK (business_id ~ '^\d{7}-\d$'),
    vat_registered boolean NOT NULL,
    municipality   text NOT NULL,
    contact_name   text NOT NULL DEFAULT '',
    email          citext NOT NULL,
    phone          text NOT NULL DEFAULT '',
    website        text NOT NULL DEFAULT '',
    about_fi       text NOT NULL DEFAULT '',
    about_en       text NOT NULL DEFAULT '',
    lang           text NOT NULL DEFAULT 'fi',
    demo           boolean NOT NULL DEFAULT false,
    status         text NOT NULL DEFAULT 'applied' CONSTRAINT partner_status CHECK (status IN ('applied', 'approved', 'declined')),
    decline_reason text NOT NULL DEFAULT '',
    decided_at     timestamptz,
    decided_by     bigint,
    feed_token     text NOT NULL CONSTRAINT partner_feed_token UNIQUE,
    op_key         uuid CONSTRAINT partner_op_key UNIQUE,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT partner_declined_with_reason CHECK (status <> 'declined' OR decline_reason <> '')
);

CREATE TABLE activity (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partner_id       bigint NOT NULL REFERENCES partner,
    slug             text NOT NULL CONSTRAINT activity_slug UNIQUE CONSTRAINT activity_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    status           text NOT NULL DEFAULT 'draft' CONSTRAINT activity_status CHECK (status IN ('draft', 'listed', 'archived')),
    kind             text NOT NULL CONSTRAINT activity_kind CHECK (kind IN ('wellbeing', 'recreation', 'food', 'lodging', 'transport', 'learning', 'students')),
    motif            text NOT NULL DEFAULT '', -- what its drawn poster shows
    title_fi         text NOT NULL,
    title_en         text NOT NULL DEFAULT '',
    summary_fi       text NOT NULL DEFAULT '',
    summary_en       text NOT NULL DEFAULT '',
    minutes          int NOT NULL CONSTRAINT activity_minutes CHECK (minutes BETWEEN 15 AND 1440),
    place            text NOT NULL DEFAULT '',
    municipality     text NOT NULL,
    group_min        int NOT NULL DEFAULT 1,
    group_max        int NOT NULL,
    price_cents      bigint NOT NULL CONSTRAINT activity_price CHECK (price_cents BETWEEN 0 AND 100000000), -- net
    price_per        text NOT NULL CONSTRAINT activity_price_per CHECK (price_per IN ('person', 'group')),
    vat_class        text NOT NULL CONSTRAINT activity_vat_class CHECK (vat_class IN ('standard', 'reduced', 'exempt', 'none')),
    season_from      smallint NOT NULL DEFAULT 1 CONSTRAINT activity_season_from CHECK (season_from BETWEEN 1 AND 12), -- months, both in
    season_to        smallint NOT NULL DEFAULT 12 CONSTRAINT activity_season_to CHECK (season_to BETWEEN 1 AND 12),
    lead_days        int NOT NULL DEFAULT 0 CONSTRAINT activity_lead_days CHECK (lead_days BETWEEN 0 AND 365),
    languages        text[] NOT NULL DEFAULT '{fi}',
    accessibility_fi text NOT NULL DEFAULT '',
    accessibility_en text NOT NULL DEFAULT '',
    bring_fi         text NOT NULL DEFAULT '',
    bring_en         text NOT NULL DEFAULT '',
    photo_id         bigint REFERENCES photo,
    op_key           uuid CONSTRAINT activity_op_key UNIQUE,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT activity_group CHECK (1 <= group_min AND group_min <= group_max AND group_max <= 1000),
    UNIQUE (id, partner_id)
);
CREATE INDEX activity_partner ON activity (partner_id);

-- A session is an activity at a time, with seats (its one slot). A night of lodging is a session from evening to morning.
CREATE TABLE session (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    activity_id   bigint NOT NULL,
    partner_id    bigint NOT NULL,
    day           date NOT NULL,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    resource_id   bigint NOT NULL CONSTRAINT session_resource UNIQUE REFERENCES resource,
    status        text NOT NULL DEFAULT 'open' CONSTRAINT session_status CHECK (status IN ('open', 'cancelled')),
    cancel_reason text NOT NULL DEFAULT '',
    cancelled_at  timestamptz,
    cancelled_by  bigint,
    op_key        uuid, -- of the form that added it, alone or with others of a weekly rule
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT session_time CHECK (starts_at < ends_at),
    CONSTRAINT session_cancelled_with_reason CHECK (status <> 'cancelled' OR (cancel_reason <> '' AND cancelled_at IS NOT NULL)),
    FOREIGN KEY (activity_id, partner_id) REFERENCES activity (id, partner_id),
    UNIQUE (id, partner_id)
);
-- A time that was cancelled may be opened again, as another session.
CREATE UNIQUE INDEX session_once ON session (activity_id, starts_at) WHERE status = 'open';
CREATE INDEX session_by_day ON session (activity_id, day);
CREATE INDEX session_partner_day ON session (partner_id, day);
CREATE INDEX session_op_key ON session (op_key) WHERE op_key IS NOT NULL;

-- +goose Down
DROP TABLE session, activity, partner;
