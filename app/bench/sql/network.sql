-- The same network for the product: 51 hubs, each with a package of two weeks and one of one week, four activities with a session
-- on every evening, and companies that may hold three stays each. Nothing runs out.
WITH r AS (INSERT INTO resource (kind) SELECT 'desk_day' FROM generate_series(1, 51) RETURNING id),
n AS (SELECT id, row_number() OVER () AS i FROM r)
INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, desk_day_cents, resource_id)
SELECT 'hub-' || i, 'Hub ' || i, 'working', 'Pihtipudas', 63, 25, 1000, 1500, id FROM n;
INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, current_date + d, 1000000 FROM hub, generate_series(0, 150) d;
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
SELECT 'Yritys ' || i, lpad(i::text, 7, '0') || '-1', 'Katu 1', '00100', 'Helsinki', 'laskut@example.fi', true FROM generate_series(1, 40000) i;
INSERT INTO person (email, name) VALUES ('booker@example.fi', 'Booker');
ANALYZE;
