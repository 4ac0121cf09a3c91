package admin

import (
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// companyList is the companies of the network, or those that were looked for.
type companyList struct {
	find  string
	list  []accounts.CompanyRow
	first bool
	more  bool
}

// companies lists the companies that book.
func (p bookingPages) companies(c *page.Ctx) error {
	v := companyList{find: c.Query("haku")}
	after := int64(max(c.QueryInt("jalkeen", 0), 0))
	v.first = after == 0
	var err error
	if v.list, v.more, err = p.Accounts.Companies(c.Context(), c.Actor(), v.find, after); err != nil {
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
	message, back := "adminbooking.companies.forbidden", "on"
	if allowed {
		message, back = "adminbooking.companies.allowed", "off"
	}
	undo := page.Undo{Path: invoicingPath(id), Values: url.Values{"allowed": {back}, "haku": {c.FormValue("haku")}}}
	c.FlashUndo(undo, message)
	return c.Redirect(companiesPath(c.FormValue("haku")))
}

// companiesPath is the list's address with what was looked for.
func companiesPath(find string) string { return listPath("/yritykset", "haku", find) }

// next is where the list goes on, "" when it ends here.
func (v companyList) next() string {
	if !v.more {
		return ""
	}
	return listPath("/yritykset", "haku", v.find, "jalkeen", strconv.FormatInt(v.list[len(v.list)-1].ID, 10))
}
