-- A country for searches: hubs, of each five packages; activities with twenty sessions each; some six desks in ten taken.
SELECT setseed(0.5);
WITH r AS (INSERT INTO resource (kind) SELECT 'desk_day' FROM generate_series(1, {{hubs}}) RETURNING id),
n AS (SELECT id, row_number() OVER () AS i FROM r)
INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, desk_day_cents, resource_id)
SELECT 'hub-' || i, 'Hub ' || i, 'working', 'Pihtipudas', 60 + i % 100 / 12.0, 22 + i % 37 / 6.0, 20, 1500, id FROM n;
INSERT INTO slot (resource_id, day, capacity, taken)
SELECT resource_id, current_date + d, c, least(c, floor(random() * 18)::int) FROM hub, generate_series(0, 545) d, LATERAL (SELECT CASE WHEN extract(isodow FROM current_date + d) > 5 THEN 0 ELSE 20 END AS c) x;
INSERT INTO partner (slug, name, business_id, vat_registered, municipality, email, status, feed_token)
SELECT 'p-' || i, 'Partner ' || i, lpad(i::text, 7, '0') || '-0', true, 'Pihtipudas', 'p@example.fi', 'approved', 'feed-' || i FROM generate_series(1, {{activities}}) i;
INSERT INTO activity (partner_id, slug, status, kind, title_fi, minutes, municipality, group_max, price_cents, price_per, vat_class)
SELECT id, 'a-' || id, 'listed', 'wellbeing', 'Sauna ' || id, 120, 'Pihtipudas', 12, 2500, 'person', 'reduced' FROM partner;
CREATE TEMP TABLE evening ON COMMIT DROP AS SELECT nextval(pg_get_serial_sequence('resource', 'id')) AS resource, a.id AS activity, a.partner_id AS partner,
    current_date + 7 * w + floor(random() * 7)::int AS day FROM activity a, generate_series(0, 19) w;
INSERT INTO resource (id, kind) OVERRIDING SYSTEM VALUE SELECT resource, 'session_seat' FROM evening;
INSERT INTO slot (resource_id, day, capacity, taken) SELECT resource, day, 12, floor(random() * 8)::int FROM evening;
INSERT INTO session (activity_id, partner_id, day, starts_at, ends_at, resource_id)
SELECT activity, partner, day, day + interval '16 hours', day + interval '18 hours', resource FROM evening;
INSERT INTO package (hub_id, slug) SELECT h.id, h.slug || '-' || n FROM hub h, generate_series(1, 5) n;
INSERT INTO revision (package_id, number, state, name_fi, start_weekdays, sale_from, sale_until, group_min, group_max, published_at)
SELECT id, 1, 'published', 'Paketti ' || id, '{1,2,3,4,5,6,7}', current_date, current_date + 500, 1, 12, now() FROM package;
INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class)
SELECT r.id, 1, p.hub_id, (ARRAY[7, 10, 14])[1 + r.id % 3], 1000 + r.id * 7 % 3000, 'standard' FROM revision r JOIN package p ON p.id = r.package_id;
INSERT INTO item (revision_id, position, activity_id, times, price_cents, price_per, vat_class)
SELECT r.id, n, a.id, 1, r.id * 13 % 9000, 'person', 'reduced'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS i FROM revision) r, generate_series(1, 2) n, LATERAL (SELECT x.id FROM activity x ORDER BY x.id OFFSET (r.i * 7 + n * 501) % {{activities}} LIMIT 1) a;
INSERT INTO company (name, business_id, street, postcode, city, billing_email, invoice_allowed)
SELECT 'Yritys ' || i, lpad(i::text, 7, '0') || '-1', 'Katu 1', '00100', 'Helsinki', 'laskut@example.fi', true FROM generate_series(1, 1000) i;
INSERT INTO person (email, name) VALUES ('booker@example.fi', 'Booker');
ANALYZE;
