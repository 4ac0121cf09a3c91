package seed

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// nearPlanB moves the forest bathing of a stay to tomorrow, or to today where tomorrow won't do: near enough that its partner, or the hub,
// may call its plan B. Then is when the stay could still be changed.
func (s *seeder) nearPlanB(ctx context.Context, then Earlier, ref string) error {
	const slug = "metsakylpy"
	booker := s.bookers[0]
	d, err := s.Bookings.ByRef(ctx, booker, ref)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(d.Sessions, func(x booking.Session) bool { return x.ActivityID == s.activities[slug] })
	if at < 0 {
		return nil
	}
	for _, day := range []dates.Date{s.today.AddDays(1), s.today} {
		if dates.Of(d.Sessions[at].StartsAt) == day {
			return nil
		}
		if day.After(d.EndsOn) {
			continue
		}
		if err := s.openOn(ctx, then, slug, day); err != nil {
			return err
		}
		moved, err := s.moveTo(ctx, then, d, d.Sessions[at].ID, day)
		if err != nil || moved {
			return err
		}
	}
	return nil
}

// openOn opens an activity's session on a day at its weekly hour, where there is none.
func (s *seeder) openOn(ctx context.Context, then Earlier, slug string, day dates.Date) error {
	a := activityOf(slug)
	at, err := clock(a.weekly.at)
	if err != nil {
		return err
	}
	form := partners.WeeklyForm{Weekdays: []int{day.Weekday()}, Time: &at, From: day, Until: day, Seats: a.weekly.seats}
	_, err = then.Partners.AddWeekly(ctx, system, s.activities[slug], form, key("near", slug, day.String()))
	return err
}

// moveTo takes the time on a day in the place of a stay's session, if it fits.
func (s *seeder) moveTo(ctx context.Context, then Earlier, d booking.Detail, session int64, day dates.Date) (bool, error) {
	booker := s.bookers[0]
	a, err := then.Bookings.AlternativesTo(ctx, booker, d, session)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(a.Times, func(c booking.Change) bool { return dates.Of(c.New()[0].StartsAt) == day })
	if i < 0 {
		return false, nil
	}
	_, err = then.Billing.Change(ctx, booker, d.Ref, billing.ChangeRequest{Wish: a.Times[i].Wish, Expect: a.Times[i].Difference(), Method: billing.Invoice, OpKey: key("near", d.Ref, day.String())})
	if fault.CodeOf(err) == fault.Conflict {
		return false, nil
	}
	return err == nil, err
}
