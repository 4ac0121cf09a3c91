package stayview

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// Plan is a stay day by day, offered or booked.
type Plan struct {
	Start            dates.Date
	Days             []PlanDay
	WorkFrom, WorkTo int             // minutes after midnight, on open days
	Rhythm           packages.Rhythm // of the group: hours of its own in their place, and meetings
	Sessions         []PlanSession
	Away             map[dates.Date][]booking.DayMove // who works at another hub on a day
	Today            dates.Date                       // marked in the calendar; zero marks nothing
}

// PlanDay is one day: where the group is, and whether the hub is open, so that it works.
type PlanDay struct {
	Leg   int
	HubID int64
	Hub   string
	Open  bool
}

// PlanSession is an activity at its time.
type PlanSession struct {
	Title, Lang      string // Lang is the title's
	Kind, Motif      string
	By, Place, Bring string
	PlanB, PlanBAt   string // held for bad weather, or what was planned
	Called           bool   // it takes place as its plan B
	StartsAt, EndsAt time.Time
	Cancelled        bool
	partners.Pool
	Taken int // by everybody; of account for a session that gathers people
}

// Of is the plan of an offer.
func Of(pkg packages.Package, o packages.Offer, lang string) Plan {
	p := Plan{Start: o.Start, WorkFrom: pkg.WorkFrom, WorkTo: pkg.WorkTo, Rhythm: o.Group}
	hubs := map[int]packages.Leg{}
	for _, l := range pkg.Legs {
		hubs[l.Position] = l
	}
	for _, d := range o.Calendar.Days {
		p.Days = append(p.Days, PlanDay{Leg: d.Leg, HubID: hubs[d.Leg].HubID, Hub: hubs[d.Leg].HubName, Open: d.Open})
	}
	for _, at := range o.Itinerary {
		it, _ := pkg.ItemAt(at.Item)
		title, in := it.TitleText().Find(lang)
		p.Sessions = append(p.Sessions, PlanSession{
			Title: title, Lang: in, Kind: it.Kind, Motif: it.Motif, By: it.PartnerName, Place: place(it.Place, partners.Way(it.Municipality, it.To)),
			StartsAt: at.Session.StartsAt, EndsAt: at.Session.EndsAt, Pool: at.Session.Pool, Taken: at.Session.Taken,
		})
	}
	return p
}

// Booked is the plan of a booking, as it was sold.
func Booked(d booking.Detail, lang string) Plan {
	p := Plan{Start: d.StartsOn, WorkFrom: d.WorkFrom, WorkTo: d.WorkTo, Rhythm: d.Rhythm}
	for day := range dates.Through(d.StartsOn, d.EndsOn).All() {
		at := PlanDay{Open: slices.Contains(d.OpenDays, day)}
		for _, l := range d.Legs {
			if !day.Before(l.StartsOn) && !day.After(l.EndsOn) {
				at.Leg, at.HubID, at.Hub = l.Position, l.HubID, l.HubName
			}
		}
		p.Days = append(p.Days, at)
	}
	p.Away = map[dates.Date][]booking.DayMove{}
	for _, m := range d.Moves {
		if m.State == booking.MoveAccepted {
			p.Away[m.Day] = append(p.Away[m.Day], m)
		}
	}
	for _, s := range d.Sessions {
		title, in := s.TitleText().Find(lang)
		p.Sessions = append(p.Sessions, PlanSession{
			Title: title, Lang: in, Kind: s.Kind, Motif: s.Motif, By: s.PartnerName, Place: place(s.Place, partners.Way(s.Municipality, s.To)), Bring: s.BringText().In(lang),
			StartsAt: s.StartsAt, EndsAt: s.EndsAt, Cancelled: s.Status == "cancelled", Pool: s.Pool, Taken: s.Taken,
			PlanB: s.PlanB().In(lang), PlanBAt: place(s.PlanBPlace, s.Municipality), Called: s.Called,
		})
	}
	return p
}

func place(street, municipality string) string {
	if street == "" || municipality == "" {
		return cmp.Or(street, municipality)
	}
	return street + ", " + municipality
}

// Leg is the part of a plan at one hub, in weeks that begin on Monday.
type Leg struct {
	Title string // empty when the whole stay is at one hub
	Weeks []ui.Week
}

