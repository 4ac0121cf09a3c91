package account

import (
	"context"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// companyProfile is a company's page about itself: a form for who may change it, plain facts for the others.
type companyProfile struct {
	company accounts.Company
	manage  bool
}

func companyProfilePath(id int64) string { return ui.OrgPath("company", id) + "/tiedot" }

func (p pages) companyProfile(c *page.Ctx) (companyProfile, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return companyProfile{}, err
	}
	company, err := p.accounts.Company(c.Context(), c.Actor(), id)
	return companyProfile{company, accounts.MayManageMembers(c.Actor(), "company", id)}, err
}

// showCompanyProfile is a company's name, address and where its invoices go.
func (p pages) showCompanyProfile(c *page.Ctx) error {
	v, err := p.companyProfile(c)
	if err != nil {
		return err
	}
	return c.Render(200, companyProfilePage(v, companyForm(v.company.Form())))
}

func companyForm(f accounts.ProfileForm) ui.Form {
	return ui.NewForm("").Set("company_name", f.CompanyName).Set("street", f.Street).Set("postcode", f.Postcode).Set("city", f.City).
		Set("billing_email", f.BillingEmail).Set("einvoice_address", f.EInvoiceAddress).Set("einvoice_operator", f.EInvoiceOperator).
		Set("buyer_reference", f.BuyerReference)
}

// updateCompanyProfile changes them.
func (p pages) updateCompanyProfile(c *page.Ctx) error {
	v, err := p.companyProfile(c)
	if err != nil {
		return err
	}
	var f accounts.ProfileForm
	if err := c.Decode(&f); err != nil {
		return err
	}
	if err := p.accounts.UpdateCompany(c.Context(), c.Actor(), v.company.ID, f); err != nil {
		return c.Again(err, func(typed ui.Form) templ.Component { return companyProfilePage(v, typed) })
	}
	c.Flash("ok", "account.company.saved")
	return c.Redirect(companyProfilePath(v.company.ID))
}

// companyFacts are what a company told, without what it left out.
func companyFacts(ctx context.Context, c accounts.Company) []ui.Fact {
	var list []ui.Fact
	for _, f := range [][2]string{
		{"company_name", c.Name}, {"business_id", c.BusinessID}, {"street", c.Street}, {"city", c.Postcode + " " + c.City},
		{"billing_email", c.BillingEmail}, {"einvoice_address", c.EInvoiceAddress}, {"einvoice_operator", c.EInvoiceOperator},
		{"buyer_reference", c.BuyerReference},
	} {
		if f[1] != "" {
			list = append(list, ui.Fact{Term: ui.T(ctx, "account.field."+f[0]), Text: f[1]})
		}
	}
	return list
}
