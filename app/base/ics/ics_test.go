package ics

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

var stamp = time.Date(2027, 5, 1, 12, 0, 0, 0, time.UTC)

func build(t interface{ Fatal(...any) }, events ...Event) (string, []*ical.VEvent) {
	out := string(Build(Calendar{Name: "Jaksomme", ProdID: "-//Hubittaako//FI", Stamp: stamp, Events: events}))
	parsed, err := ical.ParseCalendar(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return out, parsed.Events()
}

func TestTimesHoldAcrossTheClockChange(t *testing.T) {
	before, after := dates.MustParse("2027-10-30"), dates.MustParse("2027-11-01")
	out, events := build(t,
		Event{UID: "a@x", Start: dates.At(before, 9*60), End: dates.At(before, 10*60), Summary: "Ennen"},
		Event{UID: "b@x", Start: dates.At(after, 9*60), End: dates.At(after, 10*60), Summary: "Jälkeen"},
		Event{UID: "c@x", Start: time.Date(2027, 10, 31, 0, 30, 0, 0, time.UTC), Summary: "Ensimmäinen 3.30"},
		Event{UID: "d@x", Start: time.Date(2027, 10, 31, 1, 30, 0, 0, time.UTC), Summary: "Toinen 3.30"},
	)
	for _, line := range []string{
		"DTSTART;TZID=Europe/Helsinki:20271030T090000", "DTSTART;TZID=Europe/Helsinki:20271101T090000",
		"DTSTART;TZID=Europe/Helsinki:20271031T033000", "DTSTART:20271031T013000Z", "METHOD:PUBLISH", "VERSION:2.0", "PRODID:-//Hubittaako//FI",
		"X-WR-CALNAME:Jaksomme", "TZID:Europe/Helsinki", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "DTSTAMP:20270501T120000Z", "STATUS:CONFIRMED",
	} {
		if !strings.Contains(out, line+"\r\n") {
			t.Errorf("no line %s in\n%s", line, out)
		}
	}
	for i, want := range []string{"2027-10-30T06:00:00Z", "2027-11-01T07:00:00Z"} {
		start, err := events[i].GetStartAt()
		if err != nil || start.UTC().Format(time.RFC3339) != want {
			t.Errorf("event %d starts %s, %v, want %s", i, start, err, want)
		}
		if end, err := events[i].GetEndAt(); err != nil || end.Sub(start) != time.Hour {
			t.Errorf("event %d ends %s, %v", i, end, err)
		}
	}
	if strings.Contains(strings.Split(out, "c@x")[1], "DTEND") {
		t.Error("an end that nobody gave")
	}
}

func TestWholeDays(t *testing.T) {
	first := dates.MustParse("2027-06-07")
	out, _ := build(t,
		Event{UID: "stay@x", Start: dates.At(first, 0), End: dates.At(first.AddDays(14), 0), AllDay: true, Summary: "Jakso"},
		Event{UID: "day@x", Start: dates.At(first, 9*60), AllDay: true, Summary: "Päivä"},
	)
	for _, lines := range []string{
		"DTSTART;VALUE=DATE:20270607\r\nDTEND;VALUE=DATE:20270621\r\n", "DTSTART;VALUE=DATE:20270607\r\nDTEND;VALUE=DATE:20270608\r\n",
	} {
		if !strings.Contains(out, lines) {
			t.Errorf("no\n%s in\n%s", lines, out)
		}
	}
}

func TestChangesAndCancellations(t *testing.T) {
	e := Event{UID: "booking-17@x", Seq: 3, Start: dates.At(dates.MustParse("2027-06-07"), 600), Summary: "Peruttu", Cancelled: true, URL: "https://x.example/a?b=1,2;3", Location: "Keskustie 14, Pihtipudas"}
	out := string(Build(Calendar{ProdID: "p", Method: "CANCEL", Stamp: stamp, Events: []Event{e}}))
	for _, line := range []string{"METHOD:CANCEL", "SEQUENCE:3", "STATUS:CANCELLED", "URL:https://x.example/a?b=1,2;3", `LOCATION:Keskustie 14\, Pihtipudas`, "UID:booking-17@x"} {
		if !strings.Contains(out, line+"\r\n") {
			t.Errorf("no line %s in\n%s", line, out)
		}
	}
	if got := ContentType("CANCEL"); got != "text/calendar; charset=utf-8; method=CANCEL" {
		t.Error(got)
	}
	for range 20 {
		if again := string(Build(Calendar{ProdID: "p", Method: "CANCEL", Stamp: stamp, Events: []Event{e}})); again != out {
			t.Fatalf("the same calendar differs from time to time:\n%s\n%s", out, again)
		}
	}
}

func TestLinesAreFoldedAndCannotBeSmuggledIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("aä€🛶 ,;:\\\n\r\"<>'^\u0085")), 0, 300, -1)
		e := Event{UID: "u@x", Start: stamp, Summary: text.Draw(t, "summary"), Description: text.Draw(t, "description"), URL: "https://x/" + text.Draw(t, "url")}
		out, events := build(t, e)
		for line := range strings.SplitSeq(strings.TrimSuffix(out, "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) || line == "" {
				t.Fatalf("line %q", line)
			}
		}
		if len(events) != 1 || strings.Count(out, "BEGIN:VEVENT") != 1 {
			t.Fatalf("%d events in\n%s", len(events), out)
		}
		if got := events[0].GetProperty(ical.ComponentPropertySummary).Value; got != clean(e.Summary) {
			t.Fatalf("summary %q, want %q", got, clean(e.Summary))
		}
		if e.Description != "" && events[0].GetProperty(ical.ComponentPropertyDescription).Value != clean(e.Description) {
			t.Fatalf("description %q", events[0].GetProperty(ical.ComponentPropertyDescription).Value)
		}
	})
}