// Legs are the plan's weeks, leg by leg.
func (p Plan) Legs(ctx context.Context) []Leg {
	var legs []Leg
	for i, d := range p.Days {
		date := p.Start.AddDays(i)
		if i == 0 || d.Leg != p.Days[i-1].Leg {
			legs = append(legs, Leg{Title: d.Hub})
		}
		leg := &legs[len(legs)-1]
		if len(leg.Weeks) == 0 || date.Weekday() == 1 {
			_, week := date.ISOWeek()
			leg.Weeks = append(leg.Weeks, ui.Week{Label: ui.T(ctx, "ui.week.number", "Week", week)})
		}
		at := &leg.Weeks[len(leg.Weeks)-1]
		at.Days = append(at.Days, p.day(ctx, i))
	}
	if len(legs) == 1 {
		legs[0].Title = ""
	}
	return legs
}

func (p Plan) day(ctx context.Context, i int) ui.Day {
	date := p.Start.AddDays(i)
	d := ui.Day{Date: date, Sub: p.about(ctx, i) + p.away(ctx, date), Off: !p.Days[i].Open, Move: p.moves(i), Today: date == p.Today}
	for _, s := range p.Sessions {
		if dates.Of(s.StartsAt) != date {
			continue
		}
		if s.Kind == "lodging" {
			d.Night = s.Title
			continue
		}
		d.Events = append(d.Events, s.event(ctx))
	}
	d.Events = append(d.Events, p.meetings(ctx, date)...)
	from, to := p.there(i)
	if workFrom, workTo := p.work(i); workFrom < workTo {
		for _, w := range gaps(max(workFrom, from), min(workTo, to), shortestWork, d.Events) {
			d.Events = append(d.Events, ui.Event{From: w[0], To: w[1], Kind: "work", Title: ui.T(ctx, "stay.day.work")})
		}
	}
	if i == len(p.Days)-1 {
		to = p.leaving(i, to)
	}
	for _, f := range gaps(max(freeFrom, from), min(freeTo, to), shortestFree, d.Events) {
		d.Events = append(d.Events, ui.Event{From: f[0], To: f[1], Kind: "free", Title: ui.T(ctx, "stay.day.leisure")})
	}
	slices.SortStableFunc(d.Events, func(a, b ui.Event) int { return cmp.Compare(a.From, b.From) })
	return d
}

// work is when the group works on a day, equal minutes for not at all.
func (p Plan) work(i int) (from, to int) {
	if !p.Days[i].Open {
		return 0, 0
	}
	return p.Rhythm.Work(p.Start.AddDays(i), p.WorkFrom, p.WorkTo)
}

// meetings are those of the group on a day, on Finnish clocks; what goes over midnight is cut there.
func (p Plan) meetings(ctx context.Context, day dates.Date) (list []ui.Event) {
	begin, end := dates.At(day, 0), dates.At(day.AddDays(1), 0)
	for _, m := range p.Rhythm.MeetingsIn(day, day) {
		e := ui.Event{From: 0, To: 24 * 60, Kind: "work", Title: cmp.Or(m.Title, ui.T(ctx, "rhythm.a_meeting"))}
		if m.From.After(begin) {
			e.From = dates.MinutesOf(m.From)
		}
		if m.To.Before(end) {
			e.To = dates.MinutesOf(m.To)
		}
		list = append(list, e)
	}
	return list
}

// there is the part of a day that the group is at its hub, in minutes: on the first day, and on that of a move, from when its ride has come, on the
// last until it leaves.
func (p Plan) there(i int) (from, to int) {
	from, to = 0, 24*60
	for _, s := range p.Sessions {
		if s.Kind != "transport" || dates.Of(s.StartsAt) != p.Start.AddDays(i) {
			continue
		}
		if i == 0 || p.moves(i) {
			from = max(from, roundUp(dates.MinutesOf(s.EndsAt)))
		}
		if i == len(p.Days)-1 {
			to = min(to, dates.MinutesOf(s.StartsAt))
		}
	}
	return from, to
}

// leaving is when the group goes home on its last day: with its ride, or after work. On a free day without a ride nobody knows.
func (p Plan) leaving(i, ride int) int {
	switch {
	case p.Days[i].Open:
		_, workTo := p.work(i)
		return min(ride, workTo)
	case ride == 24*60:
		return 0
	}
	return ride
}

// moves says whether the group goes to another hub on a day.
func (p Plan) moves(i int) bool { return i > 0 && p.Days[i].Leg != p.Days[i-1].Leg }

