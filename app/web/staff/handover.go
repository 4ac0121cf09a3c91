package staff

import (
	"context"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// handOverWeeks is how far ahead the hub's first page lists who changes hubs.
const handOverWeeks = 12

// comingHandOvers are the groups that come from another hub or go on to one.
func (p pages) comingHandOvers(c *page.Ctx, h hub.Hub) ([]booking.HandOver, error) {
	today := p.today()
	return p.Bookings.HandOvers(c.Context(), c.Actor(), h.ID, dates.Through(today.AddDays(-1), today.AddDays(7*handOverWeeks)))
}

// writeHandOver tells the other hub something about the group.
func (p pages) writeHandOver(c *page.Ctx) error {
	h, leg, err := p.leg(c)
	if err != nil {
		return err
	}
	ref, note := c.Param("ref"), c.FormValue("note")
	err = p.Bookings.WriteHandOver(c.Context(), c.Actor(), h.ID, ref, leg, note)
	switch fault.CodeOf(err) {
	case "":
		c.Flash("ok", "handover.written")
	case fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	case fault.Invalid:
		v, readErr := p.readStay(c, h)
		if readErr != nil {
			return readErr
		}
		v.notes = map[int]ui.Form{leg: ui.NewForm("siirtyma-"+strconv.Itoa(leg)).Set("note", note).WithFault(ui.With(c.Context(), c.View()), err)}
		return c.Render(422, stayPage(v))
	default:
		return err
	}
	return c.Redirect(stayPath(h.ID, ref) + "#siirtymat")
}

// markHandOver marks that this hub has done its part, or takes the mark back.
func (p pages) markHandOver(c *page.Ctx) error {
	h, leg, err := p.leg(c)
	if err != nil {
		return err
	}
	ref, done := c.Param("ref"), c.FormValue("done") != ""
	switch err := p.Bookings.MarkHandOver(c.Context(), c.Actor(), h.ID, ref, leg, done); {
	case fault.CodeOf(err) == fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	case err != nil:
		return err
	case done:
		c.Flash("ok", "handover.marked")
	default:
		c.Flash("ok", "handover.unmarked")
	}
	return c.Redirect(stayPath(h.ID, ref) + "#siirtymat")
}

// leg is the hub and the part of a stay that the address names.
func (p pages) leg(c *page.Ctx) (hub.Hub, int, error) {
	h, err := p.hub(c)
	if err != nil {
		return hub.Hub{}, 0, err
	}
	leg, err := c.ParamInt64("leg")
	return h, int(leg), err
}

// handOverView is one hand-over as one of its two hubs sees it.
type handOverView struct {
	booking.HandOver
	hub   hub.Hub
	today dates.Date
}

func handOverPath(v handOverView) string {
	return stayPath(v.hub.ID, v.Ref) + "/siirtyma/" + strconv.Itoa(v.Leg)
}

func (v handOverView) leaves() bool { return v.Leaves(v.hub.ID) }

// other is the hub at the other end.
func (v handOverView) other() (name, email, phone string) {
	if v.leaves() {
		return v.ToName, v.ToEmail, v.ToPhone
	}
	return v.FromName, v.FromEmail, v.FromPhone
}

// mine says whether this hub has marked its part.
func (v handOverView) mine() bool {
	if v.leaves() {
		return v.HandedAt != nil
	}
	return v.ReceivedAt != nil
}

// key is the end of a message that says something else at either end.
func (v handOverView) key(prefix string) string {
	if v.leaves() {
		return prefix + "_from"
	}
	return prefix + "_to"
}

func (v handOverView) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Term: ui.T(ctx, "handover.day"), Text: ui.DateLong(ctx, v.Day)},
		{Term: ui.T(ctx, "handover.route"), Text: v.FromName + " → " + v.ToName},
		{Term: ui.T(ctx, "handover.ride"), Text: v.ride(ctx)},
	}
}

// ride is the group's transfer with its time, or that it has none.
func (v handOverView) ride(ctx context.Context) string {
	if v.RideFrom == nil {
		return ui.T(ctx, "handover.no_ride")
	}
	return i18n.Text{Fi: v.RideFi, En: v.RideEn}.In(ui.Lang(ctx)) + ", " + ui.Moment(ctx, *v.RideFrom)
}

// handOverRow leads from the hub's first page to the stay.
func handOverRow(ctx context.Context, v handOverView) ui.Row {
	r := ui.Row{
		Avatar: v.Company, Title: v.Company, Href: ui.Href(ctx, stayPath(v.hub.ID, v.Ref)) + "#siirtymat",
		Sub:   ui.DateLong(ctx, v.Day) + " · " + ui.T(ctx, "stay.people", "Count", v.People) + " · " + v.FromName + " → " + v.ToName,
		Chips: []ui.ChipText{v.chip(ctx)},
	}
	if v.RideFrom != nil {
		r.Sub += " · " + v.ride(ctx)
	}
	return r
}

// chip says how far it is.
func (v handOverView) chip(ctx context.Context) ui.ChipText {
	switch {
	case v.ReceivedAt != nil:
		return ui.StateChip("ok", ui.T(ctx, "handover.state.received"))
	case v.HandedAt != nil:
		return ui.StateChip("info", ui.T(ctx, "handover.state.handed"))
	case v.State.OnHold():
		return ui.StateChip("warn", ui.T(ctx, "handover.state.on_hold"))
	}
	return ui.StateChip("", ui.T(ctx, v.key("handover.state.coming")))
}

// noteForm is what was typed and refused, or what the hub has written.
func (v stayView) noteForm(h handOverView) ui.Form {
	if f, refused := v.notes[h.Leg]; refused {
		return f
	}
	return ui.NewForm("siirtyma-"+strconv.Itoa(h.Leg)).Set("note", h.Note(h.hub.ID))
}

func handOverViews(list []booking.HandOver, h hub.Hub, today dates.Date) []handOverView {
	views := make([]handOverView, len(list))
	for i, o := range list {
		views[i] = handOverView{o, h, today}
	}
	return views
}
