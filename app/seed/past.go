package seed

import (
	"context"
	"fmt"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
)

// Earlier are services whose clock stands still at a moment that has passed, see Deps.Earlier.
type Earlier struct {
	Hubs     *hub.Service
	Partners *partners.Service
	Bookings *booking.Service
	Billing  *billing.Service
}

const (
	pastPackage = "Hiljainen viikko"
	pastPeople  = 6
	soldBefore  = 20 // days before it began
)

// pastAnswers are what those who came along say of it: work, activities, hosting, again, and words.
var pastAnswers = []struct {
	marks [4]int
	body  string
}{
	{[4]int{5, 5, 5, 10}, "Ensimmäinen viikko pitkään aikaan, kun sain tehtyä kaiken ja nukuin silti hyvin."},
	{[4]int{4, 5, 5, 9}, "Metsäkylpy oli parasta. Toinen näyttö pöydälle, niin tulen heti uudelleen."},
	{[4]int{5, 4, 4, 8}, ""},
	{[4]int{4, 4, 5, 9}, "Lounas hubilla säästi monta mutkaa."},
}

// fillPast lets a stay have taken place last week: sold before, its arrivals noted, over, and answered about.
func (s *seeder) fillPast(ctx context.Context) error {
	start := s.today.StartOfWeek().AddDays(-7)
	then := s.Earlier(dates.At(start.AddDays(-soldBefore), 12*60))
	if err := s.openPast(ctx, then, start, start.AddDays(6)); err != nil {
		return err
	}
	booker := s.bookers[0]
	b, err := s.sellPast(ctx, then, booker, start)
	if err != nil || b.ID == 0 {
		return err
	}
	for day, here := range map[int][]int{0: {1, 2, 3, 4, 5}, 1: {6}} {
		at := s.Earlier(dates.At(start.AddDays(day), 9*60+10)).Bookings
		if err := at.NoteArrivals(ctx, system, s.hubs["hubteekki"], b.Ref, here, nil); err != nil {
			return err
		}
	}
	if _, err := s.Bookings.CompletePast(ctx); err != nil {
		return err
	}
	return s.answerPast(ctx, booker, b.Ref)
}

// fillNow lets a group be at HUBteekki this week, on working days: all but one have come, and sit at desks of their own.
func (s *seeder) fillNow(ctx context.Context) error {
	start := s.today.StartOfWeek()
	if s.today.IsWeekend() {
		return nil
	}
	then := s.Earlier(dates.At(start.AddDays(-soldBefore), 12*60))
	if err := s.openPast(ctx, then, start, s.today.AddDays(-1)); err != nil {
		return err
	}
	b, err := s.sellPast(ctx, then, s.bookers[0], start)
	if err != nil || b.ID == 0 {
		return err
	}
	if err := s.nearPlanB(ctx, then, b.Ref); err != nil {
		return err
	}
	return s.Earlier(dates.At(start, 9*60+10)).Bookings.NoteArrivals(ctx, system, s.hubs["hubteekki"], b.Ref, []int{1, 2, 3, 4, 5}, nil)
}

// openPast gives the hub its desks and the package's partners their sessions in a week that was, until a day of it.
func (s *seeder) openPast(ctx context.Context, then Earlier, start, until dates.Date) error {
	if err := then.Hubs.ExtendHorizon(ctx); err != nil {
		return err
	}
	for _, p := range packageList {
		if p.nameFi != pastPackage {
			continue
		}
		for _, i := range p.items {
			a := activityOf(i.activity)
			at, err := clock(a.weekly.at)
			if err != nil {
				return err
			}
			if until.Before(start) {
				continue
			}
			form := partners.WeeklyForm{Weekdays: a.weekly.days, Time: &at, From: start, Until: until, Seats: a.weekly.seats}
			if _, err := then.Partners.AddWeekly(ctx, system, s.activities[i.activity], form, key("sessions", i.activity, start.String())); err != nil && fault.CodeOf(err) != fault.Invalid {
				return fmt.Errorf("%s: %w", i.activity, err) // out of season: the stay is not sold then
			}
		}
	}
	return nil
}

// sellPast sells the stay to a company against an invoice; nothing where it cannot be had, such as in a week of holidays.
func (s *seeder) sellPast(ctx context.Context, then Earlier, booker access.Actor, start dates.Date) (b booking.Booking, err error) {
	pkg, err := s.Finder.Published(ctx, "hiljainen-viikko")
	if err != nil {
		return b, err
	}
	b, err = then.Bookings.Hold(ctx, booker, booking.HoldRequest{
		CompanyID: booker.Grants[0].Org, RevisionID: pkg.RevisionID, Start: start, People: pastPeople, Lang: "fi", OpKey: key("booking", "past", start.String()),
	})
	if fault.CodeOf(err) == fault.Conflict {
		return booking.Booking{}, nil
	}
	if err != nil || b.State != booking.Held {
		return booking.Booking{}, err
	}
	if err := then.Billing.PayByInvoice(ctx, booker, b.Ref); err != nil {
		return b, err
	}
	people := make([]booking.Participant, pastPeople)
	for i := range people {
		people[i].Name = fmt.Sprintf("Osallistuja %d", i+1)
	}
	return b, then.Bookings.Named(ctx, booker, b.Ref, people)
}

func (s *seeder) answerPast(ctx context.Context, booker access.Actor, ref string) error {
	d, err := s.Bookings.ByRef(ctx, booker, ref)
	if err != nil {
		return err
	}
	for i, a := range pastAnswers {
		marks := slices.Clone(a.marks[:])
		err := s.Surveys.AnswerByLink(ctx, d.Participants[i].Token, survey.Form{Work: &marks[0], Activities: &marks[1], Hosting: &marks[2], Again: &marks[3], Body: a.body, Lang: "fi"})
		if err != nil {
			return err
		}
	}
	return nil
}

func activityOf(slug string) activityData {
	for _, p := range partnerList {
		for _, a := range p.activities {
			if a.slug == slug {
				return a
			}
		}
	}
	return activityData{}
}
