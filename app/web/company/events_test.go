package company_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/company"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// mute tells nobody.
type mute struct{}

func (mute) Signup(context.Context, *postgres.Tx, event.News, event.Occasion, event.Signup) error {
	return nil
}
func (mute) ReaderAsked(context.Context, *postgres.Tx, event.Reader) error { return nil }
func (mute) Letter(context.Context, *postgres.Tx, event.Reader, string, []event.Occasion) error {
	return nil
}

// TestEventsDuringAStay: what is on in the free hours stands on the package's page and on the booking's, where the whole group
// joins with one button, or nobody does.
func TestEventsDuringAStay(t *testing.T) {
	var events *event.Service
	w := webtest.New(t, packtest.Options{Monday: monday}, func(w *webtest.World) []page.Route {
		events = event.New(w.DB, mute{}, w.Clock)
		return append(site.Routes(site.Deps{Finder: w.Finder, Hubs: w.Hubs, Events: events, Favourites: favourite.New(w.DB), Now: w.Clock}), company.Routes(company.Deps{
			Finder: w.Finder, Bookings: w.Bookings, Billing: w.Billing, Events: events, Now: w.Clock,
			Calendar: func(_ booking.Detail, _ string, more ...ics.Event) []byte {
				return fmt.Appendf(nil, "%d more", len(more))
			},
		})...)
	})
	make := func(title string, day, from, to, seats int) event.Occasion {
		id, err := events.Create(t.Context(), w.Staff, w.HubID, event.Form{
			Words: event.Words{TitleFi: title, TextFi: title, Theme: event.Meet},
			Times: event.Times{Day: monday.AddDays(day), From: &from, To: &to, Seats: seats},
		}, uuid.New())
		if err != nil {
			t.Fatal(err)
		}
		all, err := events.Occasions(t.Context(), w.Staff, id)
		if err != nil {
			t.Fatal(err)
		}
		return all[0]
	}
	// four people stay from Monday to Friday, work from eight to four, and have a sauna on one evening and canoes on two
	quiz := make("Tietovisa", 0, 20*60+45, 22*60, 5)
	small := make("Pienryhmä", 1, 21*60+15, 22*60, 3)
	make("Aamupalaveri", 2, 9*60, 10*60, 0)
	make("Viikonloppu", 6, 12*60, 14*60, 0)

	b := w.As(t, "company")
	b.Get(packagePage).Status(200).Says("Täällä tapahtuu silloin", "Tietovisa").Lacks("Aamupalaveri", "Viikonloppu")
	at := held(t, b)
	show := b.Get(at).Status(200).Says("Tietovisa", "Pienryhmä", "Ei tilaa koko ryhmälle").Lacks("Aamupalaveri", "Viikonloppu")
	join := show.Form(at + "/tapahtumat")
	if join.Get("kerta") != fmt.Sprint(quiz.ID) || len(show.Forms(at+"/tapahtumat")) != 1 {
		t.Fatalf("%v", join)
	}
	b.Send(join).LeadsTo(at + "#tapahtumat")
	page := b.Get(at).Says("Tietovisa on nyt ohjelmassanne.", "Ohjelmassanne", "Poista ohjelmasta")
	if n := strings.Count(page.Body, "Tietovisa"); n < 3 {
		t.Errorf("the event is not in the programme:\n%s", page.Body)
	}
	b.Get(at + "/kalenteri.ics").Says("1 more")
	if o, err := events.ByID(t.Context(), quiz.ID); err != nil || o.Taken != 4 {
		t.Errorf("%d seats taken, %v", o.Taken, err)
	}
	b.Post(at+"/tapahtumat", "kerta", fmt.Sprint(small.ID)).Status(409).Says("Vapaita paikkoja on 3 ja teitä on 4")
	b.Post(at+"/tapahtumat", "kerta", "x").Status(404)
	b.Post(at+"/tapahtumat", "kerta", "999").Status(404)
	other := w.As(t, "other")
	other.Get("/paketit")
	other.Post(at+"/tapahtumat", "kerta", fmt.Sprint(quiz.ID)).Status(404)
	other.Post(at+"/tapahtumat/poista", "kerta", fmt.Sprint(quiz.ID)).Status(404)
	b.Send(page.Form("/tapahtumat/poista")).LeadsTo(at + "#tapahtumat")
	if o, err := events.ByID(t.Context(), quiz.ID); err != nil || o.Taken != 0 {
		t.Errorf("%d seats taken, %v", o.Taken, err)
	}
}
