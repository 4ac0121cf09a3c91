package admin

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// decline turns an application down; the applicant reads the reason in a mail.
func (p partnerPages) decline(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	err = p.partners.Decline(c.Context(), c.Actor(), id, c.FormValue("reason"))
	return p.decided(c, id, err, "adminpartner.declined")
}

// decided goes back to the list, or shows what was wrong at the application.
func (p partnerPages) decided(c *page.Ctx, id int64, err error, done string) error {
	if err == nil {
		c.Flash("ok", done)
		return c.Redirect(partnersPath())
	}
	v, failed := p.view(c)
	if failed != nil {
		return failed
	}
	return c.Again(err, func(f ui.Form) templ.Component {
		v.row, v.form = id, f
		return partnersPage(v)
	})
}
