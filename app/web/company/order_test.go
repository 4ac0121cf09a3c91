package company_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/site"
)

// What comes first stands first, in whatever order it was booked.
func TestComingStaysAreInOrderOfTheirDays(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	book := func(day string) string {
		at := b.Send(b.Get("/paketit/viikko?hlo=2&alku=" + day).Form(site.HoldPath)).To()
		return b.Send(b.Get(at).Form("/lasku")).To()
	}
	sooner, later := book("2027-06-07"), book("2027-06-14")
	even := b.Get("/yritys/1/varaukset").Status(200).Body
	if strings.Index(even, sooner) > strings.Index(even, later) {
		t.Error("booked in their order: the later stay stands first")
	}
	w.Exec(t, `UPDATE booking SET created_at = created_at - interval '1 day' WHERE ref = $1`, later[len("/yritys/varaukset/"):])
	body := b.Get("/yritys/1/varaukset").Status(200).Body
	if strings.Index(body, sooner) > strings.Index(body, later) || !strings.Contains(body, later) {
		t.Error("the later stay stands first")
	}
}
