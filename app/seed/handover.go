package seed

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// twoHubs is the package whose groups go from one hub to the other.
const twoHubs = "Kahden hubin jakso"

// handOver lets the first hub tell the second something about the groups that go on to it.
func (s *seeder) handOver(ctx context.Context) error {
	from := s.hubs["hubteekki"]
	list, err := s.Bookings.HandOvers(ctx, system, from, dates.Through(s.today, s.today.AddDays(ahead)))
	if err != nil {
		return err
	}
	for _, h := range list {
		if !h.Leaves(from) || h.FromNote != "" {
			continue
		}
		note := "Ryhmä lähtee aamukahvin jälkeen. Mukana kaksi lisänäyttöä, jotka palaavat meille seuraavalla kyydillä."
		if err := s.Bookings.WriteHandOver(ctx, system, from, h.Ref, h.Leg, note); err != nil {
			return err
		}
	}
	return nil
}

// dayElsewhere lets a participant of a confirmed stay ask for a day at another hub, which has not answered yet.
func (s *seeder) dayElsewhere(ctx context.Context) error {
	list, err := s.Bookings.HandOvers(ctx, system, s.hubs["hubteekki"], dates.Through(s.today, s.today.AddDays(ahead)))
	if err != nil {
		return err
	}
	for _, h := range list {
		d, err := s.Bookings.ByRef(ctx, s.bookers[0], h.Ref)
		if err != nil || d.State != booking.Confirmed || len(d.Moves) > 0 || len(d.Participants) == 0 {
			continue // another company's, or it has been here before
		}
		choices, err := s.Bookings.MoveChoices(ctx, d)
		at := slices.IndexFunc(choices, func(c booking.MoveChoice) bool { return c.HubID == s.hubs["lennatin"] && c.Day.Weekday() == 3 })
		if err != nil || at < 0 {
			return err
		}
		wish := booking.MoveWish{
			Person: d.Participants[0].Token, Day: choices[at].Day, HubID: choices[at].HubID, Note: "Tapaisin mielelläni asiakkaan siellä päin.",
		}
		_, err = s.Bookings.AskMove(ctx, s.bookers[0], d.Ref, wish)
		return err
	}
	return nil
}
