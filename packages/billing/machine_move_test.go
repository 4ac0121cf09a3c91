package billing_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// elsewhere makes a second hub with two desks, to which people move for a day.
func (m *machine) elsewhere(r *rapid.T) {
	err := m.DB.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* test.elsewhere */
			WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
			h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, resource_id)
				SELECT 'toinen', 'Toinen', 'working', 'Viitasaari', 63, 25, 2, id FROM r RETURNING resource_id)
			INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, d, 2 FROM h, generate_series($1::date, $1::date + 11, '1 day') d`, m.Monday)
		return err
	})
	if err == nil {
		err = m.DB.Get(ctx, &m.second, `/* test.second */ SELECT id FROM hub WHERE slug = 'toinen'`)
	}
	if err != nil {
		r.Fatal(err)
	}
}

// stepMove lets somebody of a stay ask for a day at the second hub, which accepts or declines; or brings somebody home who is away.
// What is accepted fits beside all others, and is refused exactly when the hub is full.
func (m *machine) stepMove(r *rapid.T) {
	s := m.draw(r, booking.Confirmed)
	d := m.named(r, s)
	if i := slices.IndexFunc(d.Moves, func(x booking.DayMove) bool { return x.State == booking.MoveAccepted }); i >= 0 && rapid.Bool().Draw(r, "home") {
		m.home(r, s, d.Moves[i])
		return
	}
	choices, err := m.bookings.MoveChoices(ctx, d)
	if err != nil {
		r.Fatal(err)
	}
	if len(choices) == 0 {
		r.Skip("no hub has a desk")
	}
	at := rapid.SampledFrom(choices).Draw(r, "to")
	person := rapid.SampledFrom(d.Participants).Draw(r, "person").Token
	id, err := m.bookings.AskMove(ctx, access.Actor{}, d.Ref, booking.MoveWish{Person: person, Day: at.Day, HubID: at.HubID})
	if err != nil && fault.As(err).Key == "fault.move_twice" {
		return
	}
	if err != nil {
		r.Fatalf("ask: %v", err)
	}
	if rapid.IntRange(0, 3).Draw(r, "answer") == 0 {
		if err := m.bookings.DeclineMove(ctx, m.Admin, m.second, id, "ei tilaa"); err != nil {
			r.Fatalf("decline: %v", err)
		}
		return
	}
	move := m.move(r, s, id)
	m.trade(r, s, move.Shifts(), m.bookings.AcceptMove(ctx, m.Admin, m.second, id))
}

// home brings somebody back to the stay's own hub.
func (m *machine) home(r *rapid.T, s *stay, move booking.DayMove) {
	shifts := move.Shifts()
	for i := range shifts {
		shifts[i].More = -shifts[i].More
	}
	m.trade(r, s, shifts, m.bookings.TakeMoveBack(ctx, m.Companies[s.company], s.booking.Ref, "", move.ID))
}

// trade reckons what the answer to a move must have been.
func (m *machine) trade(r *rapid.T, s *stay, shifts []capacity.Shift, err error) {
	if _, waits := m.waits[s]; waits {
		if err == nil || fault.As(err).Key != "fault.change_waiting" {
			r.Fatalf("a move while a change waits: %v", err)
		}
		return
	}
	var more []capacity.Demand
	after := slices.Clone(s.demands)
	for _, x := range shifts {
		after = append(after, capacity.Demand{Slot: x.Slot, Quantity: x.More})
		if x.More > 0 {
			more = append(more, capacity.Demand{Slot: x.Slot, Quantity: x.More})
		}
	}
	fits := m.fits(more)
	switch {
	case fits && err != nil:
		r.Fatalf("there is room for the move: %v", err)
	case !fits && fault.CodeOf(err) != fault.Conflict:
		r.Fatalf("there is no room for the move: %v", err)
	case fits:
		s.demands = capacity.Sum(after)
	}
}

func (m *machine) move(r *rapid.T, s *stay, id int64) booking.DayMove {
	d, err := m.bookings.ByID(ctx, m.Admin, s.booking.ID)
	if err != nil {
		r.Fatal(err)
	}
	return d.Moves[slices.IndexFunc(d.Moves, func(x booking.DayMove) bool { return x.ID == id })]
}

// named gives everybody of a stay a name, so that they have links of their own.
func (m *machine) named(r *rapid.T, s *stay) booking.Detail {
	d, err := m.bookings.ByID(ctx, m.Admin, s.booking.ID)
	if err != nil {
		r.Fatal(err)
	}
	list := make([]booking.Participant, d.People)
	for i := range list {
		list[i].Name = fmt.Sprintf("Vieras %d", i+1)
	}
	if err = m.bookings.Named(ctx, m.Admin, d.Ref, list); err == nil {
		d, err = m.bookings.ByID(ctx, m.Admin, s.booking.ID)
	}
	if err != nil {
		r.Fatal(err)
	}
	return d
}
