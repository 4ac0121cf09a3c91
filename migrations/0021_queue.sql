-- Who waits for a whole stay that is full: a package for so many people on one of a few start days. The offer to whoever is next is a hold.

-- +goose Up
CREATE TABLE stay_queue (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_id    bigint NOT NULL REFERENCES company,
    person_id     bigint NOT NULL REFERENCES person, -- who asked, and is told
    package_id    bigint NOT NULL REFERENCES package,
    starts        date[] NOT NULL CONSTRAINT stay_queue_starts CHECK (cardinality(starts) BETWEEN 1 AND 5),
    first_start   date NOT NULL GENERATED ALWAYS AS (starts[1]) STORED, -- the days are in order
    last_start    date NOT NULL GENERATED ALWAYS AS (starts[cardinality(starts)]) STORED,
    people        int NOT NULL CONSTRAINT stay_queue_people CHECK (people BETWEEN 1 AND 1000),
    lang          text NOT NULL,
    state         text NOT NULL DEFAULT 'waiting' CONSTRAINT stay_queue_state CHECK (state IN ('waiting', 'offered', 'left', 'over')),
    op_key        uuid NOT NULL,
    queued_at     timestamptz NOT NULL DEFAULT now(),
    ended_at      timestamptz, -- when it stopped waiting
    booking_id    bigint CONSTRAINT stay_queue_booking UNIQUE, -- the offer
    offered_until timestamptz,
    CONSTRAINT stay_queue_op_key UNIQUE (company_id, op_key),
    CONSTRAINT stay_queue_ended CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CONSTRAINT stay_queue_offered CHECK ((state = 'offered') = (booking_id IS NOT NULL) AND (booking_id IS NULL) = (offered_until IS NULL)),
    FOREIGN KEY (booking_id, company_id) REFERENCES booking (id, company_id)
);
CREATE INDEX stay_queue_waiting ON stay_queue (last_start) WHERE state = 'waiting';
CREATE INDEX stay_queue_company ON stay_queue (company_id);
CREATE INDEX stay_queue_package ON stay_queue (package_id) WHERE state = 'waiting';

-- +goose Down
DROP TABLE stay_queue;
