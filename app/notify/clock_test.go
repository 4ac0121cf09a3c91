package notify_test

import (
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// uids are the events of a calendar, by UID, with the instants at which timed ones start.
func uids(t *testing.T, file []byte) map[string]time.Time {
	t.Helper()
	cal, err := ical.ParseCalendar(strings.NewReader(string(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]time.Time{}
	for _, e := range cal.Events() {
		start, err := e.GetStartAt()
		if err != nil {
			t.Fatal(err)
		}
		all[e.Id()] = start.UTC()
	}
	return all
}

// A stay before and after each clock change of 2027 is at five in the afternoon in Finland on every day, and its events keep their
// names from one reading to the next, so that a calendar that follows them has each once.
func TestAStaysCalendarHoldsAcrossTheClockChanges(t *testing.T) {
	for monday, want := range map[string][2]string{
		"2027-10-25": {"14:00", "15:00"}, // the clock goes back on Sunday 31 October
		"2027-03-22": {"15:00", "14:00"}, // and forth on Sunday 28 March
	} {
		t.Run(monday, func(t *testing.T) {
			p := newPostFor(t, packtest.Options{Monday: dates.MustParse(monday)})
			for week, hour := range want {
				p.holdsTheHour(t, week, hour)
			}
		})
	}
}

func (p post) holdsTheHour(t *testing.T, week int, hour string) {
	t.Helper()
	b, err := p.bookings.Hold(t.Context(), p.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(p.Companies[0]), RevisionID: p.RevisionID, Start: p.Monday.AddDays(7 * week), People: 2, Lang: "fi", OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.bookings.ByRef(t.Context(), p.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	file := p.stays.Calendar(d, "fi")
	if !strings.Contains(string(file), "BEGIN:VTIMEZONE\r\nTZID:Europe/Helsinki") {
		t.Error("no rules of the time zone")
	}
	first, again := uids(t, file), uids(t, p.stays.Calendar(d, "en"))
	if len(first) != 4 || len(again) != 4 { // a leg and three sessions
		t.Errorf("%d events, then %d", len(first), len(again))
	}
	for id, start := range first {
		if again[id] != start {
			t.Errorf("%s: %s, then %s", id, start, again[id])
		}
		if strings.Contains(id, "session") && start.Format("15:04") != hour {
			t.Errorf("week %d: %s UTC, want %s", week, start, hour)
		}
	}
}