// away says who works at another hub on a day, after what the day is.
func (p Plan) away(ctx context.Context, day dates.Date) (text string) {
	for _, m := range p.Away[day] {
		who := m.Name
		if who == "" {
			who = ui.T(ctx, "elsewhere.somebody")
		}
		text += " · " + ui.T(ctx, "elsewhere.away", "Name", who, "Hub", m.ToName)
	}
	return text
}

// about is the line under the date.
func (p Plan) about(ctx context.Context, i int) string {
	d := p.Days[i]
	switch {
	case i == 0:
		return ui.T(ctx, "stay.day.arrival")
	case i == len(p.Days)-1:
		return ui.T(ctx, "stay.day.departure")
	case p.moves(i):
		return ui.T(ctx, "stay.day.move")
	}
	h, holiday := dates.HolidayOn(p.Start.AddDays(i))
	switch {
	case d.Open && holiday:
		return ui.T(ctx, "stay.day.working") + ", " + h.Name(ui.Lang(ctx))
	case d.Open:
		return ui.T(ctx, "stay.day.working")
	case holiday:
		return h.Name(ui.Lang(ctx))
	}
	return ui.T(ctx, "stay.day.free")
}

func (s PlanSession) event(ctx context.Context) ui.Event {
	from := dates.MinutesOf(s.StartsAt)
	e := ui.Event{
		From: from, To: from + int(s.EndsAt.Sub(s.StartsAt)/time.Minute), Kind: ui.EventKind(s.Kind, s.Motif),
		Title: s.Title, More: place(s.By, s.Place),
	}
	if s.Lang != ui.Lang(ctx) {
		e.Lang = s.Lang
	}
	if s.Bring != "" {
		e.More = joined(e.More, ui.T(ctx, "stay.bring", "What", s.Bring))
	}
	switch {
	case s.Called:
		e.State, e.More = "warn", joined(e.More, ui.T(ctx, "planb.was", "Title", s.PlanB))
	case s.PlanB != "" && !s.Cancelled:
		e.More = joined(e.More, ui.T(ctx, "planb.held", "Title", s.PlanB, "Place", s.PlanBAt))
	}
	e.Sub = poolShort(ctx, s.Pool, s.Taken)
	if s.Gathers() {
		e.State = "warn"
		e.More = joined(e.More, ui.T(ctx, "pool.decided", PoolArgs(ctx, s.Pool)...))
		e.More = joined(e.More, ui.T(ctx, "pool.explained", "Min", s.PoolMin))
	}
	if s.Cancelled {
		e.State, e.Sub = "off", ui.T(ctx, "stay.session_cancelled")
	}
	return e
}

// joined puts one sentence after another.
func joined(a, b string) string {
	if a == "" {
		return b
	}
	return strings.TrimSuffix(a, ".") + ". " + b
}

// shortestWork is the least that is worth calling working time, shortestFree the least that is worth calling free, in minutes.
// Free time is looked for between freeFrom and freeTo.
const (
	shortestWork = 60
	shortestFree = 180
	freeFrom     = 9 * 60
	freeTo       = 22 * 60
)

// gaps are what events leave of a part of the day: of the working hours around a lunch or a bus, of an evening around a sauna.
func gaps(from, to, shortest int, events []ui.Event) (parts [][2]int) {
	busy := slices.Clone(events)
	slices.SortFunc(busy, func(a, b ui.Event) int { return cmp.Compare(a.From, b.From) })
	add := func(until int) {
		if until-from >= shortest {
			parts = append(parts, [2]int{from, until})
		}
	}
	for _, e := range busy {
		if e.To <= from || e.From >= to {
			continue
		}
		add(e.From)
		from = max(from, roundUp(e.To))
	}
	add(to)
	return parts
}

// roundUp goes to the next full quarter of an hour.
func roundUp(minutes int) int { return (minutes + 14) / 15 * 15 }

// Sums are a plan in numbers: what people ask before they read it.
type Sums struct {
	WorkDays, WorkMinutes int
	Activities            int // without beds and rides
	FreeDays, Nights      int
}

// Sums adds the plan up.
func (p Plan) Sums(ctx context.Context) (s Sums) {
	for i, d := range p.Days {
		if d.Open {
			s.WorkDays++
		} else {
			s.FreeDays++
		}
		for _, e := range p.day(ctx, i).Events {
			if e.Kind == "work" {
				s.WorkMinutes += e.To - e.From
			}
		}
	}
	for _, it := range p.Sessions {
		switch {
		case it.Cancelled || it.Kind == "transport":
		case it.Kind == "lodging":
			s.Nights++
		default:
			s.Activities++
		}
	}
	return s
}
