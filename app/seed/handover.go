package seed

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
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
