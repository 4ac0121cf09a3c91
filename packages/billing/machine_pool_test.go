package billing_test

import (
	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// undecided are the sessions that may still get a minimum, or have one.
func (m *machine) undecided(r *rapid.T) (ids []int64) {
	if err := m.DB.Select(ctx, &ids, `/* test.undecided */ SELECT id FROM session WHERE status = 'open' AND pool_outcome IS NULL ORDER BY id`); err != nil {
		r.Fatal(err)
	}
	if len(ids) == 0 {
		r.Skip("all decided")
	}
	return ids
}

func (m *machine) write(r *rapid.T, query string, args ...any) {
	if err := m.DB.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, "/* test.write */ "+query, args...)
		return err
	}); err != nil {
		r.Fatal(err)
	}
}

// stepGather gives a session a minimum, decided in an hour.
func (m *machine) stepGather(r *rapid.T) {
	id := rapid.SampledFrom(m.undecided(r)).Draw(r, "session")
	m.write(r, `UPDATE session SET pool_min = $2, decide_at = now() + interval '1 hour' WHERE id = $1`, id, rapid.IntRange(1, 9).Draw(r, "least"))
}

// stepDecide lets the time of a session come, or of none, and decides: it goes exactly when enough people are confirmed. What is called
// off is lost to its live stays, and the fall-back of one of them may be carried out at once.
func (m *machine) stepDecide(r *rapid.T) {
	id := rapid.SampledFrom(m.undecided(r)).Draw(r, "session")
	due := rapid.Bool().Draw(r, "due")
	if due {
		m.write(r, `UPDATE session SET decide_at = now() - interval '1 second' WHERE id = $1 AND pool_min > 0`, id)
	}
	type row struct {
		ID, Resource     int64
		Least, Confirmed int
		Due              bool
	}
	var want []row
	if err := m.DB.Select(ctx, &want, `/* test.verdicts */
		SELECT s.id, s.resource_id AS resource, s.pool_min AS least, s.decide_at <= now() AS due,
			(SELECT coalesce(sum(seats), 0) FROM booking_session x JOIN booking b ON b.id = x.booking_id AND b.state = 'confirmed' WHERE x.session_id = s.id) AS confirmed
		FROM session s WHERE s.status = 'open' AND s.pool_min > 0 AND s.pool_outcome IS NULL`); err != nil {
		r.Fatal(err)
	}
	if _, _, err := m.pools.DecideSessions(ctx); err != nil {
		r.Fatal(err)
	}
	off := map[int64]bool{}
	for _, w := range want {
		var got string
		if err := m.DB.Get(ctx, &got, `/* test.outcome */ SELECT coalesce(pool_outcome, '') FROM session WHERE id = $1`, w.ID); err != nil {
			r.Fatal(err)
		}
		wanted := ""
		switch {
		case w.Confirmed >= w.Least:
			wanted = "goes"
		case w.Due:
			wanted, off[w.Resource] = "short", true
		}
		if got != wanted {
			r.Fatalf("session %d with %d of %d, due %t: %q", w.ID, w.Confirmed, w.Least, w.Due, got)
		}
	}
	for slot, s := range m.slots(r) {
		if off[slot.Resource] {
			m.capac[slot] = s.Taken
		}
	}
	m.answer(r)
}

// answer carries fall-backs out whose time has come, and reads what the stays have now.
func (m *machine) answer(r *rapid.T) {
	if !rapid.Bool().Draw(r, "answer") {
		return
	}
	m.write(r, `UPDATE lost_session SET answer_by = now() - interval '1 second' WHERE settled_at IS NULL`)
	if _, err := m.billing.AnswerLosses(ctx); err != nil {
		r.Fatal(err)
	}
	for _, s := range m.stays {
		if _, waits := m.waits[s]; waits || s.state != booking.Held && s.state != booking.Confirmed {
			continue
		}
		s.demands = nil
		held, err := capacity.Held(ctx, m.DB, s.booking.ID)
		if err != nil {
			r.Fatal(err)
		}
		s.demands = held
	}
}
