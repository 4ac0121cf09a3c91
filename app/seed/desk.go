package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// deskList are the first desks of HUBteekki as they stand: two quiet ones, a line at the window, and the rest in the middle.
var deskList = []desk.Form{
	{Name: "Ikkuna 1", Line: 1, Col: 1, Window: true, Screen: true}, {Name: "Ikkuna 2", Line: 1, Col: 2, Window: true},
	{Name: "Ikkuna 3", Line: 1, Col: 3, Window: true, Standing: true}, {Name: "Ikkuna 4", Line: 1, Col: 4, Window: true},
	{Name: "Hiljainen 1", Line: 1, Col: 6, Quiet: true, Screen: true}, {Name: "Hiljainen 2", Line: 2, Col: 6, Quiet: true, Standing: true},
	{Name: "Tupa 1", Line: 3, Col: 1, Screen: true}, {Name: "Tupa 2", Line: 3, Col: 2, Screen: true}, {Name: "Tupa 3", Line: 3, Col: 3}, {Name: "Tupa 4", Line: 3, Col: 4, Standing: true},
	{Name: "Tupa 5", Line: 4, Col: 2}, {Name: "Tupa 6", Line: 4, Col: 3, Standing: true, Screen: true},
}

// fillDesks names the desks of HUBteekki, where none has a name yet.
func (s *seeder) fillDesks(ctx context.Context) error {
	id := s.hubs["hubteekki"]
	list, err := s.Desks.Desks(ctx, id)
	if err != nil || len(list) > 0 {
		return err
	}
	h, err := s.Hubs.ForStaff(ctx, system, id)
	if err != nil {
		return err
	}
	for i, f := range deskList {
		if i >= h.Desks {
			break
		}
		if err := s.Desks.Add(ctx, system, id, f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	_, err = s.Desks.AddRest(ctx, system, id)
	return err
}

// seatPeople lets one of those who are at HUBteekki today and have no desk yet wish for a quiet place; on days on which nobody is, the next
// group has its desks beforehand.
func (s *seeder) seatPeople(ctx context.Context) error {
	id := s.hubs["hubteekki"]
	for day := range dates.Through(s.today, s.today.AddDays(60)).All() {
		floor, err := s.Desks.On(ctx, system, id, day)
		if err != nil {
			return err
		}
		if len(floor.Here) == 0 {
			continue
		}
		without := floor.Without()
		if len(without) == len(floor.Here) {
			if _, err := s.Desks.GiveAll(ctx, system, id, day); err != nil {
				return err
			}
		}
		if len(without) == 0 {
			return nil
		}
		return s.wishQuiet(ctx, without[0])
	}
	return nil
}

// wishQuiet lets somebody of a stay wish for a quiet desk, where they have been named.
func (s *seeder) wishQuiet(ctx context.Context, h desk.Here) error {
	d, err := s.Bookings.ByRef(ctx, system, h.Ref)
	if err != nil {
		return err
	}
	for _, p := range d.Participants {
		if p.Position == h.Position {
			return s.Desks.WishFor(ctx, system, d.Ref, p.Token, s.hubs["hubteekki"], desk.Wish{Kind: desk.Quiet})
		}
	}
	return nil
}
