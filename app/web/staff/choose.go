package staff

import "github.com/hubittaako/hubittaako/app/web/page"

// choose leads to the hub's own pages, or asks which when somebody runs several.
func (p pages) choose(c *page.Ctx) error {
	hubs, err := p.Hubs.Mine(c.Context(), c.Actor())
	if err != nil {
		return err
	}
	if len(hubs) == 1 {
		return c.Redirect(occupancyPath(hubs[0].ID))
	}
	return c.Render(200, choosePage(hubs))
}

// home is where the pages of a hub begin.
func (p pages) home(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	return c.Redirect(occupancyPath(h.ID))
}
