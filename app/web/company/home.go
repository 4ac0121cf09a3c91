package company

import (
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// home leads to the bookings of the visitor's company, or to adding one.
func (p pages) home(c *page.Ctx) error {
	if orgs := c.Actor().Orgs("company"); len(orgs) > 0 {
		return c.Redirect(listPath(orgs[0]))
	}
	return c.Redirect(account.SignUpPath)
}
