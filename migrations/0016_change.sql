-- +goose Up
-- A change of a stay: what was asked for, and the stay before and after. One that costs more waits for its payment; meanwhile
-- the booking holds enough for both. Nothing about a booking that was sold is changed but by one of these.
CREATE TABLE booking_change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id  bigint NOT NULL REFERENCES booking,
    op_key      uuid NOT NULL,
    state       text NOT NULL CONSTRAINT booking_change_state CHECK (state IN ('waiting', 'done', 'lapsed', 'withdrawn')),
    wish        jsonb NOT NULL,
    before      jsonb NOT NULL,
    after       jsonb NOT NULL,
    percent     smallint NOT NULL CONSTRAINT booking_change_percent CHECK (percent BETWEEN 0 AND 100), -- of what is dropped comes back
    gross_cents bigint NOT NULL, -- after less before
    actor_id    bigint REFERENCES person, -- null: the system, named in actor
    actor       text NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz, -- until when it waits for its payment
    ended_at    timestamptz, -- when it was done, lapsed or was withdrawn
    CONSTRAINT booking_change_op_key UNIQUE (booking_id, op_key),
    CONSTRAINT booking_change_waits CHECK ((state = 'waiting') = (ended_at IS NULL) AND (state <> 'waiting' OR expires_at IS NOT NULL)),
    UNIQUE (id, booking_id)
);
CREATE UNIQUE INDEX booking_change_one_waiting ON booking_change (booking_id) WHERE state = 'waiting';
CREATE INDEX booking_change_lapsing ON booking_change (expires_at) WHERE state = 'waiting';

ALTER TABLE booking
    ADD version    int NOT NULL DEFAULT 0, -- how many changes were made
    ADD refund_cap smallint NOT NULL DEFAULT 100 CONSTRAINT booking_refund_cap CHECK (refund_cap BETWEEN 0 AND 100); -- moving the days never makes cancelling cheaper

-- What the seller keeps of something that was dropped late.
ALTER TABLE booking_line DROP CONSTRAINT booking_line_kind,
    ADD CONSTRAINT booking_line_kind CHECK (kind IN ('desk', 'activity', 'service', 'discount', 'kept'));

-- Whose money, and whose paper: null is the sale itself.
ALTER TABLE payment ADD change_id bigint, ADD CONSTRAINT payment_change FOREIGN KEY (change_id, booking_id) REFERENCES booking_change (id, booking_id);
CREATE INDEX payment_change ON payment (change_id);
ALTER TABLE invoice ADD change_id bigint, ADD CONSTRAINT invoice_change FOREIGN KEY (change_id, booking_id) REFERENCES booking_change (id, booking_id);
CREATE INDEX invoice_change ON invoice (change_id);

-- How much a credit note takes off an invoice that is not paid yet. The rest of it goes back as refunds.
CREATE TABLE invoice_credit (
    credit_note_id bigint NOT NULL REFERENCES invoice,
    invoice_id     bigint NOT NULL REFERENCES invoice,
    cents          bigint NOT NULL CONSTRAINT invoice_credit_cents CHECK (cents > 0),
    PRIMARY KEY (credit_note_id, invoice_id)
);
CREATE INDEX invoice_credit_invoice ON invoice_credit (invoice_id);
INSERT INTO invoice_credit (credit_note_id, invoice_id, cents)
SELECT c.id, i.id, -c.gross_cents
FROM invoice c JOIN invoice i ON i.id = c.refers_to AND i.kind = 'invoice'
WHERE c.kind = 'credit_note' AND c.gross_cents < 0 AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.payment_id = i.payment_id);

-- +goose Down
DROP TABLE invoice_credit;
DROP INDEX invoice_change, payment_change;
ALTER TABLE invoice DROP CONSTRAINT invoice_change, DROP change_id;
ALTER TABLE payment DROP CONSTRAINT payment_change, DROP change_id;
ALTER TABLE booking_line DROP CONSTRAINT booking_line_kind,
    ADD CONSTRAINT booking_line_kind CHECK (kind IN ('desk', 'activity', 'service', 'discount'));
ALTER TABLE booking DROP refund_cap, DROP version;
DROP TABLE booking_change;
