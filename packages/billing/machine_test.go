package billing_test

import (
	"errors"
	"flag"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

// few lets a property run on a few databases, each with many steps: what breaks, breaks by the order of steps.
func few(t *testing.T, checks, steps string) {
	t.Helper()
	for name, value := range map[string]string{"rapid.checks": checks, "rapid.steps": steps} {
		was := flag.Lookup(name).Value.String()
		if was != flag.Lookup(name).DefValue {
			continue // somebody asks for more on the command line
		}
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set(name, was) })
	}
}

// each is a test that cleans up after each run of the machine, so that a long search keeps one database and not hundreds.
type each struct {
	testing.TB
	r *rapid.T
}

func (e each) Cleanup(f func()) { e.r.Cleanup(f) }

// stay is what the model knows of one booking.
type stay struct {
	company int
	booking booking.Booking
	state   booking.State
	demands []capacity.Demand
	pages   []string // pay pages, the last one open
	paid    map[string]bool
}

// machine drives the services at random and keeps the books itself.
type machine struct {
	world
	hubs   *hub.Service
	second int64 // the hub to which people move for a day
	stays  []*stay
	capac  map[capacity.Slot]int
	pools  *partners.Service
	waits  map[*stay]billing.Changed // changes that wait for their payment
}

// TestLifeOfStays is the state machine: whatever people do in whatever order, every booking is in the state the model says, every
// slot is taken as much as the model says, and no rule is broken after any step.
func TestLifeOfStays(t *testing.T) {
	few(t, "6", "30")
	rapid.Check(t, func(r *rapid.T) {
		m := &machine{world: newWorld(each{t, r}, packtest.Options{Desks: 6, Seats: 8, Weeks: 2, Companies: 3, Beds: 7, Spare: 7})}
		m.hubs = hub.New(m.DB, m.now)
		m.pools = partners.New(m.DB, &decider{losing{}, nil}, m.now)
		m.elsewhere(r)
		m.capac, m.waits = m.capacities(r), map[*stay]billing.Changed{}
		r.Repeat(map[string]func(*rapid.T){
			"change":      m.stepChange,
			"gather":      m.stepGather,
			"decide":      m.stepDecide,
			"difference":  m.stepDifference,
			"":            m.check,
			"move":        m.stepMove,
			"hold":        m.stepHold,
			"page":        m.stepPage,
			"leave":       m.stepLeave,
			"pay":         m.stepPay,
			"settle":      m.stepSettle,
			"invoice":     m.stepInvoice,
			"cancel":      m.stepCancel,
			"lapse":       m.stepLapse,
			"close a day": m.stepClose,
			"fewer seats": m.stepSeats,
		})
	})
}

func (m *machine) now() time.Time { return *m.clock }

func (m *machine) check(r *rapid.T) {
	want := map[capacity.Slot]int{}
	for _, s := range m.stays {
		d, err := m.bookings.ByID(ctx, m.Admin, s.booking.ID)
		if err != nil {
			r.Fatal(err)
		}
		if d.State != s.state {
			r.Fatalf("%s is %s, the model says %s", d.Ref, d.State, s.state)
		}
		if s.state.Live() {
			for _, x := range s.demands {
				want[x.Slot] += x.Quantity
			}
		}
	}
	got := map[capacity.Slot]int{}
	for slot, state := range m.slots(r) {
		if state.Taken > 0 {
			got[slot] = state.Taken
		}
	}
	if !maps.Equal(got, want) {
		r.Fatalf("taken %v, the model says %v", got, want)
	}
	broken, err := billing.Violations(ctx, m.DB)
	if err != nil {
		r.Fatal(err)
	}
	if len(broken) > 0 {
		r.Fatal(broken)
	}
}

func (m *machine) slots(r *rapid.T) map[capacity.Slot]capacity.State {
	var list []capacity.State
	if err := m.DB.Select(ctx, &list, `/* test.slots */ SELECT resource_id, day, part, capacity, taken FROM slot`); err != nil {
		r.Fatal(err)
	}
	all := map[capacity.Slot]capacity.State{}
	for _, s := range list {
		all[s.Slot] = s
	}
	return all
}

func (m *machine) capacities(r *rapid.T) map[capacity.Slot]int {
	all := map[capacity.Slot]int{}
	for slot, s := range m.slots(r) {
		all[slot] = s.Capacity
	}
	return all
}

