package admin

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// companyList is the companies of the network, or those that were looked for.
type companyList struct {
	find string
	list []accounts.CompanyRow
}

// companies lists the companies that book.
func (p bookingPages) companies(c *page.Ctx) error {
	v := companyList{find: c.Query("haku")}
	var err error
	if v.list, err = p.Accounts.Companies(c.Context(), c.Actor(), v.find); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, companiesPage(v))
}

// setInvoicing says whether a company may pay by invoice.
func (p bookingPages) setInvoicing(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	allowed := c.FormValue("allowed") == "on"
	if err := p.Accounts.SetInvoiceAllowed(c.Context(), c.Actor(), id, allowed); err != nil {
		return err
	}
	message := "adminbooking.companies.forbidden"
	if allowed {
		message = "adminbooking.companies.allowed"
	}
	c.Flash("ok", message)
	return c.Redirect(companiesPath(c.FormValue("haku")))
}

// companiesPath is the list's address with what was looked for.
func companiesPath(find string) string {
	if find == "" {
		return networkPath("/yritykset")
	}
	return networkPath("/yritykset?haku=" + url.QueryEscape(find))
}

func findForm(v companyList) ui.Form { return ui.NewForm("").Set("haku", v.find) }
