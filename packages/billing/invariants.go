package billing

import (
	"context"
	"fmt"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Invariant is what must always hold, as a query that returns the rows that break it: none.
type Invariant struct {
	Key  string // short, stable, and part of message keys and of metrics
	Name string
	SQL  string
}

// invariants of the whole network. Settlements join them when there are some.
var invariants = []Invariant{
	{"slots", "no slot is taken beyond its capacity, and taken is the sum of its allocations", `/* billing.invariant slots */
		SELECT s.resource_id || ' ' || s.day || ': ' || s.taken || ' of ' || s.capacity || ', allocated ' || coalesce(a.quantity, 0)
		FROM slot s
		LEFT JOIN (SELECT resource_id, day, part, sum(quantity) AS quantity FROM (
			SELECT resource_id, day, part, quantity FROM allocation UNION ALL SELECT resource_id, day, part, quantity FROM room_allocation) x GROUP BY 1, 2, 3) a USING (resource_id, day, part)
		WHERE s.taken > s.capacity OR s.taken <> coalesce(a.quantity, 0)`},
	{"seats", "a live booking holds a seat in every session for everybody", `/* billing.invariant seats */
		SELECT b.ref || ' needs ' || bs.seats || ' of ' || s.resource_id || ' on ' || s.day
		FROM booking b JOIN booking_session bs ON bs.booking_id = b.id JOIN session s ON s.id = bs.session_id
		LEFT JOIN allocation a ON a.booking_id = b.id AND a.resource_id = s.resource_id AND a.day = s.day
		WHERE b.state IN ('held', 'awaiting_payment', 'confirmed') AND s.status = 'open' AND a.quantity IS DISTINCT FROM bs.seats
			AND NOT EXISTS (SELECT 1 FROM booking_change w WHERE w.booking_id = b.id AND w.state = 'waiting')`},
	{"plan_b", "seats that a live booking holds are of its sessions or of their plans B, for everybody", `/* billing.invariant plan b */
		SELECT b.ref || ' holds ' || a.quantity || ' of session ' || x.id
		FROM booking b JOIN allocation a ON a.booking_id = b.id JOIN session x ON x.resource_id = a.resource_id AND x.day = a.day
		WHERE b.state IN ('held', 'awaiting_payment', 'confirmed')
			AND NOT EXISTS (SELECT FROM booking_session bs WHERE bs.booking_id = b.id AND bs.session_id = x.id)
			AND NOT EXISTS (SELECT FROM booking_session bs JOIN session s ON s.id = bs.session_id WHERE bs.booking_id = b.id AND s.plan_b_id = x.id AND bs.seats = a.quantity)
			AND NOT EXISTS (SELECT 1 FROM booking_change w WHERE w.booking_id = b.id AND w.state = 'waiting')`},
	{"desks", "a live booking holds the desk-days that it was sold, for everybody on days of its legs", `/* billing.invariant desks */
		SELECT b.ref || ' was sold ' || sold.quantity || ' desk-days at hub ' || h.id || ' and holds ' || held.quantity
		FROM (SELECT booking_id, hub_id, sum(quantity) AS quantity FROM booking_line WHERE kind = 'desk' GROUP BY 1, 2) sold
		JOIN booking b ON b.id = sold.booking_id
		JOIN hub h ON h.id = sold.hub_id
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(quantity), 0) AS quantity FROM (
				SELECT sum(quantity) AS quantity FROM (
					SELECT a.day, a.quantity
					FROM allocation a JOIN booking_leg l ON l.booking_id = b.id AND l.hub_id = h.id AND a.day BETWEEN l.starts_on AND l.ends_on
					WHERE a.booking_id = b.id AND a.resource_id = h.resource_id
					UNION ALL SELECT day, 1 FROM day_move WHERE booking_id = b.id AND from_hub = h.id AND state = 'accepted'
				) x GROUP BY day HAVING sum(quantity) = b.people
			) days
		) held
		WHERE b.state IN ('held', 'awaiting_payment', 'confirmed') AND held.quantity <> sold.quantity
			AND NOT EXISTS (SELECT 1 FROM booking_change w WHERE w.booking_id = b.id AND w.state = 'waiting')`},
	{"moves", "a stay has a desk at another hub exactly for those whose day there was accepted", `/* billing.invariant moves */
		SELECT coalesce(m.ref, e.ref) || ' has ' || coalesce(e.quantity, 0) || ' desks elsewhere on ' || coalesce(m.day, e.day) || ', accepted ' || coalesce(m.quantity, 0)
		FROM (
			SELECT b.ref, h.resource_id, d.day, count(*) AS quantity FROM day_move d JOIN booking b ON b.id = d.booking_id JOIN hub h ON h.id = d.to_hub
			WHERE d.state = 'accepted' GROUP BY 1, 2, 3
		) m
		FULL JOIN (
			SELECT b.ref, a.resource_id, a.day, a.quantity FROM allocation a JOIN booking b ON b.id = a.booking_id JOIN hub h ON h.resource_id = a.resource_id
			WHERE NOT EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = h.id AND a.day BETWEEN l.starts_on AND l.ends_on)
				AND NOT EXISTS (SELECT FROM booking_change w WHERE w.booking_id = b.id AND w.state = 'waiting')
		) e USING (ref, resource_id, day)
		WHERE coalesce(m.quantity, 0) <> coalesce(e.quantity, 0)
			AND NOT EXISTS (SELECT FROM booking b JOIN booking_change w ON w.booking_id = b.id AND w.state = 'waiting' WHERE b.ref = coalesce(m.ref, e.ref))`},
	{"dead", "a dead booking holds nothing", `/* billing.invariant dead */
		SELECT b.ref || ' is ' || b.state || ' and holds ' || a.resource_id || ' on ' || a.day
		FROM booking b JOIN allocation a ON a.booking_id = b.id WHERE b.state IN ('cancelled', 'expired')`},
	{"holds", "no hold outlives its time by more than five minutes, but where a person must look at its payment", `/* billing.invariant holds */
		SELECT b.ref || ' lapsed at ' || b.hold_expires_at FROM booking b
		WHERE b.state IN ('held', 'awaiting_payment') AND b.hold_expires_at < now() - interval '5 minutes'
			AND NOT EXISTS (SELECT FROM payment p JOIN payment_mismatch m ON m.payment_id = p.id WHERE p.booking_id = b.id AND m.handled_at IS NULL)`},
	{"paid", "confirmed means paid by card or invoiced, and not both: the stay as it was sold, and each change that costs more", `/* billing.invariant paid */
		SELECT b.ref || ' is ' || b.state || ', change ' || coalesce(sold.change_id, 0) || ' with ' || count(p.id) FILTER (WHERE p.method = 'card')
			|| ' card payments and ' || count(p.id) FILTER (WHERE p.method = 'invoice') || ' invoices'
		FROM booking b
		CROSS JOIN LATERAL (
			SELECT NULL::bigint AS change_id UNION ALL
			SELECT c.id FROM booking_change c JOIN booking_event e ON e.booking_id = c.booking_id AND e.to_state = 'confirmed' AND e.at <= c.ended_at
			WHERE c.booking_id = b.id AND c.state = 'done' AND c.gross_cents > 0
		) sold
		LEFT JOIN payment p ON p.booking_id = b.id AND p.change_id IS NOT DISTINCT FROM sold.change_id AND (p.method = 'card' AND p.state = 'paid'
			AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.payment_id = p.id AND r.reason = 'too_late') OR p.method = 'invoice' AND (p.state IN ('open', 'paid')
			OR EXISTS (SELECT 1 FROM invoice i WHERE i.payment_id = p.id AND i.state = 'credited')))
		WHERE b.state IN ('confirmed', 'completed')
		GROUP BY b.id, sold.change_id HAVING count(p.id) <> 1`},
	{"sums", "what is paid or invoiced for a confirmed stay, less what goes back, is what it costs", `/* billing.invariant sums */
		SELECT b.ref || ' costs ' || b.gross_cents || ', paid or invoiced ' || x.cents
		FROM booking b
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(CASE
				WHEN p.state = 'paid' THEN p.amount_cents - (SELECT coalesce(sum(r.amount_cents), 0) FROM refund r WHERE r.payment_id = p.id)
				ELSE i.gross_cents - (SELECT coalesce(sum(c.cents), 0) FROM invoice_credit c WHERE c.invoice_id = i.id) END), 0) AS cents
			FROM payment p LEFT JOIN invoice i ON i.payment_id = p.id AND i.kind = 'invoice'
			WHERE p.booking_id = b.id AND (p.state = 'paid' OR p.method = 'invoice' AND p.state = 'open')
		) x
		WHERE b.state IN ('confirmed', 'completed') AND x.cents <> b.gross_cents`},
	{"papers", "the papers of a confirmed stay add up to what it costs", `/* billing.invariant papers */
		SELECT b.ref || ' costs ' || b.gross_cents || ' with tax of ' || b.vat_cents || ', papers say ' || coalesce(sum(i.gross_cents), 0) || ' and ' || coalesce(sum(i.vat_cents), 0)
		FROM booking b LEFT JOIN invoice i ON i.booking_id = b.id WHERE b.state IN ('confirmed', 'completed')
		GROUP BY b.id HAVING coalesce(sum(i.gross_cents), 0) <> b.gross_cents OR coalesce(sum(i.vat_cents), 0) <> b.vat_cents`},
	{"waiting", "a stay whose change waits for its payment holds enough for both", `/* billing.invariant waiting */
		SELECT b.ref || ' holds ' || coalesce(a.quantity, 0) || ' of ' || n."Quantity" || ' of ' || n."Resource" || ' on ' || n."Day"
		FROM booking_change c JOIN booking b ON b.id = c.booking_id
		CROSS JOIN LATERAL (SELECT * FROM jsonb_to_recordset(c.before -> 'demands') AS x ("Resource" bigint, "Day" date, "Part" int, "Quantity" int)
			UNION ALL SELECT * FROM jsonb_to_recordset(c.after -> 'demands') AS x ("Resource" bigint, "Day" date, "Part" int, "Quantity" int)) n
		LEFT JOIN allocation a ON a.booking_id = b.id AND a.resource_id = n."Resource" AND a.day = n."Day" AND a.part = n."Part"
		WHERE c.state = 'waiting' AND coalesce(a.quantity, 0) < n."Quantity"`},
	{"changes", "a change waits only for a confirmed stay, and no longer than five minutes beyond its time", `/* billing.invariant changes */
		SELECT b.ref || ' is ' || b.state || ', its change waits until ' || c.expires_at FROM booking_change c JOIN booking b ON b.id = c.booking_id
		WHERE c.state = 'waiting' AND (b.state NOT IN ('confirmed', 'completed') OR c.expires_at < now() - interval '5 minutes')`},
	{"last_change", "a stay is what its last change made of it", `/* billing.invariant last change */
		SELECT b.ref || ' costs ' || b.gross_cents || ' for ' || b.people || ' from ' || b.starts_on || ', its last change says ' || (c.after ->> 'gross')
		FROM booking b JOIN LATERAL (SELECT x.after FROM booking_change x WHERE x.booking_id = b.id AND x.state = 'done' ORDER BY x.ended_at DESC, x.id DESC LIMIT 1) c ON true
		WHERE (c.after ->> 'gross')::bigint <> b.gross_cents OR (c.after ->> 'people')::int <> b.people OR (c.after ->> 'starts_on')::date <> b.starts_on`},
	{"refunds", "no more is given back than was paid", `/* billing.invariant refunds */
		SELECT 'payment ' || p.id || ': ' || sum(r.amount_cents) || ' of ' || p.amount_cents
		FROM payment p JOIN refund r ON r.payment_id = p.id AND r.state <> 'failed' GROUP BY p.id HAVING sum(r.amount_cents) > p.amount_cents`},
	{"numbers", "invoice numbers have no gaps", `/* billing.invariant numbers */
		SELECT 'year ' || s.year || ': ' || count(i.id) || ' documents, last number ' || s.last
		FROM invoice_series s LEFT JOIN invoice i ON i.number / 1000000 = s.year GROUP BY s.year, s.last HAVING count(i.id) <> s.last OR max(i.number) <> s.year::bigint * 1000000 + s.last`},
	{"ledger", "the ledger sums to zero", `/* billing.invariant ledger */
		SELECT 'transaction ' || transaction_id || ': ' || sum(cents) FROM ledger_entry GROUP BY transaction_id HAVING sum(cents) <> 0`},
	{"shares", "what a live paid booking costs is divided to the cent, and nobody owes anything", `/* billing.invariant shares */
		SELECT b.ref || ': customer account at ' || sum(e.cents)
		FROM booking b JOIN ledger_transaction t ON t.booking_id = b.id JOIN ledger_entry e ON e.transaction_id = t.id
		WHERE e.account = 'customer' AND b.state IN ('confirmed', 'completed')
			AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.booking_id = b.id AND r.state IN ('created', 'failed'))
		GROUP BY b.id HAVING sum(e.cents) <> 0`},
	{"decided", "a session that gathers people is decided when its time has come, whatever comes of it", `/* billing.invariant decided */
		SELECT 'session ' || s.id || ' was to be decided at ' || s.decide_at FROM session s
		WHERE s.status = 'open' AND s.pool_min > 0 AND s.pool_outcome IS NULL AND s.decide_at < now() - interval '5 minutes'`},
	{"queue", "nobody waits for days that have come", `/* billing.invariant queue */
		SELECT 'place ' || id || ' waits for ' || last_start FROM stay_queue WHERE state = 'waiting' AND last_start < current_date - 1`},
	{"short", "a live stay with seats in a session that had too few people knows that it has lost it", `/* billing.invariant short */
		SELECT b.ref || ' has session ' || s.id || ', which is off'
		FROM session s JOIN booking_session bs ON bs.session_id = s.id JOIN booking b ON b.id = bs.booking_id
		WHERE s.pool_outcome = 'short' AND b.state IN ('held', 'awaiting_payment', 'confirmed')
			AND NOT EXISTS (SELECT FROM lost_session l WHERE l.booking_id = b.id AND l.session_id = s.id)`},
	{"lines", "a booking's price is the sum of its lines", `/* billing.invariant lines */
		SELECT b.ref || ': ' || b.net_cents || ', lines ' || coalesce(sum(l.net_cents), 0)
		FROM booking b LEFT JOIN booking_line l ON l.booking_id = b.id GROUP BY b.id HAVING coalesce(sum(l.net_cents), 0) <> b.net_cents`},
	{"events", "the last event of a booking is its state, and each follows the one before", `/* billing.invariant events */
		SELECT b.ref || ' is ' || b.state || ', its history breaks at ' || coalesce(e.to_state, 'nothing')
		FROM booking b LEFT JOIN LATERAL (
			SELECT x.to_state, x.from_state, lag(x.to_state, 1, 'new') OVER (ORDER BY x.id) AS before, lead(x.id) OVER (ORDER BY x.id) AS next
			FROM booking_event x WHERE x.booking_id = b.id) e ON true
		WHERE e.to_state IS NULL OR e.from_state <> e.before OR e.next IS NULL AND e.to_state <> b.state`},
	{"tenants", "what a booking took belongs to its revision's package and its company", `/* billing.invariant tenants */
		SELECT b.ref FROM booking b JOIN revision r ON r.id = b.revision_id WHERE r.package_id <> b.package_id`},
}

// Violation is a broken invariant with the rows that break it, at most ten.
type Violation struct {
	Invariant string
	Rows      []string
}

func (v Violation) String() string { return fmt.Sprintf("%s: %q", v.Invariant, v.Rows) }

// Invariants of stays and their money, for a watch in production.
func Invariants() []Invariant { return slices.Clone(invariants) }

// Broken are the rows that break the rule, at most ten.
func (i Invariant) Broken(ctx context.Context, r postgres.Reader) (rows []string, err error) {
	if err = r.Select(ctx, &rows, i.SQL+` LIMIT 10`); err != nil {
		return nil, fmt.Errorf("invariant %q: %w", i.Name, err)
	}
	return rows, nil
}

// Violations runs every invariant. It returns none in a sound network.
func Violations(ctx context.Context, r postgres.Reader) ([]Violation, error) {
	var out []Violation
	for _, i := range invariants {
		rows, err := i.Broken(ctx, r)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			out = append(out, Violation{Invariant: i.Name, Rows: rows})
		}
	}
	return out, nil
}
