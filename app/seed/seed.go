package seed

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/hub/network"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/practice"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/packages/weeks"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
	"github.com/hubittaako/hubittaako/partners/students"
)

// Password is everybody's in the demo network.
const Password = "savusauna ja kanootti"

// ahead is how far the demo's sessions and sales reach.
const ahead = 183

// Deps is what the demo network is made through.
type Deps struct {
	Accounts  *accounts.Service
	Partners  *partners.Service
	Hubs      *hub.Service
	Editor    *packages.Editor
	Finder    *search.Finder
	Bookings  *booking.Service
	Billing   *billing.Service
	Events    *event.Service
	Rooms     *room.Service
	Desks     *desk.Service
	Mapping   *mapping.Service
	Network   *network.Service
	Practices *practice.Service
	Threads   *thread.Service
	Learning  *learning.Service
	Students  *students.Service
	Surveys   *survey.Service
	Weeks     *weeks.Service
	Earlier   func(at time.Time) Earlier
	Now       func() time.Time
}

// Person is a sign-in of the demo network.
type Person struct{ Role, Email string }

// People are the sign-ins, one a role; all have Password.
func People() []Person {
	return []Person{
		{"Verkoston ylläpitäjä", AdminEmail}, {"Hubin henkilökunta", staffEmail}, {"Yhteisömanageri", managerEmail}, {"Kumppani", partnerList[0].email},
		{"Oppilaitos", institutionEmail}, {"Koulun yhdyshenkilö", schoolEmail},
		{"Yritys (lasku käy)", companies[0].email}, {"Yritys (kortti)", companies[1].email},
	}
}

// AdminEmail signs in who sees everything.
const AdminEmail = "yllapito@hubittaako.example"

const (
	staffEmail = "henkilokunta@hubittaako.example"

	institutionEmail = "avoin@opisto.example"
	schoolEmail      = "koordinaattori@jarvilukio.example"
)

var system = access.System("demo")

// seeder fills the network step by step and remembers what it has made.
type seeder struct {
	Deps
	today      dates.Date
	hubs       map[string]int64 // by slug
	rooms      map[string]int64 // by the hub's slug and the Finnish name
	partners   map[string]int64 // by e-mail address
	activities map[string]int64 // by the name in data.go
	bookers    []access.Actor
}

// Fill makes what is missing of the demo network.
func Fill(ctx context.Context, d Deps) error {
	s := &seeder{Deps: d, today: dates.Today(d.Now()), hubs: map[string]int64{}, rooms: map[string]int64{}, partners: map[string]int64{}, activities: map[string]int64{}}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"hubs", s.fillHubs}, {"details", s.fillDetails}, {"mapping", s.fillMapping}, {"rooms", s.fillRooms}, {"desks", s.fillDesks}, {"people", s.fillPeople}, {"managers", s.fillManagers}, {"path", s.fillPath}, {"meetings", s.fillMeetings}, {"events", s.fillEvents}, {"partners", s.fillPartners}, {"courses", s.fillCourses}, {"needs", s.fillNeeds},
		{"packages", s.fillPackages}, {"companies", s.fillCompanies}, {"bookings", s.fillBookings}, {"a past stay", s.fillPast}, {"a stay now", s.fillNow}, {"seats", s.seatPeople}, {"room bookings", s.fillRoomBookings}, {"assignments", s.fillAssignments}, {"practices", s.fillPractices}, {"threads", s.fillThreads}, {"a week together", s.fillWeeks},
	} {
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("demo %s: %w", step.name, err)
		}
	}
	return nil
}

// key makes the same operation key for the same thing at every run.
func key(parts ...string) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("demo:"+strings.Join(parts, ":")))
}

