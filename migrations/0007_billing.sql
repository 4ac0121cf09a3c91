-- +goose Up
-- One attempt to pay. The key is stored before the provider is asked, so that a crash repeats the same attempt.
CREATE TABLE payment (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id      bigint NOT NULL REFERENCES booking,
    method          text NOT NULL CONSTRAINT payment_method CHECK (method IN ('card', 'invoice')),
    attempt         int NOT NULL,
    state           text NOT NULL DEFAULT 'created' CONSTRAINT payment_state CHECK (state IN ('created', 'open', 'paid', 'expired', 'void')),
    amount_cents    bigint NOT NULL CONSTRAINT payment_amount CHECK (amount_cents >= 0),
    idempotency_key text NOT NULL CONSTRAINT payment_key UNIQUE,
    stripe_session  text CONSTRAINT payment_session UNIQUE,
    stripe_intent   text CONSTRAINT payment_intent UNIQUE,
    checkout_url    text NOT NULL DEFAULT '',
    expires_at      timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    paid_at         timestamptz,
    CONSTRAINT payment_attempt UNIQUE (booking_id, method, attempt),
    UNIQUE (id, booking_id)
);
CREATE INDEX payment_unsettled ON payment (created_at) WHERE state IN ('created', 'open') AND method = 'card';

CREATE TABLE refund (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id      bigint NOT NULL,
    booking_id      bigint NOT NULL,
    amount_cents    bigint NOT NULL CONSTRAINT refund_amount CHECK (amount_cents > 0),
    state           text NOT NULL DEFAULT 'created' CONSTRAINT refund_state CHECK (state IN ('created', 'pending', 'succeeded', 'failed')),
    reason          text NOT NULL,
    idempotency_key text NOT NULL CONSTRAINT refund_key UNIQUE,
    stripe_refund   text CONSTRAINT refund_stripe UNIQUE,
    created_at      timestamptz NOT NULL DEFAULT now(),
    settled_at      timestamptz,
    FOREIGN KEY (payment_id, booking_id) REFERENCES payment (id, booking_id)
);
CREATE INDEX refund_booking ON refund (booking_id);

-- Messages from Stripe, stored first and handled after; the id stops repeats.
CREATE TABLE stripe_event (
    id          text PRIMARY KEY,
    type        text NOT NULL,
    payload     jsonb NOT NULL,
    session_id  text NOT NULL DEFAULT '',
    refund_id   text NOT NULL DEFAULT '',
    received_at timestamptz NOT NULL DEFAULT now(),
    handled_at  timestamptz,
    outcome     text NOT NULL DEFAULT ''
);

CREATE TABLE invoice_series (
    year int PRIMARY KEY,
    last int NOT NULL
);
CREATE TABLE invoice (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id  bigint NOT NULL REFERENCES booking,
    payment_id  bigint REFERENCES payment,
    kind        text NOT NULL CONSTRAINT invoice_kind CHECK (kind IN ('invoice', 'receipt', 'credit_note')),
    number      bigint NOT NULL CONSTRAINT invoice_number UNIQUE, -- year and running number, no gaps: 2026000001
    refers_to   bigint REFERENCES invoice,
    reference   text NOT NULL CONSTRAINT invoice_reference CHECK (reference ~ '^\d{4,20}$'),
    issued_on   date NOT NULL,
    due_on      date,
    net_cents   bigint NOT NULL,
    vat_cents   bigint NOT NULL,
    gross_cents bigint NOT NULL,
    state       text NOT NULL DEFAULT 'open' CONSTRAINT invoice_state CHECK (state IN ('open', 'paid', 'credited', 'settled')),
    paid_on     date,
    content     jsonb NOT NULL, -- parties and lines as they were on the day
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT invoice_total CHECK (gross_cents = net_cents + vat_cents),
    CONSTRAINT invoice_once UNIQUE (booking_id, kind, payment_id)
);
CREATE INDEX invoice_open ON invoice (due_on) WHERE state = 'open';

-- Double entry, integer cents, only ever added to. Debit is positive. Every transaction sums to zero.
CREATE TABLE ledger_transaction (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booking_id bigint NOT NULL REFERENCES booking,
    key        text NOT NULL CONSTRAINT ledger_key UNIQUE,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE ledger_entry (
    transaction_id bigint NOT NULL REFERENCES ledger_transaction,
    account        text NOT NULL CONSTRAINT ledger_account CHECK (account ~ '^(card|bank|receivable|customer|hub:\d+|partner:\d+|vat|fees)$'),
    cents          bigint NOT NULL CONSTRAINT ledger_cents CHECK (cents <> 0),
    PRIMARY KEY (transaction_id, account)
);
CREATE INDEX ledger_account ON ledger_entry (account);

-- +goose StatementBegin
CREATE FUNCTION ledger_is_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(cents) FROM ledger_entry WHERE transaction_id = NEW.transaction_id) <> 0 THEN
        RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION ledger_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is only added to' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_final';
END $$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_is_balanced();
CREATE TRIGGER ledger_final BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_is_final();

-- +goose Down
DROP TABLE ledger_entry, ledger_transaction, invoice, invoice_series, stripe_event, refund, payment;
DROP FUNCTION ledger_is_balanced(), ledger_is_final();
