package accounts

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestCompanyIsForItsMembersAndAdmins(t *testing.T) {
	h := newHouse(t)
	mine := h.company(0)
	admin, booker := h.as("henkilo1@example.fi", access.CompanyAdmin, mine), h.as("henkilo2@example.fi", access.Booker, mine)
	stranger, network := h.as("else@example.fi", access.CompanyAdmin, h.company(1)), h.as("network@example.fi", access.NetworkAdmin, 0)
	hubOfSameNumber := access.Actor{PersonID: 99, Grants: []access.Grant{{Role: access.HubStaff, Org: mine}}}
	form := companyForm("").ProfileForm
	form.Street = "  Uusi\u00a0katu 2 "
	for name, c := range map[string]struct {
		actor              access.Actor
		read, write, allow fault.Code
	}{
		"admin":    {admin, "", "", fault.NotFound},
		"booker":   {booker, "", fault.Forbidden, fault.NotFound},
		"stranger": {stranger, fault.NotFound, fault.NotFound, fault.NotFound},
		"a hub":    {hubOfSameNumber, fault.NotFound, fault.NotFound, fault.NotFound},
		"network":  {network, "", "", ""},
		"system":   {access.System("billing"), "", "", ""},
		"nobody":   {access.Actor{}, fault.Unauthenticated, fault.Unauthenticated, fault.Unauthenticated},
	} {
		c1, err := h.Company(t.Context(), c.actor, mine)
		if fault.CodeOf(err) != c.read || err == nil && c1.Name != "Tunturi Oy" {
			t.Errorf("%s reads: %v", name, err)
		}
		if err := h.UpdateCompany(t.Context(), c.actor, mine, form); fault.CodeOf(err) != c.write {
			t.Errorf("%s writes: %v", name, err)
		}
		if err := h.SetInvoiceAllowed(t.Context(), c.actor, mine, true); fault.CodeOf(err) != c.allow {
			t.Errorf("%s allows: %v", name, err)
		}
		if _, _, err := h.Companies(t.Context(), c.actor, "", 0); fault.CodeOf(err) != c.allow {
			t.Errorf("%s lists: %v", name, err)
		}
	}
	c, err := h.Company(t.Context(), booker, mine)
	h.must(err)
	if c.Street != "Uusi katu 2" || !c.InvoiceAllowed || c.BusinessID != "9000001-1" {
		t.Fatalf("got %+v", c)
	}
	if c.Form().Street != c.Street || c.Form().BillingEmail != c.BillingEmail {
		t.Fatal("the form loses something")
	}
	_, err = h.Company(t.Context(), network, 999999)
	wantFault(t, err, fault.NotFound, "fault.not_found")
	wantFault(t, h.UpdateCompany(t.Context(), network, 999999, form), fault.NotFound, "fault.not_found")
	wantFault(t, h.SetInvoiceAllowed(t.Context(), network, 999999, true), fault.NotFound, "fault.not_found")
	form.BillingEmail = ""
	wantField(t, h.UpdateCompany(t.Context(), admin, mine, form), "billing_email", "field.required")
	form.BillingEmail, form.City = "x@example.fi", strings.Repeat("å", 101)
	wantField(t, h.UpdateCompany(t.Context(), admin, mine, form), "city", "field.too_long")
}

func TestCompanies(t *testing.T) {
	h := newHouse(t)
	first := h.company(0)
	h.as("henkilo1@example.fi", access.CompanyAdmin, first)
	h.as("henkilo2@example.fi", access.Booker, first)
	h.company(1)
	h.exec(`UPDATE company SET name = 'Ålands 100 %', city = 'Äänekoski' WHERE id <> $1`, first)
	admin := access.System("test")
	for find, want := range map[string]int{"": 2, "tunturi": 1, " ÄÄNE\u00a0": 1, "100 %": 1, "9000003": 1, "_": 0, "%' OR 1=1": 0} {
		list, _, err := h.Companies(t.Context(), admin, find, 0)
		h.must(err)
		if len(list) != want {
			t.Errorf("%q: %d found, want %d", find, len(list), want)
		}
	}
	list, more, err := h.Companies(t.Context(), admin, "", 0)
	h.must(err)
	if list[0].Name != "Tunturi Oy" || list[0].Members != 2 || list[1].Members != 0 || more {
		t.Fatalf("got %+v", list)
	}
	h.exec(`INSERT INTO company (name, business_id, street, postcode, city, billing_email) SELECT CASE WHEN n % 2 = 0 THEN 'Sama' ELSE 'Örkki ' || n END,
		lpad(n::text, 7, '0') || '-1', '', '', '', '' FROM generate_series(1, 120) n`)
	seen := map[int64]bool{}
	pages := 0
	for after := int64(0); pages == 0 || more; pages++ {
		list, more, err = h.Companies(t.Context(), admin, "", after)
		h.must(err)
		for _, c := range list {
			if seen[c.ID] {
				t.Errorf("%s twice", c.Name)
			}
			seen[c.ID], after = true, c.ID
		}
	}
	if len(seen) != 122 || pages != 2 || list[len(list)-1].Name[:len("Örkki")] != "Örkki" {
		t.Errorf("%d companies on %d pages", len(seen), pages)
	}
}
