package admin_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestHubsAreAddedByNetworkAdmins(t *testing.T) {
	w := webtest.New(t, packtest.Options{}, func(w *webtest.World) []page.Route { return admin.HubRoutes(w.Hubs) })
	for who, want := range map[string]int{"admin": 200, "staff": 404, "company": 404} {
		w.As(t, who).Get("/hallinta/hubit").Status(want)
	}
	b := w.As(t, "admin")
	b.Get("/en/hallinta/hubit").Says("HUBteekki", "10 desks", `action="/en/hallinta/hubit"`)
	f := b.Get("/hallinta/hubit").Form("/hallinta/hubit")
	f.Set("name", "Etäpesä <1>")
	f.Set("municipality", "Äänekoski")
	f.Set("position", "Äänekoski")
	f.Set("email", "hei@example.fi")
	if a := b.Send(f).Status(422).Says("Tarkista sijainti kartalla."); !strings.Contains(a.Raw, "Etäpesä &lt;1&gt;") {
		t.Errorf("what was typed is not on the page as text: %.3000s", a.Raw)
	}
	f.Set("position", "62.6, 25.72")
	f.Set("name", "Etäpesä")
	w.As(t, "staff").Send(f, page.CSRFField, page.NewCSRF("staff").Token()).Status(404)
	to := b.Send(f).To()
	made, err := w.Hubs.BySlug(t.Context(), "etapesa")
	if err != nil || to != fmt.Sprintf("/hubi/%d/tiedot", made.ID) || made.Status != hub.Planned {
		t.Errorf("to %q: %+v %v", to, made, err)
	}
	b.Send(f).Status(422).Says("Tämän niminen hubi")
}
