package staff

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// stayView is one stay as the hub receives it.
type stayView struct {
	hub   hub.Hub
	d     booking.HubStay
	today dates.Date
	now   time.Time
	moves []handOverView  // to and from other hubs
	notes map[int]ui.Form // by leg: what was refused
	desks desk.OfStay     // who sits where
}

// stay shows who comes, when, what they do and who has arrived.
func (p pages) stay(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	v, err := p.readStay(c, h)
	if err != nil {
		return err
	}
	return c.Render(200, stayPage(v))
}

func (p pages) readStay(c *page.Ctx, h hub.Hub) (stayView, error) {
	v := stayView{hub: h, today: p.today(), now: p.Now()}
	var err error
	if v.d, err = p.Bookings.ForHub(c.Context(), c.Actor(), h.ID, c.Param("ref")); err != nil {
		return v, err
	}
	if p.Desks != nil {
		if v.desks, err = p.Desks.Of(c.Context(), v.d.ID); err != nil {
			return v, err
		}
	}
	list, err := p.Bookings.HandOversOf(c.Context(), c.Actor(), h.ID, v.d.Ref)
	v.moves = handOverViews(list, h, v.today)
	return v, err
}

// noteArrivals notes who has arrived. Only boxes that were changed on this page change anything, so that the page of another
// member of staff, opened before, takes no note back.
func (p pages) noteArrivals(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	ref := c.Param("ref")
	d, err := p.Bookings.ForHub(c.Context(), c.Actor(), h.ID, ref)
	if err != nil {
		return err
	}
	here, before := positions(c, "here"), positions(c, "was")
	var arrived, not []int
	for n := 1; n <= d.People; n++ {
		switch {
		case here[n] || c.FormValue("all") != "":
			arrived = append(arrived, n)
		case before[n]:
			not = append(not, n)
		}
	}
	switch err := p.Bookings.NoteArrivals(c.Context(), c.Actor(), h.ID, ref, arrived, not); {
	case fault.CodeOf(err) == fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	case err != nil:
		return err
	default:
		c.Flash("ok", "staff.stay.noted", "Count", len(arrived), "People", d.People)
	}
	return c.Redirect(stayPath(h.ID, ref) + "#osallistujat")
}

// positions are the posted numbers of a name.
func positions(c *page.Ctx, name string) map[int]bool {
	all := map[int]bool{}
	for _, s := range c.FormValues(name) {
		if n, err := strconv.Atoi(s); err == nil {
			all[n] = true
		}
	}
	return all
}

// mayNote says whether arrivals can be noted: the stay is confirmed and due.
func (v stayView) mayNote() bool {
	first, _ := v.d.AtHub(v.hub.ID)
	return (v.d.State == booking.Confirmed || v.d.State == booking.Completed) && !v.today.Before(first.AddDays(-1))
}

// guest is one place in the group.
type guest struct {
	position int
	name     string // "" while the company has not said
	arrived  *time.Time
	desks    string // where they sit at this hub, one name or several
}

func (v stayView) guests() []guest {
	list := make([]guest, v.d.People)
	for i := range list {
		list[i].position, list[i].desks = i+1, v.deskNames(i+1)
		if at, ok := v.d.Arrived[i+1]; ok {
			list[i].arrived = &at
		}
	}
	for _, p := range v.d.Participants {
		if p.Position >= 1 && p.Position <= len(list) {
			list[p.Position-1].name = p.Name
		}
	}
	return list
}

// deskNames are the desks at this hub of a place in the group.
func (v stayView) deskNames(position int) string {
	var names []string
	for _, x := range v.desks.Places {
		if x.Position == position && x.HubID == v.hub.ID {
			names = append(names, x.Desk)
		}
	}
	return strings.Join(names, ", ")
}

// here is how many have arrived.
func (v stayView) here() (n int) {
	for _, g := range v.guests() {
		if g.arrived != nil {
			n++
		}
	}
	return n
}

func guestName(ctx context.Context, g guest) string {
	if g.name == "" {
		return ui.T(ctx, "staff.stay.unnamed", "N", g.position)
	}
	return g.name
}

// facts are the numbers that the door needs.
func (v stayView) facts(ctx context.Context) []ui.Fact {
	first, last := v.d.AtHub(v.hub.ID)
	return []ui.Fact{
		{Term: ui.T(ctx, "staff.stays.days"), Text: ui.DateRange(ctx, first, last)},
		{Term: ui.T(ctx, "staff.stays.people"), Text: strconv.Itoa(v.d.People)},
		{Term: ui.T(ctx, "staff.stay.arrived"), Text: strconv.Itoa(v.here()) + "/" + strconv.Itoa(v.d.People)},
		{Term: ui.T(ctx, "staff.stays.ref"), Text: v.d.Ref},
	}
}

// alive says whether anything is to be received.
func (v stayView) alive() bool { return v.d.State.Live() || v.d.State == booking.Completed }

func (v stayView) plan(lang string) stayview.Plan {
	p := stayview.Booked(v.d.Detail, lang)
	p.Today = v.today
	return p
}

// floorPath is the floor plan on the day that matters: today, or the group's first.
func (v stayView) floorPath() string {
	first, last := v.d.AtHub(v.hub.ID)
	if v.today.After(first) && !v.today.After(last) {
		first = v.today
	}
	return desks.DayPath(v.hub.ID, first)
}
