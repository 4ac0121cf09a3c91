package staff_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/staff"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// world is a test network with the staff pages on it, and a second hub with staff of its own: a stranger, and somebody who
// runs two-hubs.
type world struct {
	*webtest.World
	editor *packages.Editor
	other  int64 // the second hub
	routes []page.Route
}

func newWorld(t *testing.T) world {
	t.Helper()
	var w world
	w.World = webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		w.editor = packages.NewEditor(n.DB, n.Clock)
		w.routes = staff.Routes(staff.Deps{Hubs: n.Hubs, Bookings: n.Bookings, Editor: w.editor, Finder: n.Finder, Reader: n.DB, Surveys: survey.New(n.DB, n.Bookings, nil, n.Clock), Now: n.Clock})
		return w.routes
	})
	var err error
	w.other, err = w.Hubs.Create(t.Context(), w.Admin, hub.Fresh{Name: "Lennätin", Municipality: "Viitasaari", Position: "63.07, 25.86", Email: "l@example.fi"})
	must(t, err)
	other := access.Grant{Role: access.HubStaff, Org: w.other, OrgName: "Lennätin"}
	w.People["stranger"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Vieras", Grants: []access.Grant{other}}
	w.People["two-hubs"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Kaksi", Grants: []access.Grant{w.Staff.Grants[0], other}}
	return w
}

// stay holds a stay for the first company.
func (w world) stay(t *testing.T, start dates.Date, people int) booking.Booking {
	t.Helper()
	b, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: start, People: people, Lang: "fi", OpKey: uuid.New(),
	})
	must(t, err)
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func path(format string, args ...any) string { return fmt.Sprintf(format, args...) }
