-- Bookings from {{from}} to {{until}}: of twenty, one is to come and holds its desks, the others are over.
SET LOCAL session_replication_role = replica; -- the rows fit each other by the way they are made
CREATE TEMP TABLE made ON COMMIT DROP AS SELECT i, r.id AS revision, r.package_id, p.hub_id, h.resource_id, i % 20 = 0 AS ahead,
    current_date + CASE WHEN i % 20 = 0 THEN (i / 20 % 90)::int ELSE -30 - (i % 700)::int END AS day
FROM generate_series({{from}}::bigint, {{until}}) i JOIN revision r ON r.id = 1 + i % (SELECT count(*) FROM revision) JOIN package p ON p.id = r.package_id JOIN hub h ON h.id = p.hub_id;
INSERT INTO booking (id, ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, state, net_cents, vat_cents, gross_cents, op_key)
OVERRIDING SYSTEM VALUE SELECT i, 'C-' || i, 1 + i % 1000, 1, package_id, revision, day, day + 6, 1, CASE WHEN ahead THEN 'confirmed' ELSE 'completed' END, 0, 0, 0, gen_random_uuid() FROM made;
INSERT INTO booking_line (booking_id, position, kind, hub_id, text_fi, text_en, quantity, unit, unit_cents, net_cents, vat_class, vat_bp, performed_on)
SELECT i, 1, 'desk', hub_id, 'Työpisteet', 'Desks', 1, 'desk_day', 0, 0, 'standard', 2550, day + 6 FROM made;
INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on) SELECT i, 1, hub_id, day, day + 6 FROM made;
INSERT INTO allocation (booking_id, resource_id, day, quantity) SELECT i, resource_id, day + d, 1 FROM made, generate_series(0, 4) d WHERE ahead;
ANALYZE booking, booking_line, booking_leg, allocation;
