package site_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// What is on stands on the front page and on its hub's, in the visitor's language, and has a picture for sharing.
func TestWhatIsOnIsTold(t *testing.T) {
	var events *event.Service
	w := webtest.New(t, packtest.Options{Monday: soon}, func(w *webtest.World) []page.Route {
		events = event.New(w.DB, nil, w.Clock)
		return site.Routes(site.Deps{Finder: w.Finder, Hubs: w.Hubs, Events: events, Favourites: favourite.New(w.DB), Now: w.Clock})
	})
	b := w.As(t, "")
	b.Get("/").Status(200).Says("Ei vielä tapahtumia tiedossa")
	from, to := 9*60, 10*60
	_, err := events.Create(t.Context(), w.Staff, w.HubID, event.Form{
		Words: event.Words{TitleFi: "Yhteiskahvit", TitleEn: "Coffee together", TextFi: "Kahvia.", Theme: event.Meet},
		Times: event.Times{Day: dates.MustParse("2026-12-02"), From: &from, To: &to, Repeat: event.Once},
	}, uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	b.Get("/").Status(200).Says("Yhteiskahvit", `datetime="2026-12-02"`, "klo 9.00", `href="/tapahtumat/yhteiskahvit?kerta=1"`).Lacks("Ei vielä tapahtumia")
	b.Get("/en/hubit/hubteekki").Status(200).Says("On at the hubs", "Coffee together", `href="/en/tapahtumat/yhteiskahvit?kerta=1"`)
	if kind := b.Get("/en/jako/tapahtuma/yhteiskahvit.png").Status(200).Header.Get("Content-Type"); kind != "image/png" {
		t.Error(kind)
	}
	b.Get("/jako/tapahtuma/eioo.png").Status(404)
}
