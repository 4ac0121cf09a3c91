-- +goose Up
CREATE TABLE company (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name             text NOT NULL CONSTRAINT company_name CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    business_id      text NOT NULL CONSTRAINT company_business_id UNIQUE CONSTRAINT company_business_id_form CHECK (business_id ~ '^\d{7}-\d$'),
    street           text NOT NULL,
    postcode         text NOT NULL,
    city             text NOT NULL,
    country          text NOT NULL DEFAULT 'FI',
    billing_email    citext NOT NULL,
    einvoice_address text NOT NULL DEFAULT '',
    einvoice_operator text NOT NULL DEFAULT '',
    buyer_reference  text NOT NULL DEFAULT '',
    invoice_allowed  boolean NOT NULL DEFAULT false,
    demo             boolean NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT company_einvoice CHECK ((einvoice_address = '') = (einvoice_operator = ''))
);

CREATE TABLE person (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email         citext NOT NULL CONSTRAINT person_email UNIQUE,
    -- When a mailed link proved that the mailbox is theirs. Until then whoever opens a link that was mailed there is the
    -- owner, and what was set before by somebody else ends.
    email_proved_at timestamptz,
    name          text NOT NULL CONSTRAINT person_name CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    lang          text NOT NULL DEFAULT 'fi' CONSTRAINT person_lang CHECK (lang IN ('fi', 'en', 'sv')),
    password_hash text NOT NULL DEFAULT '', -- Argon2id in PHC form; empty: signs in by mailed link only
    disabled_at   timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE membership (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id  bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    role       text NOT NULL,
    hub_id     bigint REFERENCES hub ON DELETE CASCADE,
    partner_id bigint REFERENCES partner ON DELETE CASCADE,
    company_id bigint REFERENCES company ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT membership_role CHECK (
        (role = 'network_admin' AND num_nonnulls(hub_id, partner_id, company_id) = 0)
        OR (role IN ('hub_staff', 'community_manager') AND hub_id IS NOT NULL AND num_nonnulls(partner_id, company_id) = 0)
        OR (role IN ('partner_member', 'school_coordinator') AND partner_id IS NOT NULL AND num_nonnulls(hub_id, company_id) = 0)
        OR (role IN ('company_admin', 'booker') AND company_id IS NOT NULL AND num_nonnulls(hub_id, partner_id) = 0)),
    CONSTRAINT membership_once UNIQUE NULLS NOT DISTINCT (person_id, role, hub_id, partner_id, company_id)
);
CREATE INDEX membership_hub ON membership (hub_id) WHERE hub_id IS NOT NULL;
CREATE INDEX membership_partner ON membership (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX membership_company ON membership (company_id) WHERE company_id IS NOT NULL;

-- Only the hash of a token is stored, for sign-ins as for mailed links.
CREATE TABLE sign_in (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash   bytea NOT NULL CONSTRAINT sign_in_token UNIQUE,
    person_id    bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    csrf         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    user_agent   text NOT NULL DEFAULT ''
);
CREATE INDEX sign_in_person ON sign_in (person_id);

CREATE TABLE mailed_link (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash bytea NOT NULL CONSTRAINT mailed_link_token UNIQUE,
    purpose    text NOT NULL CONSTRAINT mailed_link_purpose CHECK (purpose IN ('sign_in', 'reset', 'confirm', 'invite')),
    email      citext NOT NULL,
    lang       text NOT NULL DEFAULT 'fi',
    person_id  bigint REFERENCES person ON DELETE CASCADE, -- whose; an invitation is for whoever reads the mailbox
    role       text NOT NULL DEFAULT '',
    hub_id     bigint REFERENCES hub ON DELETE CASCADE,
    partner_id bigint REFERENCES partner ON DELETE CASCADE,
    company_id bigint REFERENCES company ON DELETE CASCADE,
    next_path  text NOT NULL DEFAULT '', -- where a sign-in goes on to, a path of our own
    invited_by bigint REFERENCES person ON DELETE SET NULL, -- NULL: the system
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz, -- used, withdrawn or replaced by a newer one
    CONSTRAINT mailed_link_for CHECK ((purpose = 'invite') = (person_id IS NULL) AND (purpose = 'invite') = (role <> ''))
);
CREATE INDEX mailed_link_email ON mailed_link (email);

-- Failed sign-ins, mails asked for and sign-ups, by account and by address, counted in the database so that every process
-- sees them. Rows older than the window are deleted.
CREATE TABLE attempt (
    id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL, -- "sign_in:email:...", "sign_in:ip:..."
    at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX attempt_key ON attempt (key, at);
CREATE INDEX attempt_at ON attempt (at);

ALTER TABLE partner ADD CONSTRAINT partner_decided_by FOREIGN KEY (decided_by) REFERENCES person;
ALTER TABLE session ADD CONSTRAINT session_cancelled_by FOREIGN KEY (cancelled_by) REFERENCES person;

-- +goose Down
ALTER TABLE session DROP CONSTRAINT session_cancelled_by;
ALTER TABLE partner DROP CONSTRAINT partner_decided_by;
DROP TABLE attempt, mailed_link, sign_in, membership, person, company;
