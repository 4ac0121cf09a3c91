package admin

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

var hubFields = []string{"name", "municipality", "position", "email"}

// create adds a planned hub and leads to its facts.
func (p hubPages) create(c *page.Ctx) error {
	var f hub.Fresh
	if err := c.Decode(&f); err != nil {
		return err
	}
	id, err := p.hubs.Create(c.Context(), c.Actor(), f)
	if err == nil {
		c.Flash("ok", "adminhub.created", "Name", f.Name)
		return c.Redirect(ui.OrgPath("hub", id) + "/tiedot")
	}
	v, failed := p.view(c)
	if failed != nil {
		return failed
	}
	return c.Again(err, func(typed ui.Form) templ.Component {
		typed.Order = hubFields
		v.form = typed
		return hubsPage(v)
	})
}
