package staff

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// createPackage starts a draft from a name and opens it in the builder.
func (p pages) createPackage(c *page.Ctx) error {
	v, err := p.listView(c)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	id, err := p.Editor.Create(c.Context(), c.Actor(), v.hub.ID, c.FormValue("name_fi"), op)
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			return packagesPage(v)
		})
	}
	return c.Redirect(packagePath(v.hub.ID, id))
}