func (s *seeder) fillPeople(ctx context.Context) error {
	admin, err := s.person(ctx, AdminEmail, "Verkoston ylläpito")
	if err != nil {
		return err
	}
	if err := s.Accounts.Grant(ctx, system, admin, access.NetworkAdmin, 0); err != nil {
		return err
	}
	staff, err := s.person(ctx, staffEmail, "Hubien henkilökunta")
	if err != nil {
		return err
	}
	for _, slug := range []string{"hubteekki", "lennatin"} {
		if err := s.Accounts.Grant(ctx, system, staff, access.HubStaff, s.hubs[slug]); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) person(ctx context.Context, email, name string) (int64, error) {
	return s.Accounts.AddPerson(ctx, system, accounts.NewPerson{Email: email, Name: name, Lang: "fi", Password: Password})
}

func (s *seeder) fillPartners(ctx context.Context) error {
	for _, p := range partnerList {
		id, err := s.partner(ctx, p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		s.partners[p.email] = id
		for _, a := range p.activities {
			if err := s.activity(ctx, id, p, a); err != nil {
				return fmt.Errorf("%s, %s: %w", p.name, a.titleFi, err)
			}
		}
	}
	return nil
}

func (s *seeder) partner(ctx context.Context, p partnerData) (int64, error) {
	there, err := s.Partners.Partners(ctx, system, "")
	if err != nil {
		return 0, err
	}
	for _, x := range there {
		if x.BusinessID == p.businessID {
			return x.ID, nil
		}
	}
	vat := map[bool]string{true: "yes", false: "no"}[p.vat]
	id, err := s.Partners.Apply(ctx, partners.Application{
		Line: lineOf(p), Name: p.name, BusinessID: p.businessID, VATRegistered: vat, Municipality: p.municipality, ContactName: p.name, Email: p.email, About: p.aboutFi, Lang: "fi", Demo: true,
	}, key("partner", p.businessID))
	if err != nil {
		return 0, err
	}
	if err := s.Partners.Approve(ctx, system, id); err != nil {
		return 0, err
	}
	member, err := s.person(ctx, p.email, p.name)
	if err != nil {
		return 0, err
	}
	role := access.PartnerMember
	if lineOf(p) == partners.School {
		role = access.SchoolCoordinator
	}
	return id, s.Accounts.Grant(ctx, system, member, role, id)
}

// lineOf is what a partner of the demo is to the network.
func lineOf(p partnerData) partners.Line {
	switch p.email {
	case institutionEmail:
		return partners.Teaching
	case schoolEmail:
		return partners.School
	}
	return partners.Services
}

func (s *seeder) activity(ctx context.Context, partner int64, p partnerData, a activityData) error {
	price, sv := a.cents, activitiesInSwedish[a.slug]
	id, err := s.Partners.CreateActivity(ctx, system, partner, partners.ActivityForm{
		Kind: partners.Kind(a.kind), Motif: a.motif, TitleFi: a.titleFi, TitleEn: a.titleEn, SummaryFi: a.summaryFi, SummaryEn: a.summaryEn,
		Duration: partners.FormatDuration(a.minutes), Place: a.place, Municipality: townOf(p, a), To: transferTo[a.slug], GroupMin: a.groupMin, GroupMax: a.groupMax,
		PriceCents: &price, PricePer: partners.PricePer(a.per), VATClass: vatClass(a.vat), SeasonFrom: a.seasonFrom, SeasonTo: a.seasonTo, LeadDays: a.leadDays,
		Languages: []string{"fi", "en"}, BringFi: a.bringFi, BringEn: a.bringEn, TitleSv: sv.title, SummarySv: sv.summary, BringSv: sv.bring,
		PoolMin: pools[a.slug].people, PoolHours: pools[a.slug].hours,
		StepFree: slices.Contains(stepFreeActivities, a.slug),
	}, key("activity", p.businessID, a.slug))
	if err != nil {
		return err
	}
	s.activities[a.slug] = id
	if a.weekly.at == "" { // a plan B
		return nil
	}
	if b, known := plansB[a.slug]; known {
		if _, err := s.Partners.SetPlanB(ctx, system, id, partners.PlanBForm{Activity: s.activities[b.slug], Seats: b.seats}); err != nil {
			return err
		}
	}
	if err := s.Partners.ListActivity(ctx, system, id); err != nil {
		return err
	}
	if partners.Kind(a.kind) == partners.Lodging {
		return s.nights(ctx, id, a)
	}
	return s.sessions(ctx, id, a)
}

// nights opens lodging for as far as the demo looks ahead, and closes the night of an exception.
func (s *seeder) nights(ctx context.Context, id int64, a activityData) error {
	at, err := clock(a.weekly.at)
	if err != nil {
		return err
	}
	for from, last := s.today.AddDays(1), s.today.AddDays(ahead); !from.After(last); from = from.AddDays(partners.MaxWeekly) {
		until := from.AddDays(partners.MaxWeekly - 1)
		if until.After(last) {
			until = last
		}
		form := partners.NightsForm{From: from, Until: until, Beds: &a.weekly.seats, Time: &at}
		if _, err := s.Partners.SetNights(ctx, system, id, form, key("nights", a.slug, from.String())); err != nil {
			return err
		}
	}
	return nil
}

// sessions opens the weekly times of the months of the season that lie ahead; what is there already stays.
func (s *seeder) sessions(ctx context.Context, id int64, a activityData) error {
	at, err := clock(a.weekly.at)
	if err != nil {
		return err
	}
	last := s.today.AddDays(ahead)
	for month := s.today.MonthOf(); !last.Before(month.First()); month = month.Next() {
		if !inSeason(int(month.Month), a.seasonFrom, a.seasonTo) {
			continue
		}
		from, until := month.First(), month.Last()
		if first := s.today.AddDays(1 + (pools[a.slug].hours+23)/24); from.Before(first) {
			from = first // tomorrow, or later where it must be decided before
		}
		if until.After(last) {
			until = last
		}
		if from.After(until) || !hasWeekday(from, until, a.weekly.days) {
			continue
		}
		form := partners.WeeklyForm{Weekdays: a.weekly.days, Time: &at, From: from, Until: until, Seats: a.weekly.seats, PoolMin: pools[a.slug].people, PoolHours: pools[a.slug].hours}
		if _, err := s.Partners.AddWeekly(ctx, system, id, form, key("sessions", a.slug, month.String())); err != nil {
			return err
		}
	}
	return nil
}

func hasWeekday(from, until dates.Date, weekdays []int) bool {
	for d := range dates.Through(from, until).All() {
		for _, w := range weekdays {
			if d.Weekday() == w {
				return true
			}
		}
	}
	return false
}

func inSeason(month, from, to int) bool {
	if from <= to {
		return from <= month && month <= to
	}
	return month >= from || month <= to
}

func clock(s string) (int, error) {
	var h, m int
	_, err := fmt.Sscanf(s, "%d:%d", &h, &m)
	return h*60 + m, err
}

// townOf is where an activity takes place: at a hub whose name its place begins with, or at home.
func townOf(p partnerData, a activityData) string {
	if town, known := transferFrom[a.slug]; known {
		return town
	}
	for _, h := range hubs {
		if strings.HasPrefix(a.place, h.name) {
			return h.municipality
		}
	}
	return p.municipality
}
