package mapping_test

import (
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/mapping"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/favourite"
	domain "github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func newWorld(t *testing.T) *webtest.World {
	t.Helper()
	return webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		s := domain.New(n.DB, n.Clock)
		all := mapping.Routes(mapping.Deps{Mapping: s, Hubs: n.Hubs, Now: n.Clock})
		return append(all, site.Routes(site.Deps{Finder: n.Finder, Hubs: n.Hubs, Favourites: favourite.New(n.DB), Mapping: s, Now: n.Clock})...)
	})
}

// TestAHubAssessesItself: what is good is public, the rest is not; what is wrong stands at its field.
func TestAHubAssessesItself(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	at := fmt.Sprintf("/hubi/%d/kartoitus", w.HubID)
	form := b.Get(at).Status(200).Form(at)
	b.Send(form, "assessed_on", "2027-01-01", "role", "", "rows.0.score", "5").Status(422).Says("f-assessed_on-err", "f-role-err", "f-rows-0-evidence-err")
	b.Send(form, "rows.2.score", "5", "rows.2.evidence", "Mitattu 480 Mbit/s", "rows.2.teaches", "on", "rows.6.score", "2", "rows.6.evidence", "Vain puolikas", "rows.6.planned", "Kokopäiväinen").To()
	b.Get(at).Status(200).Says("Mitattu 480 Mbit/s", "Kokopäiväinen", "3,5 / 5", "23.11.2026")
	b.Get("/en"+at).Status(200).Says("Community manager", "3.5 / 5")
	b.Get(at+"/vertailu").Status(200).Says("HUBteekki", "opettaa", "Yhteisömanageri")
	a := w.As(t, "").Get("/hubit/hubteekki").Status(200).Says("Vahvuudet", "Nettiyhteys")
	a.Lacks("Kokopäiväinen", "Vain puolikas")
	w.As(t, "company").Get(at).Status(404)
}

// TestAdminsWeigh: the network's comparison has the weights.
func TestAdminsWeigh(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "admin")
	form := b.Get("/hallinta/kartoitus").Status(200).Form("/hallinta/kartoitus")
	b.Send(form, "weight.internet", "9").Status(422).Says("f-weight-internet-err")
	b.Send(form, "weight.internet", "").Status(422).Says("f-weight-internet-err")
	b.Send(form, "weight.internet", "1").To()
	var weight int
	if err := w.DB.Get(t.Context(), &weight, `SELECT weight FROM mapping_criterion WHERE key = 'internet'`); err != nil || weight != 1 {
		t.Errorf("%d, %v", weight, err)
	}
}
