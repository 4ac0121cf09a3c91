package desks

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// floorView is a hub's floor on a day.
type floorView struct {
	hub   hub.Hub
	today dates.Date
	desk.Day
}

// show is the floor on a day: today, or the one asked for.
func (p pages) show(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	v := floorView{hub: h, today: p.today()}
	day := v.today
	if d, err := dates.ParseInput(c.Query("paiva")); err == nil {
		day = d
	}
	if v.Day, err = p.Desks.On(c.Context(), c.Actor(), h.ID, day); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, floorPage(v))
}

// giveAll gives everybody on the floor a desk who has none.
func (p pages) giveAll(c *page.Ctx) error {
	h, day, err := p.posted(c)
	if err != nil {
		return err
	}
	who, err := p.Desks.GiveAll(c.Context(), c.Actor(), h.ID, day)
	switch {
	case err == nil && len(who) == 0:
		c.Flash("info", "deskplan.given_none")
	case err == nil:
		values := url.Values{"paiva": {day.String()}}
		for _, one := range who {
			values.Add("who", personValue(one))
		}
		c.FlashUndo(page.Undo{Path: Path(h.ID) + "/vapauta", Values: values}, "deskplan.given", "Count", len(who))
	}
	return p.back(c, h, day, err)
}

// move moves somebody to a desk; whoever sits there takes theirs.
func (p pages) move(c *page.Ctx) error {
	h, day, err := p.posted(c)
	if err != nil {
		return err
	}
	to, _ := strconv.ParseInt(c.FormValue("to"), 10, 64)
	m := desk.MoveForm{Who: person(c.FormValue("who")), To: to, Day: day, Only: c.FormValue("only") != ""}
	done, err := p.Desks.MoveTo(c.Context(), c.Actor(), h.ID, m)
	if err != nil {
		return p.back(c, h, day, err)
	}
	key := "deskplan.moved"
	if len(done.Others) > 0 {
		key = "deskplan.swapped"
	}
	back := url.Values{"paiva": {day.String()}, "who": {personValue(m.Who)}}
	switch {
	case done.Fresh && !m.Only:
		c.FlashUndo(page.Undo{Path: Path(h.ID) + "/vapauta", Values: back}, key)
	case done.From != 0:
		back.Set("to", itoa(done.From))
		if m.Only {
			back.Set("only", "on")
		}
		c.FlashUndo(page.Undo{Path: Path(h.ID) + "/siirra", Values: back}, key)
	default:
		c.Flash("ok", key)
	}
	return p.back(c, h, day, nil)
}

// free takes desks back.
func (p pages) free(c *page.Ctx) error {
	h, day, err := p.posted(c)
	if err != nil {
		return err
	}
	var who []desk.Person
	for _, one := range c.FormValues("who") {
		who = append(who, person(one))
	}
	if err = p.Desks.Free(c.Context(), c.Actor(), h.ID, day, who); err == nil {
		c.Flash("ok", "deskplan.freed", "Count", len(who))
	}
	return p.back(c, h, day, err)
}

// posted is the hub and the day of a form.
func (p pages) posted(c *page.Ctx) (h hub.Hub, day dates.Date, err error) {
	if h, err = p.hub(c); err != nil {
		return h, day, err
	}
	if day, err = dates.Parse(c.FormValue("paiva")); err != nil {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return h, day, err
}

// back leads to the day's floor; what was refused stands there.
func (p pages) back(c *page.Ctx, h hub.Hub, day dates.Date, err error) error {
	switch fault.CodeOf(err) {
	case "":
	case fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	default:
		return err
	}
	return c.Redirect(DayPath(h.ID, day))
}

// person reads what personValue writes; nobody for anything else.
func person(s string) (who desk.Person) {
	booking, position, _ := strings.Cut(s, "-")
	who.Booking, _ = strconv.ParseInt(booking, 10, 64)
	who.Position, _ = strconv.Atoi(position)
	return who
}

func personValue(who desk.Person) string { return itoa(who.Booking) + "-" + strconv.Itoa(who.Position) }

// mayMove says whether people can still be seated on the day.
func (v floorView) mayMove() bool { return !v.Date.Before(v.today) && len(v.Desks) > 0 }

func (v floorView) open() bool { return hub.OpenOn(v.hub.Hours, v.hub.Closures, v.Date) }

func (v floorView) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Term: ui.T(ctx, "deskplan.here"), Text: strconv.Itoa(len(v.Here)), Big: true},
		{Term: ui.T(ctx, "deskplan.without"), Text: strconv.Itoa(len(v.Without())), Big: true},
		{Term: ui.T(ctx, "deskplan.free"), Text: strconv.Itoa(len(v.Free())), Big: true},
	}
}

// who is somebody's name, or their place in the group.
func who(ctx context.Context, h desk.Here) string {
	if h.Name == "" {
		return ui.T(ctx, "staff.stay.unnamed", "N", h.Position)
	}
	return h.Name
}

// options are the desks that somebody may go to, with what that means.
func (v floorView) options(ctx context.Context, h desk.Here) []ui.Option {
	var list []ui.Option
	for _, d := range v.Desks {
		o := ui.Option{Value: itoa(d.ID), Label: d.Name + ", " + ui.T(ctx, "deskplan.is_free")}
		sits, taken := v.Sitting(d.ID)
		switch {
		case d.ID == h.Desk:
			continue
		case !d.UsableOn(v.Date):
			o.Label, o.Disabled = d.Name+", "+ui.T(ctx, "deskplan.is_out"), true
		case taken:
			o.Label, o.Disabled = d.Name+", "+ui.T(ctx, "deskplan.swap_with", "Name", who(ctx, sits)), h.Desk == 0
		}
		if h.Wish.Met(d) {
			o.Label += " · " + ui.T(ctx, "deskplan.wished")
		}
		list = append(list, o)
	}
	return list
}

// wish is what somebody wishes for, in words.
func (v floorView) wish(ctx context.Context, h desk.Here) string {
	return wishText(ctx, h.Wish, v.Desks)
}

func wishText(ctx context.Context, w desk.Wish, desks []desk.Desk) string {
	if w.Kind != "" {
		return ui.T(ctx, "seat.kind."+string(w.Kind))
	}
	for _, d := range desks {
		if d.ID == w.Desk {
			return ui.T(ctx, "seat.desk", "Name", d.Name)
		}
	}
	return ""
}

func kindChips(ctx context.Context, d desk.Desk) (list []ui.ChipText) {
	for _, k := range d.Kinds() {
		list = append(list, ui.ChipText{Kind: "line", Text: ui.T(ctx, "seat.kind."+string(k))})
	}
	return list
}

func (v floorView) stayPath(h desk.Here) string {
	if h.Visitor {
		return ui.OrgPath("hub", v.hub.ID) + "/paivavieraat"
	}
	return ui.OrgPath("hub", v.hub.ID) + "/varaukset/" + h.Ref
}
