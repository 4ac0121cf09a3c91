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
	b.Get(path).Status(200).Says("Yrityksen tiedot", "9000001-1", `value="Tunturi Oy"`, `value="laskut@example.fi"`)
	b.Post(path, with(with(profile, "postcode", "448"), "billing_email", "")...).Status(422).
		Says("Postinumerossa on viisi numeroa", `value="448"`, `value="Laiturikuja 2"`, `value="KP 12"`, `href="#f-billing_email"`)
	b.Post(path, with(profile, "einvoice_operator", "")...).Status(422).Says(`href="#f-einvoice_operator"`)
	b.Post(path, with(with(profile, "invoice_allowed", "on"), "business_id", "9000003-8")...).LeadsTo(path)
	b.Get(path).Status(200).Says("on tallennettu", `value="Tunturi Oyj"`, `value="44800"`, `value="laskut2@example.fi"`, `value="FI2112345600000785"`, `value="BAWCFI22"`)
	b.Get("/en" + path).Status(200).Says("Company details")
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
	b.Get(path).Status(200).Says("laskut@example.fi", "pääkäyttäjä").Lacks(`name="company_name"`)
	b.Post(path, profile...).Status(403)
	b.Get(path)
	other := fmt.Sprintf("/yritys/%d/tiedot", theirs)
	b.Get(other).Status(404)
	b.Get(path)
	b.Post(other, profile...).Status(404)
	s.grant(s.person("henkilo2@example.fi"), access.NetworkAdmin, 0)
	admin := s.in("henkilo2@example.fi")
	admin.Get(path).Status(200).Says(`name="company_name"`)
	admin.Post(path, profile...).LeadsTo(path)
}
