package whatson_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/app/web/whatson"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// box keeps the token that was last mailed to an address.
type box map[string]string

func (b box) Signup(_ context.Context, _ *postgres.Tx, _ event.News, _ event.Occasion, s event.Signup) error {
	b[s.Email] = s.Token
	return nil
}

func (b box) ReaderAsked(_ context.Context, _ *postgres.Tx, r event.Reader) error {
	b[r.Email] = r.Token
	return nil
}

func (b box) Letter(context.Context, *postgres.Tx, event.Reader, string, []event.Occasion) error {
	return nil
}

// world is a network with events; its clock stands at noon on Monday 23 November 2026.
type world struct {
	*webtest.World
	events *event.Service
	mailed box
}

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{mailed: box{}}
	w.World = webtest.New(t, packtest.Options{}, func(x *webtest.World) []page.Route {
		w.events = event.New(x.DB, w.mailed, x.Clock)
		return whatson.Routes(whatson.Deps{Events: w.events, Hubs: x.Hubs, Now: x.Clock})
	})
	return w
}

func minutes(h, m int) *int {
	n := h*60 + m
	return &n
}

// event makes an event on Wednesday 2 December from nine to ten.
func (w world) event(t *testing.T, change func(f *event.Form)) []event.Occasion {
	t.Helper()
	f := event.Form{
		Words: event.Words{TitleFi: "Yhteiskahvit", TitleEn: "Coffee together", TitleSv: "Gemensamt kaffe", TextFi: "Kahvia & pullaa.", TextEn: "Coffee & buns.", Theme: event.Meet},
		Times: event.Times{Day: dates.MustParse("2026-12-02"), From: minutes(9, 0), To: minutes(10, 0), Repeat: event.Once},
	}
	if change != nil {
		change(&f)
	}
	id, err := w.events.Create(t.Context(), w.Staff, w.HubID, f, uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	all, err := w.events.Occasions(t.Context(), w.Staff, id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// machine asks as programs do: without cookies.
func (w world) machine(t *testing.T, method, path, body string, headers ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, webtest.Origin+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := w.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return res
}
