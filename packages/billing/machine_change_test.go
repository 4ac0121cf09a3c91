package billing_test

import (
	"errors"
	"fmt"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// wish draws a change: another head count, the other week, a session that goes, or one that comes or takes its place.
func (m *machine) wish(r *rapid.T, d booking.Detail) booking.Wish {
	w := booking.Wish{}
	drop := func() int64 {
		if len(d.Sessions) == 0 {
			r.Skip("no sessions")
		}
		return rapid.SampledFrom(d.Sessions).Draw(r, "drop").ID
	}
	switch rapid.IntRange(0, 4).Draw(r, "kind") {
	case 0:
		w.People = rapid.IntRange(1, 8).Draw(r, "people")
	case 1:
		w.Start = m.Monday.AddDays(7 * rapid.IntRange(0, 1).Draw(r, "week"))
	case 2:
		w.Drop = drop()
	case 3:
		w.Take = rapid.SampledFrom(m.Sessions).Draw(r, "take")
	default:
		w.Drop, w.Take = drop(), rapid.SampledFrom(m.Sessions).Draw(r, "take")
	}
	return w
}

// stepChange changes a stay. What is refused leaves everything as it was; what is made fits beside all others.
func (m *machine) stepChange(r *rapid.T) {
	s := m.draw(r, booking.Held, booking.AwaitingPayment, booking.Confirmed)
	d, err := m.bookings.ByID(ctx, m.Admin, s.booking.ID)
	if err != nil {
		r.Fatal(err)
	}
	w := m.wish(r, d)
	c, err := m.bookings.PreviewChange(ctx, m.Companies[s.company], d, w)
	var cannot *booking.CannotChange
	switch {
	case errors.As(err, &cannot), fault.CodeOf(err) == fault.Invalid:
		return
	case err != nil && fault.As(err).Key == "fault.choose_first": // what was called off is answered before anything else changes
		lost, err := m.bookings.LossesOf(ctx, m.Companies[s.company], d.Booking)
		if err != nil {
			r.Fatal(err)
		}
		if len(lost) == 0 || w.Drop != 0 || w.Take != 0 {
			r.Fatalf("%+v has to wait for %d losses", w, len(lost))
		}
		return
	case err != nil:
		r.Fatalf("preview of %+v: %v", w, err)
	}
	made, err := m.billing.Change(ctx, m.Companies[s.company], s.booking.Ref, billing.ChangeRequest{
		Wish: w, Expect: c.Difference(), Method: rapid.SampledFrom([]string{billing.Card, billing.Invoice}).Draw(r, "method"), OpKey: uuid.New(),
		SuccessURL: "https://x/ok", CancelURL: "https://x/no"})
	if _, waits := m.waits[s]; waits {
		if fault.As(err).Key != "fault.change_waiting" {
			r.Fatalf("a second change: %v", err)
		}
		return
	}
	if err != nil {
		r.Fatalf("change %+v: %v", w, err)
	}
	if s.state == booking.AwaitingPayment { // its page was closed, or was paid already
		s.state = booking.Held
		if s.paid[s.pages[len(s.pages)-1]] {
			s.state = booking.Confirmed
		}
	}
	s.demands = nil
	after := capacity.Sum(made.After.Demands)
	if made.State == booking.ChangeWaiting {
		m.waits[s] = made
		after = capacity.Union(made.Before.Demands, made.After.Demands)
	}
	if !m.fits(after) {
		r.Fatalf("%+v was made, and the model has no room for it", w)
	}
	s.demands = after
}

// stepDifference pays a waiting change, withdraws it, or lets its time run out.
func (m *machine) stepDifference(r *rapid.T) {
	var some []*stay
	for _, s := range m.stays {
		if _, waits := m.waits[s]; waits {
			some = append(some, s)
		}
	}
	if len(some) == 0 {
		r.Skip("no change waits")
	}
	s := rapid.SampledFrom(some).Draw(r, "booking")
	made := m.waits[s]
	delete(m.waits, s)
	s.demands = capacity.Sum(made.Before.Demands)
	page := made.URL[len("https://pay.example/"):]
	var err error
	switch rapid.IntRange(0, 2).Draw(r, "end") {
	case 0:
		m.provider.pay(page)
		_, err = m.billing.Settle(ctx, page)
		s.demands = capacity.Sum(made.After.Demands)
	case 1:
		err = m.billing.WithdrawChange(ctx, m.Companies[s.company], s.booking.Ref)
	default:
		err = m.DB.InTx(ctx, func(tx *postgres.Tx) error {
			_, err := tx.Exec(ctx, `/* test.lapse */ UPDATE booking_change SET expires_at = now() - interval '1 second' WHERE id = $1`, made.ID)
			return err
		})
		if err == nil {
			err = m.billing.Reconcile(ctx, 0)
		}
	}
	if err != nil {
		r.Fatal(fmt.Errorf("end of a change: %w", err))
	}
}
