package account_test

import (
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
)

var profile = []string{
	"company_name", "Tunturi Oyj", "street", "Laiturikuja 2", "postcode", "44 800", "city", "Pihtipudas", "billing_email", " Laskut2@Example.fi ",
	"einvoice_address", "fi21 1234 5600 0007 85", "einvoice_operator", "bawcfi22", "buyer_reference", "KP 12",
}

func TestACompanyKeepsItsDetails(t *testing.T) {
	s := newSite(t)
	company := s.company("9000001-1")
	s.grant(s.person("henkilo1@example.fi"), access.CompanyAdmin, company)
	path := fmt.Sprintf("/yritys/%d/tiedot", company)
	b := s.in("henkilo1@example.fi")
	b.get(path).want(t, 200).has(t, "Yrityksen tiedot", "9000001-1", `value="Tunturi Oy"`, `value="laskut@example.fi"`)
	b.post(path, with(with(profile, "postcode", "448"), "billing_email", "")...).want(t, 422).
		has(t, "Postinumerossa on viisi numeroa", `value="448"`, `value="Laiturikuja 2"`, `value="KP 12"`, `href="#f-billing_email"`)
	b.post(path, with(profile, "einvoice_operator", "")...).want(t, 422).has(t, `href="#f-einvoice_operator"`)
	b.post(path, with(with(profile, "invoice_allowed", "on"), "business_id", "9000003-8")...).leadsTo(t, path)
	b.get(path).want(t, 200).has(t, "on tallennettu", `value="Tunturi Oyj"`, `value="44800"`, `value="laskut2@example.fi"`, `value="FI2112345600000785"`, `value="BAWCFI22"`)
	b.get("/en"+path).want(t, 200).has(t, "Company details")
	if s.number(`SELECT count(*) FROM company WHERE business_id = '9000001-1' AND NOT invoice_allowed`) != 1 {
		t.Fatal("the form set what it must not")
	}
}

func TestWhoMayReadACompanysDetails(t *testing.T) {
	s := newSite(t)
	mine, theirs := s.company("9000001-1"), s.company("9000003-8")
	s.grant(s.person("henkilo1@example.fi"), access.Booker, mine)
	b := s.in("henkilo1@example.fi")
	path := fmt.Sprintf("/yritys/%d/tiedot", mine)
	b.get(path).want(t, 200).has(t, "laskut@example.fi", "pääkäyttäjä").lacks(t, `name="company_name"`)
	b.post(path, profile...).want(t, 403)
	b.get(path)
	other := fmt.Sprintf("/yritys/%d/tiedot", theirs)
	b.get(other).want(t, 404)
	b.get(path)
	b.post(other, profile...).want(t, 404)
	s.grant(s.person("henkilo2@example.fi"), access.NetworkAdmin, 0)
	admin := s.in("henkilo2@example.fi")
	admin.get(path).want(t, 200).has(t, `name="company_name"`)
	admin.post(path, profile...).leadsTo(t, path)
}
