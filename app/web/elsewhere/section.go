package elsewhere

import (
	"context"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// ID of the section on its page.
const ID = "toinen-hubi"

// View is what a section shows. Base is the address that its forms go to, without the language. People are those to choose from, by
// position; none on a participant's own page.
type View struct {
	Base    string
	Moves   []booking.DayMove
	Choices []booking.MoveChoice
	People  []booking.Participant
	Own     bool // the participant's own page
	Today   dates.Date
}

// Shown says whether there is anything to say: a stay that is confirmed and not over, or has moves.
func (v View) Shown() bool { return len(v.Moves) > 0 || len(v.Choices) > 0 }

func (v View) options(ctx context.Context) []ui.Option {
	list := make([]ui.Option, len(v.Choices))
	for i, c := range v.Choices {
		text := ui.T(ctx, "elsewhere.free", "Count", c.Free)
		if c.Free == 0 {
			text = ui.T(ctx, "elsewhere.swap_only")
		}
		list[i] = ui.Option{Value: c.Day.String() + " " + strconv.FormatInt(c.HubID, 10), Label: ui.DateLong(ctx, c.Day) + ": " + c.Name + " (" + c.Town + "), " + text}
	}
	return list
}

func (v View) people() []ui.Option {
	var list []ui.Option
	for _, p := range v.People {
		if p.Name != "" {
			list = append(list, ui.Option{Value: strconv.Itoa(p.Position), Label: p.Name})
		}
	}
	return list
}

func (v View) path(m booking.DayMove) string { return v.Base + "/" + strconv.FormatInt(m.ID, 10) }

// mayEnd says whether the move can still be taken back.
func (v View) mayEnd(m booking.DayMove) bool { return m.State.Open() && !m.Day.Before(v.Today) }

// proposal is what an exchange would mean, for the participant or for the company.
func (v View) proposal(ctx context.Context, m booking.DayMove) string {
	key := "elsewhere.proposal_company"
	if v.Own {
		key = "elsewhere.proposal_own"
	}
	return ui.T(ctx, key, "Hub", m.FromName, "Other", m.ToName, "Name", Who(ctx, m))
}

// Who is the person of a move, as others may read it.
func Who(ctx context.Context, m booking.DayMove) string {
	if m.Name == "" {
		return ui.T(ctx, "elsewhere.somebody")
	}
	return m.Name
}

var stateKinds = map[booking.MoveState]string{
	booking.MoveAsked: "warn", booking.MoveProposed: "info", booking.MoveAccepted: "ok", booking.MoveDeclined: "bad",
}

// State is what became of a move.
func State(ctx context.Context, m booking.DayMove) ui.ChipText {
	return ui.StateChip(stateKinds[m.State], ui.T(ctx, "elsewhere.state."+string(m.State)))
}

// Ask reads the form and asks for the day, for a person by their token. The actor is nobody on a participant's own page.
func Ask(c *page.Ctx, s *booking.Service, actor access.Actor, ref, person, back string) error {
	w := booking.MoveWish{Person: person, Note: c.FormValue("note")}
	day, hub, _ := strings.Cut(c.FormValue("to"), " ")
	w.Day, _ = dates.Parse(day)
	w.HubID, _ = strconv.ParseInt(hub, 10, 64)
	_, err := s.AskMove(c.Context(), actor, ref, w)
	return answer(c, err, "elsewhere.asked", back)
}

// Act does what a button of a move asks for: it agrees to change places, or takes the move back.
func Act(c *page.Ctx, s *booking.Service, actor access.Actor, ref, person, back string) error {
	id, err := c.ParamInt64("move")
	if err != nil {
		return err
	}
	if c.FormValue("do") == "agree" {
		return answer(c, s.AgreeSwap(c.Context(), actor, ref, person, id), "elsewhere.agreed", back)
	}
	return answer(c, s.TakeMoveBack(c.Context(), actor, ref, person, id), "elsewhere.back", back)
}

func answer(c *page.Ctx, err error, done, back string) error {
	f := fault.As(err)
	switch fault.CodeOf(err) {
	case "":
		c.Flash("ok", done)
	case fault.Conflict:
		c.Flash("warn", f.Key)
	case fault.Invalid:
		if f.Key == "fault.invalid" {
			f = fault.New(fault.Invalid, "elsewhere.choose")
		}
		c.Flash("warn", f.Key)
	default:
		return err
	}
	return c.Redirect(back + "#" + ID)
}
