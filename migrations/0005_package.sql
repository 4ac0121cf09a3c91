-- +goose Up
-- A package is a name and a place in the shop window; what it contains is its revisions. A draft revision is edited,
-- publishing freezes it, and a booking keeps the one it was sold.
CREATE TABLE package (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hub_id     bigint NOT NULL REFERENCES hub, -- whose staff runs it
    slug       text NOT NULL CONSTRAINT package_slug UNIQUE,
    archived   boolean NOT NULL DEFAULT false,
    demo       boolean NOT NULL DEFAULT false,
    op_key     uuid CONSTRAINT package_op_key UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX package_hub ON package (hub_id);

CREATE TABLE revision (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    package_id      bigint NOT NULL REFERENCES package ON DELETE CASCADE,
    number          int NOT NULL,
    state           text NOT NULL DEFAULT 'draft' CONSTRAINT revision_state CHECK (state IN ('draft', 'published', 'superseded')),
    name_fi         text NOT NULL,
    name_en         text NOT NULL DEFAULT '',
    summary_fi      text NOT NULL DEFAULT '',
    summary_en      text NOT NULL DEFAULT '',
    motif           text NOT NULL DEFAULT '',
    season          text NOT NULL DEFAULT 'summer' CONSTRAINT revision_season CHECK (season IN ('winter', 'spring', 'summer', 'autumn')),
    start_weekdays  smallint[] NOT NULL DEFAULT '{1}',
    sale_from       date, -- first and last start day on sale
    sale_until      date,
    group_min       int NOT NULL DEFAULT 1,
    group_max       int NOT NULL DEFAULT 10,
    work_from       smallint NOT NULL DEFAULT 480, -- minutes after midnight, on the hub's open days
    work_to         smallint NOT NULL DEFAULT 960,
    pricing         text NOT NULL DEFAULT 'sum' CONSTRAINT revision_pricing CHECK (pricing IN ('sum', 'fixed')),
    adjust_bp       int NOT NULL DEFAULT 0 CONSTRAINT revision_adjust CHECK (adjust_bp BETWEEN -10000 AND 10000),
    fixed_cents     bigint NOT NULL DEFAULT 0 CONSTRAINT revision_fixed CHECK (fixed_cents BETWEEN 0 AND 100000000), -- net per person
    free_until_days int NOT NULL DEFAULT 30, -- cancelling is free until this many days before the start
    half_until_days int NOT NULL DEFAULT 7,  -- then half, until this many days; then nothing comes back
    version         int NOT NULL DEFAULT 1,  -- of the draft, so that two editors notice each other
    published_at    timestamptz,
    published_by    bigint REFERENCES person,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT revision_number UNIQUE (package_id, number),
    CONSTRAINT revision_group CHECK (1 <= group_min AND group_min <= group_max AND group_max <= 1000),
    CONSTRAINT revision_work CHECK (0 <= work_from AND work_from < work_to AND work_to <= 1440),
    CONSTRAINT revision_cancel CHECK (0 <= half_until_days AND half_until_days <= free_until_days AND free_until_days <= 365),
    CONSTRAINT revision_sale CHECK (sale_until IS NULL OR sale_from IS NULL OR sale_from <= sale_until),
    UNIQUE (id, package_id)
);
CREATE UNIQUE INDEX revision_one_draft ON revision (package_id) WHERE state = 'draft';
CREATE UNIQUE INDEX revision_one_published ON revision (package_id) WHERE state = 'published';

CREATE TABLE leg (
    revision_id    bigint NOT NULL REFERENCES revision ON DELETE CASCADE,
    position       smallint NOT NULL CONSTRAINT leg_position CHECK (position BETWEEN 1 AND 14),
    hub_id         bigint NOT NULL REFERENCES hub,
    days           smallint NOT NULL CONSTRAINT leg_days CHECK (days BETWEEN 1 AND 14),
    desk_day_cents bigint, -- frozen when the revision is published
    vat_class      text,
    PRIMARY KEY (revision_id, position)
);
CREATE INDEX leg_hub ON leg (hub_id);

CREATE TABLE item (
    revision_id bigint NOT NULL REFERENCES revision ON DELETE CASCADE,
    position    smallint NOT NULL CONSTRAINT item_position CHECK (position BETWEEN 1 AND 100),
    activity_id bigint NOT NULL REFERENCES activity,
    times       smallint NOT NULL CONSTRAINT item_times CHECK (times BETWEEN 1 AND 14),
    leg         smallint, -- only in this leg; null: anywhere in the stay
    price_cents bigint,   -- frozen when the revision is published
    price_per   text,
    vat_class   text,
    PRIMARY KEY (revision_id, position)
);
CREATE INDEX item_activity ON item (activity_id);

-- +goose Down
DROP TABLE item, leg, revision, package;
