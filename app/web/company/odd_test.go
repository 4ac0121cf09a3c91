package company_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/web/site"
)

// Days at the ends of the calendar are asked for by machines and slips of the keyboard: each gets an answer.
func TestOddDaysAreAnswered(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	for _, day := range []string{"", "0001-01-01", "0000-00-00", "1900-01-01", "9999-12-31", "31.12.9999", "99999-01-01"} {
		for _, path := range []string{"/paketit/viikko?hlo=4&alku=" + day, "/paketit?pv=" + day, "/paketit/viikko?kk=" + day[:min(len(day), 7)], "/paketit?kk=" + day[:min(len(day), 7)]} {
			if a := b.Get(path); a.StatusCode >= 500 {
				t.Errorf("%s: %d", path, a.StatusCode)
			}
		}
		if a := b.Send(b.Get(packagePage).Form(site.HoldPath), "start", day); a.StatusCode >= 500 {
			t.Errorf("hold on %q: %d", day, a.StatusCode)
		}
	}
}