// fits says whether the model has room for the demands.
func (m *machine) fits(demands []capacity.Demand) bool {
	free := maps.Clone(m.capac)
	for _, s := range m.stays {
		if s.state.Live() {
			for _, x := range s.demands {
				free[x.Slot] -= x.Quantity
			}
		}
	}
	return !slices.ContainsFunc(demands, func(x capacity.Demand) bool { return free[x.Slot] < x.Quantity })
}

func (m *machine) stepHold(r *rapid.T) {
	company, people := rapid.IntRange(0, 2).Draw(r, "company"), rapid.IntRange(1, 8).Draw(r, "people")
	start := m.Monday.AddDays(7 * rapid.IntRange(0, 1).Draw(r, "week"))
	on := 0
	for _, s := range m.stays {
		if s.company == company && s.state.OnHold() {
			on++
		}
	}
	b, err := m.bookings.Hold(ctx, m.Companies[company], booking.HoldRequest{
		CompanyID: packtest.Company(m.Companies[company]), RevisionID: m.RevisionID, Start: start, People: people, Lang: "fi", OpKey: uuid.New()})
	var refused *booking.Refused
	switch {
	case err == nil && on == booking.MaxHolds:
		r.Fatal("one option too many")
	case err == nil:
		m.remember(r, company, b)
	case on == booking.MaxHolds && fault.CodeOf(err) == fault.Conflict:
	case !errors.As(err, &refused):
		r.Fatalf("hold: %v", err)
	}
}

// remember reads what the booking took; that it fits is the model's own reckoning.
func (m *machine) remember(r *rapid.T, company int, b booking.Booking) {
	s := &stay{company: company, booking: b, state: booking.Held, paid: map[string]bool{}}
	if err := m.DB.Select(ctx, &s.demands, `/* test.demands */ SELECT resource_id, day, part, quantity FROM allocation WHERE booking_id = $1`, b.ID); err != nil {
		r.Fatal(err)
	}
	if !m.fits(s.demands) {
		r.Fatalf("%s was held, and the model has no room for it", b.Ref)
	}
	m.stays = append(m.stays, s)
}

// draw picks a booking in one of the states, or skips the step.
func (m *machine) draw(r *rapid.T, states ...booking.State) *stay {
	var some []*stay
	for _, s := range m.stays {
		if slices.Contains(states, s.state) {
			some = append(some, s)
		}
	}
	if len(some) == 0 {
		r.Skip("no such booking")
	}
	return rapid.SampledFrom(some).Draw(r, "booking")
}

func (m *machine) stepPage(r *rapid.T) {
	s := m.draw(r, booking.Held, booking.AwaitingPayment)
	url, err := m.billing.PayByCard(ctx, m.Companies[s.company], s.booking.Ref, "https://x/ok", "https://x/no")
	if err != nil {
		r.Fatalf("page: %v", err)
	}
	s.pages, s.state = append(s.pages, url[len("https://pay.example/"):]), booking.AwaitingPayment
}

func (m *machine) stepLeave(r *rapid.T) {
	s := m.draw(r, booking.AwaitingPayment)
	if err := m.billing.LeavePage(ctx, m.Companies[s.company], s.booking.Ref); err != nil {
		r.Fatalf("leave: %v", err)
	}
	s.state = booking.Held
	if s.paid[s.pages[len(s.pages)-1]] {
		s.state = booking.Confirmed
	}
}

// stepPay pays at the provider; we hear of it later, or never.
func (m *machine) stepPay(r *rapid.T) {
	s := m.draw(r, booking.AwaitingPayment)
	page := s.pages[len(s.pages)-1]
	m.provider.pay(page)
	s.paid[page] = true
}

func (m *machine) stepSettle(r *rapid.T) {
	s := m.draw(r, booking.AwaitingPayment, booking.Held, booking.Confirmed, booking.Expired, booking.Cancelled)
	if len(s.pages) == 0 {
		r.Skip("never at a pay page")
	}
	page := rapid.SampledFrom(s.pages).Draw(r, "page")
	if _, err := m.billing.Settle(ctx, page); err != nil {
		r.Fatalf("settle: %v", err)
	}
	switch {
	case s.paid[page] && s.state.OnHold():
		s.state = booking.Confirmed
	case s.paid[page] && s.state == booking.Expired && m.fits(s.demands):
		s.state = booking.Confirmed
	}
}

