package partner_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/partner"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

// town is a test network with the partner pages on it. Its first partner has a smoke sauna with sessions on Mondays and
// Thursdays, its second one canoes; sauna, canoe and two-partners are their members.
type town struct {
	*webtest.World
	partners *partners.Service
}

func newTown(t *testing.T) town {
	t.Helper()
	var w town
	w.World = webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		w.partners = partners.New(n.DB, webtest.Silent{}, n.Clock)
		return append(partner.Routes(partner.Deps{Partners: w.partners, Bookings: n.Bookings, Billing: n.Billing, Now: n.Clock}), admin.PartnerRoutes(w.partners)...)
	})
	sauna := access.Grant{Role: access.PartnerMember, Org: w.Partners[0], OrgName: "Sauna"}
	canoe := access.Grant{Role: access.PartnerMember, Org: w.Partners[1], OrgName: "Melojat"}
	w.People["sauna"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Sauna", Grants: []access.Grant{sauna}}
	w.People["canoe"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Melojat", Grants: []access.Grant{canoe}}
	w.People["two-partners"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Kaksi", Grants: []access.Grant{sauna, canoe}}
	return w
}

// form opens the page from, which must have forms, and makes one up that is sent from there to path; pairs alternate names
// and values.
func form(b *webtest.Browser, from, path string, pairs ...string) webtest.Form {
	b.Get(from).Says(`name="_csrf"`)
	return b.Form(path, pairs...)
}

// post sends a form that is made up, see form.
func post(b *webtest.Browser, from, path string, pairs ...string) webtest.Answer {
	return b.Send(form(b, from, path, pairs...))
}
