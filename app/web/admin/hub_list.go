package admin

import (
	"context"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// hubsView is the list of hubs and the form that adds one.
type hubsView struct {
	list []hub.Hub
	form ui.Form
}

// list shows all hubs, whatever their state.
func (p hubPages) list(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	return c.Render(200, hubsPage(v))
}

func (p hubPages) view(c *page.Ctx) (v hubsView, err error) {
	v.form = ui.NewForm("")
	v.list, err = p.hubs.Mine(c.Context(), c.Actor())
	return v, err
}

// hubPath is where a hub's own pages begin.
func hubPath(h hub.Hub, more string) string { return ui.OrgPath("hub", h.ID) + more }

func hubChip(ctx context.Context, s hub.Status) ui.ChipText {
	kind := map[hub.Status]string{hub.Working: "ok", hub.Planned: "warn", hub.Closed: "bad"}[s]
	return ui.StateChip(kind, ui.T(ctx, "adminhub.status."+string(s)))
}

// hubAbout is the line under a hub's name.
func hubAbout(ctx context.Context, h hub.Hub) string {
	about := h.Municipality + ", " + ui.T(ctx, "adminhub.desks", "Count", h.Desks)
	if h.Demo {
		about += ", " + ui.T(ctx, "adminhub.demo")
	}
	return about
}