func (m *machine) stepInvoice(r *rapid.T) {
	s := m.draw(r, booking.Held, booking.AwaitingPayment)
	err := m.billing.PayByInvoice(ctx, m.Companies[s.company], s.booking.Ref)
	paid := len(s.pages) > 0 && s.paid[s.pages[len(s.pages)-1]] && s.state == booking.AwaitingPayment
	if err != nil && !paid {
		r.Fatalf("invoice: %v", err)
	}
	s.state = booking.Confirmed
}

func (m *machine) stepCancel(r *rapid.T) {
	s := m.draw(r, booking.Held, booking.AwaitingPayment, booking.Confirmed)
	err := m.billing.Cancel(ctx, m.Companies[s.company], s.booking.Ref, "no more", false)
	if s.state == booking.AwaitingPayment && s.paid[s.pages[len(s.pages)-1]] {
		s.state = booking.Confirmed // the money was faster: the stay stands, and the company is told
		if fault.CodeOf(err) != fault.Conflict {
			r.Fatalf("cancelling what is paid: %v", err)
		}
		return
	}
	if err != nil {
		r.Fatalf("cancel: %v", err)
	}
	delete(m.waits, s)
	s.state = booking.Cancelled
}

// stepLapse lets the time of an option run out.
func (m *machine) stepLapse(r *rapid.T) {
	s := m.draw(r, booking.Held)
	err := m.DB.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* test.lapse */ UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, s.booking.ID)
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
	if _, err := m.bookings.ExpireLapsed(ctx); err != nil {
		r.Fatal(err)
	}
	s.state = booking.Expired
}

// stepClose closes a day of the hub, which is refused exactly when somebody has a desk then.
func (m *machine) stepClose(r *rapid.T) {
	day := m.Monday.AddDays(rapid.IntRange(0, 11).Draw(r, "day"))
	slot := capacity.Slot{Resource: m.deskResource(r), Day: day}
	before := m.slots(r)[slot]
	err := m.hubs.CloseDays(ctx, m.Staff, m.HubID, []hub.Closure{{Day: day, ReasonFi: "remontti"}})
	var inTheWay *hub.StaysInTheWay
	switch {
	case before.Taken > 0 && !errors.As(err, &inTheWay):
		r.Fatalf("%d desks are taken on %s, and closing it says %v", before.Taken, day, err)
	case before.Taken == 0 && err != nil:
		r.Fatalf("close: %v", err)
	case err == nil:
		m.capac[slot] = 0
		if rapid.Bool().Draw(r, "open again") {
			m.reopen(r, day, slot)
		}
	}
}

func (m *machine) reopen(r *rapid.T, day dates.Date, slot capacity.Slot) {
	if err := m.hubs.OpenDays(ctx, m.Staff, m.HubID, []dates.Date{day}); err != nil {
		r.Fatalf("open: %v", err)
	}
	m.capac[slot] = m.slots(r)[slot].Capacity
}

func (m *machine) deskResource(r *rapid.T) (id int64) {
	if err := m.DB.Get(ctx, &id, `/* test.desks */ SELECT resource_id FROM hub WHERE id = $1`, m.HubID); err != nil {
		r.Fatal(err)
	}
	return id
}

// stepSeats sets the seats of a session, which is refused exactly when more are taken.
func (m *machine) stepSeats(r *rapid.T) {
	n := rapid.IntRange(0, 8).Draw(r, "seats")
	var slot capacity.Slot
	session := rapid.SampledFrom(slices.Concat(m.Sessions, m.Spares)).Draw(r, "session")
	if err := m.DB.Get(ctx, &slot, `/* test.seat */ SELECT resource_id, day, 0 AS part FROM session WHERE id = $1`, session); err != nil {
		r.Fatal(err)
	}
	taken := m.slots(r)[slot].Taken
	err := m.DB.InTx(ctx, func(tx *postgres.Tx) error {
		return capacity.Set(ctx, tx, []capacity.Setting{{Slot: slot, Capacity: n}})
	})
	var inUse *capacity.InUse
	switch {
	case n < taken && !errors.As(err, &inUse):
		r.Fatalf("%d seats are taken, and making them %d says %v", taken, n, err)
	case n >= taken && err != nil:
		r.Fatalf("seats: %v", err)
	case err == nil:
		m.capac[slot] = n
	}
}
