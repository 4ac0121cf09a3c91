package network

import (
	"context"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// progressView is how far everybody is: by person, by hub, and of each module.
type progressView struct {
	list    []network.Walker
	modules []network.ModuleProgress
}

// progress is how far everybody is, for network admins.
func (p pages) progress(c *page.Ctx) (err error) {
	var v progressView
	if v.list, err = p.Network.Walkers(c.Context(), c.Actor()); err != nil {
		return err
	}
	if v.modules, err = p.Network.ByModule(c.Context(), c.Actor(), v.list); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, progressPage(v))
}

// hubs measures how much of the path the people of each hub have walked.
func (v progressView) hubs(ctx context.Context) ui.Measured {
	m := ui.Measured{
		Caption: ui.T(ctx, "networkroom.by_hub"), Head: ui.T(ctx, "networkroom.hub"), Most: 100,
		Columns: []string{ui.T(ctx, "networkroom.people"), ui.T(ctx, "networkroom.done_head")},
	}
	for _, h := range network.ByHub(v.list) {
		row := ui.MeasuredRow{Text: h.HubName, Names: true, Quiet: h.Done == 0, Cells: ui.Cells(strconv.Itoa(h.People), ui.T(ctx, "networkroom.steps", "Done", h.Done, "Of", h.Of))}
		if h.Of > 0 {
			row.Value = int64(100 * h.Done / h.Of)
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// people measures what each has done of a module.
func people(ctx context.Context, x network.ModuleProgress) ui.Measured {
	m := ui.Measured{
		Caption: ui.T(ctx, "networkroom.who_far", "Title", x.Title().In(ui.Lang(ctx))), Head: ui.T(ctx, "networkroom.name"), Most: int64(len(x.Steps)),
		Columns: []string{ui.T(ctx, "networkroom.done_head"), ui.T(ctx, "networkroom.last")},
	}
	for _, p := range x.People {
		last := "–"
		if p.Last != nil {
			last = ui.Date(ctx, dates.Of(*p.Last))
		}
		m.Rows = append(m.Rows, ui.MeasuredRow{
			Text: p.Name, Sub: p.HubName, Names: true, Value: int64(p.Done), Quiet: p.Done == 0,
			Cells: ui.Cells(ui.T(ctx, "networkroom.steps", "Done", p.Done, "Of", p.Of), last),
		})
	}
	return m
}

// steps measures how many have done each step of a module, and who.
func steps(ctx context.Context, x network.ModuleProgress) ui.Measured {
	lang := ui.Lang(ctx)
	m := ui.Measured{
		Caption: ui.T(ctx, "networkroom.step_far", "Title", x.Title().In(lang)), Head: ui.T(ctx, "networkroom.step_head"), Most: int64(len(x.People)),
		Columns: []string{ui.T(ctx, "networkroom.done_head")},
	}
	for _, d := range x.Done {
		m.Rows = append(m.Rows, ui.MeasuredRow{
			Text: d.Words().In(lang), Sub: strings.Join(d.Who, ", "), Value: int64(len(d.Who)), Quiet: len(d.Who) == 0,
			Cells: ui.Cells(ui.T(ctx, "networkroom.steps", "Done", len(d.Who), "Of", len(x.People))),
		})
	}
	return m
}
