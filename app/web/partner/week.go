package partner

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// weekView is what the first page of a partner shows.
type weekView struct {
	who      partners.Partner
	monday   dates.Date
	today    dates.Date
	now      time.Time
	sessions []partners.Session
	groups   map[int64][]booking.SessionGroup // by session
	offered  []partners.Offered

	ahead       []partners.Session // from today on, whatever week is shown
	aheadGroups map[int64][]booking.SessionGroup
}

// week is a week of sessions: when, what, how many, and who.
func (p pages) week(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	v := weekView{who: who, today: dates.Today(p.now()), now: p.now()}
	v.monday = v.today.StartOfWeek()
	if d, err := dates.Parse(c.Query("viikko")); err == nil {
		v.monday = d.StartOfWeek()
	}
	days := dates.Through(v.monday, v.monday.AddDays(6))
	if v.sessions, err = p.partners.PartnerSessions(c.Context(), c.Actor(), who.ID, days); err != nil {
		return err
	}
	if v.groups, err = p.groups(c, who.ID, days); err != nil {
		return err
	}
	if err = p.ahead(c, &v); err != nil {
		return err
	}
	if v.offered, err = p.partners.Activities(c.Context(), c.Actor(), who.ID); err != nil {
		return err
	}
	v.dropSpares()
	return c.Render(200, weekPage(v))
}

func (v weekView) path(monday dates.Date) string {
	return homePath(v.who.ID) + "?viikko=" + monday.String()
}

// people is how many seats are taken in the week.
func (v weekView) people() (n int) {
	kept := spares(v.sessions)
	for _, s := range v.sessions {
		switch {
		case s.Status != partners.Open:
		case kept[s.ID]:
			n += groups(v.groups).people(s)
		default:
			n += s.Taken
		}
	}
	return n
}

// coming is how many open sessions there are in the week.
func (v weekView) coming() (n int) {
	for _, s := range v.sessions {
		if s.Status == partners.Open {
			n++
		}
	}
	return n
}

// count is how many activities have the status.
func (v weekView) count(status partners.ActivityStatus) (n int) {
	for _, o := range v.offered {
		if o.Status == status {
			n++
		}
	}
	return n
}

// withGroups are the sessions of the week that somebody comes to.
func (v weekView) withGroups() (list []partners.Session) {
	for _, s := range v.sessions {
		if len(v.groups[s.ID]) > 0 {
			list = append(list, s)
		}
	}
	return list
}

func weekTitle(ctx context.Context, v weekView) string {
	_, week := v.monday.ISOWeek()
	return ui.T(ctx, "partner.week.title", "Week", week)
}

// calendar draws the week.
func calendar(ctx context.Context, v weekView) ui.Week {
	w := ui.Week{Label: weekTitle(ctx, v)}
	for i := range 7 {
		day := v.monday.AddDays(i)
		d := ui.Day{Date: day, Href: ui.Href(ctx, dayPath(v.who.ID, day)), Today: day == v.today, Off: day.IsWeekend(), Empty: ui.T(ctx, "ui.week.free")}
		for _, s := range v.sessions {
			if s.Day == day {
				d.Events = append(d.Events, event(ctx, s, v.groups[s.ID]))
			}
		}
		w.Days = append(w.Days, d)
	}
	return w
}

func event(ctx context.Context, s partners.Session, groups []booking.SessionGroup) ui.Event {
	from := dates.MinutesOf(s.StartsAt)
	e := ui.Event{
		From: from, To: from + int(s.EndsAt.Sub(s.StartsAt).Minutes()), Kind: ui.EventKind(string(s.Kind), s.Motif),
		Title: seatsText(ctx, s) + " " + title(ctx, s), // how many come matters most: a short block must not cut it off
		More:  groupNames(groups), Href: ui.Href(ctx, sessionPath(s)),
	}
	e.Sub = poolShort(ctx, s) // when it is decided stands on the day's page: a block has no room for it
	if s.PlanB != 0 && !s.Called {
		e.More = joined(e.More, ui.T(ctx, "planb.row", "Title", s.PlanBTitle(ui.Lang(ctx))))
	}
	switch {
	case s.Status == partners.Cancelled:
		e.State, e.Title, e.Sub = "off", s.Title(ui.Lang(ctx)), ui.T(ctx, "partner.session.cancelled")
	case s.Taken > 0 && s.Taken < s.GroupMin, s.Gathers(), s.Called:
		e.State = "warn"
	}
	return e
}

// seatsText is "6/8", with a word when there is no room left.
func seatsText(ctx context.Context, s partners.Session) string {
	text := fmt.Sprintf("%d/%d", s.Taken, s.Capacity)
	if s.Taken > 0 && s.Free() == 0 {
		text += " " + ui.T(ctx, "partner.session.full")
	}
	return text
}

// joined puts what else is known after a block's groups.
func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ". " + b
}

func groupNames(groups []booking.SessionGroup) string {
	var all []string
	for _, g := range groups {
		all = append(all, fmt.Sprintf("%s (%d)", ui.Apart(g.Company), g.Seats))
	}
	return strings.Join(all, ", ")
}

// sessionPath leads to a session in the list of its month.
func sessionPath(s partners.Session) string {
	return monthPath(s.PartnerID, s.ActivityID, s.Day.MonthOf()) + "#kerta-" + itoa(s.ID)
}

func times(ctx context.Context, s partners.Session) string {
	lang := ui.Lang(ctx)
	end := dates.FormatTime(s.EndsAt, lang)
	if dates.Of(s.EndsAt) != s.Day {
		end = ui.DateShort(ctx, dates.Of(s.EndsAt)) + " " + end
	}
	return dates.FormatTime(s.StartsAt, lang) + "–" + end
}

func groupChip(ctx context.Context, g booking.SessionGroup) ui.ChipText {
	kind := "warn"
	if g.State == booking.Confirmed || g.State == booking.Completed {
		kind = "ok"
	}
	return ui.StateChip(kind, ui.T(ctx, "partner.group."+string(g.State)))
}
