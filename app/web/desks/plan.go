package desks

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// Sizes of the drawn plan.
const (
	deskWidth, deskHeight = 116, 72
	stepX, stepY          = 132, 88
	edge                  = 8
)

// drawing is a plan as it is drawn: its desks, with a word on each, and where each leads.
type drawing struct {
	title string
	desks []drawn
}

type drawn struct {
	desk.Desk
	state string // free, taken or out
	text  string
	href  string
}

func (d drawing) size() (width, height int) {
	for _, x := range d.desks {
		width, height = max(width, x.Col*stepX), max(height, x.Line*stepY)
	}
	return width + 2*edge - (stepX - deskWidth), height + 2*edge - (stepY - deskHeight)
}

func (d drawing) box() string {
	w, h := d.size()
	return fmt.Sprintf("0 0 %d %d", w, h)
}

func (d drawing) width() string {
	w, _ := d.size()
	return strconv.Itoa(w)
}

func (x drawn) at(dx, dy int) (string, string) {
	return strconv.Itoa(edge + (x.Col-1)*stepX + dx), strconv.Itoa(edge + (x.Line-1)*stepY + dy)
}

// short cuts a word to what fits on a desk.
func short(s string) string {
	if r := []rune(s); len(r) > 14 {
		return string(r[:13]) + "…"
	}
	return s
}

// drawing is the floor on the day; each desk leads to its row of the list.
func (v floorView) drawing(ctx context.Context) drawing {
	d := drawing{title: ui.T(ctx, "deskplan.drawing", "Day", ui.DateLong(ctx, v.Date))}
	for _, x := range v.Desks {
		one := drawn{x, "free", ui.T(ctx, "deskplan.is_free"), "#" + rowID(x)}
		if h, taken := v.Sitting(x.ID); taken {
			one.state, one.text = "taken", who(ctx, h)
		} else if !x.UsableOn(v.Date) {
			one.state, one.text = "out", ui.T(ctx, "deskplan.is_out")
		}
		d.desks = append(d.desks, one)
	}
	return d
}

func rowID(d desk.Desk) string { return "tyopiste-" + itoa(d.ID) }

// drawing is the plan itself; each desk leads to its form.
func (v planView) drawing(ctx context.Context) drawing {
	d := drawing{title: ui.T(ctx, "deskplan.plan")}
	for _, x := range v.desks {
		one := drawn{x, "free", strconv.Itoa(x.Line) + " / " + strconv.Itoa(x.Col), ui.Href(ctx, deskPath(x))}
		if !x.UsableOn(v.today) {
			one.state, one.text = "out", ui.T(ctx, "deskplan.is_out")
		}
		d.desks = append(d.desks, one)
	}
	return d
}
