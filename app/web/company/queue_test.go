package company_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/site"
)

// TestWaitingForAFullStay: a visitor is asked to sign in; a company waits, sees its place, gets the offer among its bookings, and leaves.
func TestWaitingForAFullStay(t *testing.T) {
	w := newWorld(t)
	const full = "/paketit/viikko?alku=2027-06-07&hlo=4"
	w.As(t, "").Get(full).Lacks("Asettukaa jonoon")
	desks(t, w, monday.AddDays(2), 1)
	w.As(t, "").Get(full).Says("Täynnä? Asettukaa jonoon", "Kirjaudu ja asetu jonoon")

	b := w.As(t, "company")
	join := b.Get(full).Says("Kun koko jakso vapautuu 4 hengelle").Form(site.QueuePath)
	for range 2 { // the button pressed twice
		if to := b.Send(join).To(); to != "/yritys/1/varaukset#jono" {
			t.Fatal(to)
		}
	}
	list := b.Get("/yritys/1/varaukset").Says("Olette jonossa", "1. jonossa", "Alku ma 7.6.", "4 henkilöä")
	if strings.Count(list.Body, "Poistu jonosta") != 1 {
		t.Error("the form sent twice waits twice")
	}
	again := b.Get(full).Form(site.QueuePath)
	if to := b.Send(again).To(); !strings.HasPrefix(to, "/paketit/viikko?") {
		t.Fatal(to)
	}
	b.Get(full).Says("Olette jo jonossa tähän jaksoon")
	b.Send(again, "start", "2027-06-08").To()
	b.Get(full).Says("ei vapaudu jonottamalla")
	b.Send(again, "company", "999").Status(404)

	leave := list.Form("/yritys/1/jono/1")
	other := w.As(t, "other")
	other.Send(leave, "_csrf", other.Get("/yritys/2/varaukset").Form("/kirjaudu-ulos").Values.Get("_csrf")).Status(404)
	b.Send(leave).To()
	b.Get("/yritys/1/varaukset").Says("Poistuitte jonosta").Lacks("1. jonossa")

	b.Send(join, "_op", "8f14e45f-ceea-467f-9575-6b8bd8b1c3f2").To()
	desks(t, w, monday.AddDays(2), 8)
	if n, err := w.Bookings.ServeQueue(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	b.Get("/yritys/1/varaukset").Says("alustava varaus odottaa").Lacks("Poistu jonosta")
}
