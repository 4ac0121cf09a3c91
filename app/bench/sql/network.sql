-- The same network for the product: 51 hubs, each with a package of two weeks and one of one week, four activities with a session
-- on every evening, and companies that may hold three stays each. Nothing runs out.
WITH r AS (INSERT INTO resource (kind) SELECT 'desk_day' FROM generate_series(1, 51) RETURNING id),
n AS (SELECT id, row_number() OVER () AS i FROM r)
INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, desk_day_cents, resource_id)
SELECT 'hub-' || i, 'Hub ' || i, 'working', 'Pihtipudas', 63, 25, 1000, 1500, id FROM n;
INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, current_date + d, 1000000 FROM hub, generate_series(0, 545) d;
INSERT INTO partner (slug, name, business_id, vat_registered, municipality, email, status, feed_token)
SELECT 'p-' || i, 'Partner ' || i, lpad(i::text, 7, '0') || '-0', true, 'Pihtipudas', 'p@example.fi', 'approved', 'feed-' || i FROM generate_series(1, 51) i;
INSERT INTO activity (partner_id, slug, status, kind, title_fi, minutes, municipality, group_max, price_cents, price_per, vat_class)
SELECT p.id, 'a-' || p.id || '-' || k, 'listed', 'wellbeing', 'Sauna', 60, 'Pihtipudas', 1000, 2500, 'person', 'reduced' FROM partner p, generate_series(1, 4) k;
CREATE TEMP TABLE evening AS SELECT nextval(pg_get_serial_sequence('resource', 'id')) AS resource, a.id AS activity, a.partner_id AS partner, current_date + d AS day,
    right(a.slug, 1)::int AS k FROM activity a, generate_series(1, 120) d;
INSERT INTO resource (id, kind) OVERRIDING SYSTEM VALUE SELECT resource, 'session_seat' FROM evening;
INSERT INTO slot (resource_id, day, capacity) SELECT resource, day, 1000000 FROM evening;
INSERT INTO session (activity_id, partner_id, day, starts_at, ends_at, resource_id)
SELECT activity, partner, day, day + interval '14 hours' + k * interval '100 minutes', day + interval '15 hours' + k * interval '100 minutes', resource FROM evening;
INSERT INTO package (hub_id, slug) SELECT h.id, h.slug || '-' || n FROM hub h, generate_series(1, 2) n;
INSERT INTO revision (package_id, number, state, name_fi, start_weekdays, sale_from, sale_until, group_min, group_max, published_at)
SELECT id, 1, 'published', 'Paketti ' || id, '{1,2,3,4,5,6,7}', current_date, current_date + 100, 1, 20, now() FROM package;
INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class)
SELECT r.id, 1, p.hub_id, CASE WHEN p.slug LIKE '%-1' THEN 7 ELSE 14 END, 1500, 'standard' FROM revision r JOIN package p ON p.id = r.package_id;
INSERT INTO item (revision_id, position, activity_id, times, price_cents, price_per, vat_class)
SELECT r.id, right(a.slug, 1)::int, a.id, 1, 2500, 'person', 'reduced'
FROM revision r JOIN package p ON p.id = r.package_id JOIN activity a ON a.partner_id = (SELECT x.id FROM partner x ORDER BY x.id OFFSET ((p.id - 1) / 2) LIMIT 1)
WHERE right(a.slug, 1)::int <= CASE WHEN p.slug LIKE '%-1' THEN 2 ELSE 4 END;
INSERT INTO company (name, business_id, street, postcode, city, billing_email, invoice_allowed)
SELECT 'Yritys ' || i, lpad(i::text, 7, '0') || '-1', 'Katu 1', '00100', 'Helsinki', 'laskut@example.fi', true FROM generate_series(1, {{companies}}) i;
INSERT INTO person (email, name) VALUES ('booker@example.fi', 'Booker');
-- Stays of the past, also beside the limit: in a table without rows the database plans to read all of it, and keeps that plan.
INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, state, net_cents, vat_cents, gross_cents, op_key)
SELECT 'OLD-' || i, 1 + i % {{companies}}, 1, r.package_id, r.id, current_date - 30, current_date - 24, 1, 'completed', 0, 0, 0, gen_random_uuid()
FROM generate_series(1, {{past}}) i, (SELECT id, package_id FROM revision ORDER BY id LIMIT 1) r;
INSERT INTO booking_event (booking_id, from_state, to_state, actor_id, actor) SELECT id, 'new', 'held', 1, 'Booker' FROM booking;
INSERT INTO booking_line (booking_id, position, kind, hub_id, text_fi, text_en, quantity, unit, unit_cents, net_cents, vat_class, vat_bp, performed_on)
SELECT b.id, p, 'desk', 1, 'Työpisteet', 'Desks', 1, 'desk_day', 0, 0, 'standard', 2550, current_date - 24 FROM booking b, generate_series(1, 5) p;
INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on) SELECT id, 1, 1, starts_on, ends_on FROM booking;
INSERT INTO bench.bookings (hub_id, company_id, from_day, to_day, seats, total_cents) SELECT 1, i % 1000, current_date, current_date, 1, 0 FROM generate_series(1, {{past}}) i;
INSERT INTO bench.booking_lines (booking_id, kind, descr, qty, unit_cents) SELECT b.id, 'desk', 'Desk days', 1, 0 FROM bench.bookings b, generate_series(1, 5);
INSERT INTO bench.attendees (booking_id, name, email) SELECT id, 'Person', 'p@example.com' FROM bench.bookings;
ANALYZE;
