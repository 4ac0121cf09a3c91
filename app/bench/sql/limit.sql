-- The least that a booking can be in PostgreSQL: counters for days and sessions, one booking with five lines, its people and one job,
-- in one call of one function. What the product does is measured against it.
CREATE SCHEMA bench;
SET LOCAL search_path = bench;
CREATE TABLE hub_days (hub_id int NOT NULL, day date NOT NULL, capacity int NOT NULL, taken int NOT NULL DEFAULT 0,
    PRIMARY KEY (hub_id, day), CHECK (taken BETWEEN 0 AND capacity)) WITH (fillfactor = 60);
INSERT INTO hub_days SELECT h, date '2030-01-01' + d, 1000000 FROM generate_series(1, 51) h, generate_series(0, 400) d;
CREATE TABLE sessions (id bigint PRIMARY KEY, capacity int NOT NULL, taken int NOT NULL DEFAULT 0, CHECK (taken BETWEEN 0 AND capacity)) WITH (fillfactor = 60);
INSERT INTO sessions SELECT h::bigint * 1000000 + d, 1000000 FROM generate_series(1, 51) h, generate_series(0, 400) d;
CREATE TABLE bookings (id bigserial PRIMARY KEY, ref uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE, hub_id int NOT NULL, company_id int NOT NULL, from_day date NOT NULL,
    to_day date NOT NULL, seats int NOT NULL, status text NOT NULL DEFAULT 'confirmed', total_cents bigint NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON bookings (company_id, created_at);
CREATE TABLE booking_lines (id bigserial PRIMARY KEY, booking_id bigint NOT NULL REFERENCES bookings, kind text NOT NULL, descr text NOT NULL, qty int NOT NULL, unit_cents int NOT NULL);
CREATE INDEX ON booking_lines (booking_id);
CREATE TABLE attendees (id bigserial PRIMARY KEY, booking_id bigint NOT NULL REFERENCES bookings, name text NOT NULL, email text NOT NULL);
CREATE INDEX ON attendees (booking_id);
CREATE TABLE jobs (id bigserial PRIMARY KEY, kind text NOT NULL, payload jsonb NOT NULL, run_at timestamptz NOT NULL DEFAULT now(), done_at timestamptz);
CREATE INDEX ON jobs (run_at) WHERE done_at IS NULL;

CREATE FUNCTION book(hub int, day0 int, days int, people int, activities int) RETURNS bigint LANGUAGE plpgsql SET search_path = bench AS $$
DECLARE
    b   bigint;
    n   int;
    ids bigint[];
BEGIN
    PERFORM 1 FROM hub_days WHERE hub_id = hub AND day >= date '2030-01-01' + day0 AND day < date '2030-01-01' + day0 + days ORDER BY hub_id, day FOR UPDATE;
    UPDATE hub_days SET taken = taken + people WHERE hub_id = hub AND day >= date '2030-01-01' + day0 AND day < date '2030-01-01' + day0 + days AND taken + people <= capacity;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n <> days THEN
        RAISE EXCEPTION 'full';
    END IF;
    SELECT array_agg(hub::bigint * 1000000 + day0 + 1 + 2 * g ORDER BY g) INTO ids FROM generate_series(0, activities - 1) g;
    PERFORM 1 FROM sessions WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
    UPDATE sessions SET taken = taken + people WHERE id = ANY (ids) AND taken + people <= capacity;
    INSERT INTO bookings (hub_id, company_id, from_day, to_day, seats, total_cents)
    VALUES (hub, 1 + (random() * 999)::int, date '2030-01-01' + day0, date '2030-01-01' + day0 + days, people, people * days * 4500) RETURNING id INTO b;
    INSERT INTO booking_lines (booking_id, kind, descr, qty, unit_cents) VALUES (b, 'desk', 'Desk days', people * days, 4500), (b, 'activity', 'Session 1', people, 2500),
        (b, 'activity', 'Session 2', people, 2500), (b, 'fee', 'Service fee', 1, 9900), (b, 'tax', 'VAT', 1, 12345);
    INSERT INTO attendees (booking_id, name, email) SELECT b, 'Person ' || g, 'p' || g || '@example.com' FROM generate_series(1, people) g;
    INSERT INTO jobs (kind, payload) VALUES ('booking.confirmed', jsonb_build_object('booking_id', b));
    RETURN b;
END $$;
