package seed

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/weeks"
)

// WeekExample is the token of a team that looks for a week together, made where it is not there.
func WeekExample(ctx context.Context, s *weeks.Service, now func() time.Time) (token string, err error) {
	from := dates.Today(now()).StartOfWeek().AddDays(14)
	return s.Ask(ctx, weeks.New{Title: "Tuotetiimin viikko järven rannalla", People: 6, Weeks: 1, From: from, Until: from.AddDays(7*8 - 3)}, key("weeks", "example"))
}

// fillWeeks lets the team answer, each with days that do not suit.
func (s *seeder) fillWeeks(ctx context.Context) error {
	token, err := WeekExample(ctx, s.Weeks, s.Now)
	if err != nil {
		return err
	}
	a, err := s.Weeks.ByToken(ctx, token)
	if err != nil || len(a.Replies) > 0 {
		return err
	}
	for _, one := range []struct {
		name string
		busy []int // days from the first Monday on
	}{
		{"Aino", []int{0, 1, 2, 3, 4}}, {"Onni", []int{8, 9, 30}}, {"Helmi", []int{21, 22, 23, 24, 25}}, {"Väinö", nil},
	} {
		r := weeks.Reply{Name: one.name}
		for _, n := range one.busy {
			r.Busy = append(r.Busy, a.First.AddDays(n))
		}
		if err := s.Weeks.Reply(ctx, token, r); err != nil {
			return err
		}
	}
	return nil
}
