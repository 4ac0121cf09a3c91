package participant

import (
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/elsewhere"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Deps are what the pages are joined from.
type Deps struct {
	Bookings *booking.Service
	Calendar func(d booking.Detail, lang string, more ...ics.Event) []byte // a stay as an .ics file, with what else the group does
	Events   *event.Service                                                // may be nil: then nothing else is on
	Desks    *desk.Service                                                 // may be nil: then desks have no names
	Surveys  *survey.Service                                               // may be nil: then nobody is asked how it was
	Now      func() time.Time
}

type pages struct{ Deps }

// Routes are the rows of this family of pages. The token in the address is the key.
func Routes(d Deps) []page.Route {
	p := pages{d}
	return []page.Route{
		page.Get("/jakso/:token", page.Public, p.show),
		page.Post("/jakso/:token/tyopiste", page.Public, p.wishDesk),
		page.Post("/jakso/:token/toinen-hubi", page.Public, p.askMove),
		page.Post("/jakso/:token/toinen-hubi/:move", page.Public, p.actOnMove),
		page.Get("/jakso/:token/kalenteri.ics", page.Public, p.calendar),
		page.Get("/jakso/:token/ohjelma.pdf", page.Public, p.paper),
		page.Get("/jakso/:token/palaute", page.Public, p.showSurvey),
		page.Post("/jakso/:token/palaute", page.Public, p.answerSurvey),
	}
}

// Path is the page of a participant.
func Path(token string) string { return "/jakso/" + token }

// CalendarPath is the feed that a participant's calendar program follows.
func CalendarPath(token string) string { return Path(token) + "/kalenteri.ics" }

// SurveyPath is where a participant says how it was.
func SurveyPath(token string) string { return Path(token) + "/palaute" }

// invited is a stay as a participant sees it.
type invited struct {
	d      booking.Detail
	who    booking.Participant
	moves  elsewhere.View // days at other hubs
	joined []event.Occasion
	desk   desks.View // where the participant sits
	today  dates.Date
	asks   bool // how it was can be said now
}

func (p pages) read(c *page.Ctx) (v invited, err error) {
	c.NoStore()
	if v.d, v.who, err = p.Bookings.Invited(c.Context(), c.Param("token")); err != nil {
		return v, err
	}
	v.today = dates.Today(p.Now())
	v.d.Moves = slices.DeleteFunc(v.d.Moves, func(m booking.DayMove) bool { return m.Person != v.who.Token }) // others' days are theirs
	if p.Events != nil {
		v.joined, err = p.Events.OfStay(c.Context(), access.System("participant"), v.d.Ref)
	}
	return v, err
}

func (v invited) plan(lang string) stayview.Plan {
	plan := stayview.Booked(v.d, lang)
	plan.Today = v.today
	plan.Sessions = append(plan.Sessions, eventview.Joined(v.joined, lang)...)
	return plan
}

// on says whether the stay takes place: it is not called off.
func (v invited) on() bool { return v.d.State.Live() || v.d.State == booking.Completed }

// asks says whether the page asks how it was: while that can be answered.
func (p pages) asks(v invited) bool {
	return p.Surveys != nil && survey.Open(v.d.Booking, v.today) == nil
}
