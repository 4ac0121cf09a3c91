package e2e

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/seed"
)

// TestInvoiceInEnglish walks the other way to pay, in English: a company finds a stay before it has signed in, comes back
// to it, pays by invoice, downloads the PDF and the calendar, and a network admin marks the invoice paid.
func TestInvoiceInEnglish(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	company, admin := s.visitor(t), s.visitor(t)
	company.open("/en/paketit?hlo=5&hubi=hubteekki")
	company.press("main .hits a")
	stay := js[string](company, `location.pathname + location.search`)
	company.press("main a.btn.go")
	company.fill(map[string]any{"email": " varaaja@kuusikko.example", "password": seed.Password})
	company.press("main form button[type=submit]")
	if got := js[string](company, `location.pathname`); got != strings.Split(stay, "?")[0] {
		t.Fatalf("signed in, and sent to %s instead of %s", got, stay)
	}
	company.press("main form[method=post] button.go")
	company.sees("Booking number")
	booking := company.path()
	company.press("form[action$='/lasku'] button")
	company.open(booking)
	company.sees("Confirmed")
	company.shot("booking-invoiced-en")
	file := func(selector string) string {
		return js[string](company, `fetch(document.querySelector(%s).href).then(r => r.text()).then(s => s.slice(0, 15))`, selector)
	}
	if pdf := file("a[href$='.pdf']"); !strings.HasPrefix(pdf, "%PDF-") {
		t.Fatalf("the invoice begins with %q", pdf)
	}
	if ics := file("a[href$='.ics']"); ics != "BEGIN:VCALENDAR" {
		t.Fatalf("the calendar begins with %q", ics)
	}
	admin.signIn("yllapito@hubittaako.example", seed.Password)
	admin.open("/en/hallinta/talous")
	const open = `document.querySelectorAll("main tbody input[name='number']").length`
	before := js[int](admin, open)
	if before == 0 {
		t.Fatal("there is no invoice to mark:\n" + admin.where())
	}
	admin.shot("admin-money-en")
	js[bool](admin, `(document.querySelector("main tbody input[name='number']").click(), true)`)
	admin.press("form[action$='maksetut'] button[type=submit]")
	admin.press("main form[action$='maksetut'] button[type=submit]") // what it means is said first
	if after := js[int](admin, open); after != before-1 {
		t.Fatalf("%d invoices were open, now %d:\n%s", before, after, admin.where())
	}
}
