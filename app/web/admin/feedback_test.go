package admin_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

type silence struct{}

func (silence) FeedbackGiven(context.Context, *postgres.Tx, feedback.Message) error { return nil }

func TestFeedbackIsReadAnsweredAndMarked(t *testing.T) {
	var service *feedback.Service
	now := time.Now()
	w := webtest.New(t, packtest.Options{}, func(w *webtest.World) []page.Route {
		service = feedback.New(w.DB, silence{}, func(context.Context, string) error { return nil }, time.Now)
		return admin.FeedbackRoutes(service, func() time.Time { return now })
	})
	for who, want := range map[string]int{"admin": 200, "staff": 404, "company": 404} {
		w.As(t, who).Get("/hallinta/palaute").Status(want)
	}
	b := w.As(t, "admin")
	b.Get("/hallinta/palaute").Says("Kaikki on hoidettu")
	give := func(f feedback.Form) string {
		ref, err := service.Give(t.Context(), f, "", uuid.New())
		if err != nil {
			t.Fatal(err)
		}
		return ref
	}
	ref := give(feedback.Form{Topic: "access", Body: "Kello ei <b>kuulu</b>.\nKiitos!", Page: "/paketit", Email: "kuulija@example.fi", Lang: "fi"})
	give(feedback.Form{Topic: "other", Body: "Osta!", Email: "robotti@example.fi", Lang: "en", Lure: "x"})
	list := b.Get("/hallinta/palaute").Says("1 palaute odottaa", ref, "Saavutettavuus", "Vastaa viimeistään", "/paketit",
		"mailto:kuulija@example.fi?subject=Palautteesi%20"+ref, "Ehkä roskaa")
	if !strings.Contains(list.Raw, "Kello ei &lt;b&gt;kuulu&lt;/b&gt;.") || strings.Contains(list.Raw, "mailto:robotti") {
		t.Errorf("%s", list.Raw)
	}
	now = now.AddDate(0, 0, 15)
	list = b.Get("/hallinta/palaute").Says("Vastaus myöhässä")
	now = now.AddDate(0, 0, -15)

	w.As(t, "staff").Send(list.Form("/hoidettu"), page.CSRFField, page.NewCSRF("staff").Token()).Status(404)
	b.Send(list.Form("/hoidettu")).LeadsTo("/hallinta/palaute")
	after := b.Get("/hallinta/palaute").Says("Merkittiin hoidetuksi: "+ref, "Kaikki on hoidettu", w.Admin.Name)
	b.Send(after.Form("/avaa")).LeadsTo("/hallinta/palaute")
	b.Get("/hallinta/palaute").Says("1 palaute odottaa")
	b.Send(list.Form("/hoidettu").At(fmt.Sprintf("/hallinta/palaute/%d/hoidettu", 99))).Status(404)
}
