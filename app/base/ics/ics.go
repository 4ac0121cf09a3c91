package ics

import (
	"cmp"
	"strings"
	"time"
	"unicode"

	ical "github.com/arran4/golang-ical"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

const (
	zone      = "Europe/Helsinki"
	localTime = "20060102T150405"
	utcTime   = "20060102T150405Z"
)

// Calendar is what to write. Method is "PUBLISH" if empty; "CANCEL" takes events off the reader's calendar.
type Calendar struct {
	Name   string
	ProdID string // "-//Hubittaako//FI" if empty
	Method string
	Stamp  time.Time // when this version was made
	Events []Event
}

// Event is one entry. UID must stay the same for its whole life, and Seq must grow with each change, or programs keep
// what they have. An AllDay event covers the Finnish days from Start's up to, but not including, End's; without End, one
// day. A timed event may lack End too.
type Event struct {
	UID         string
	Seq         int
	Start, End  time.Time
	AllDay      bool
	Summary     string
	Description string
	Location    string
	URL         string
	Cancelled   bool
}

// ContentType is for the attachment or the HTTP answer of a calendar with this method.
func ContentType(method string) string {
	return "text/calendar; charset=utf-8; method=" + methodOr(method)
}

// Build writes the calendar as RFC 5545 wants it: CRLF, lines folded at 75 octets, everything escaped.
func Build(c Calendar) []byte {
	cal := ical.NewCalendar()
	cal.SetProductId(cmp.Or(clean(c.ProdID), "-//Hubittaako//FI"))
	cal.SetMethod(ical.Method(methodOr(c.Method)))
	if c.Name != "" {
		cal.SetXWRCalName(clean(c.Name))
	}
	cal.SetXWRTimezone(zone)
	addZone(cal)
	for _, e := range c.Events {
		addEvent(cal, e, c.Stamp)
	}
	return []byte(cal.Serialize(ical.WithNewLineWindows))
}

func methodOr(method string) string {
	if method == "" {
		return "PUBLISH"
	}
	return clean(method)
}

// addZone spells out Finland's clock changes as they have been since 1996.
func addZone(cal *ical.Calendar) {
	tz := cal.AddTimezone(zone)
	summer, winter := &ical.Daylight{}, &ical.Standard{}
	change := func(c *ical.ComponentBase, name, from, to, start, rule string) {
		for _, p := range [][2]string{{"DTSTART", start}, {"TZOFFSETFROM", from}, {"TZOFFSETTO", to}, {"TZNAME", name}, {"RRULE", rule}} {
			c.SetProperty(ical.ComponentProperty(p[0]), p[1])
		}
	}
	change(&summer.ComponentBase, "EEST", "+0200", "+0300", "19970330T030000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
	change(&winter.ComponentBase, "EET", "+0300", "+0200", "19961027T040000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
	tz.Components = append(tz.Components, summer, winter)
}

func addEvent(cal *ical.Calendar, e Event, stamp time.Time) {
	v := cal.AddEvent(clean(e.UID))
	v.SetDtStampTime(stamp)
	v.SetSequence(e.Seq)
	if e.AllDay {
		setDays(v, e)
	} else {
		setTime(v, ical.ComponentPropertyDtStart, e.Start)
		if !e.End.IsZero() {
			setTime(v, ical.ComponentPropertyDtEnd, e.End)
		}
	}
	v.SetSummary(clean(e.Summary))
	if e.Description != "" {
		v.SetDescription(clean(e.Description))
	}
	if e.Location != "" {
		v.SetLocation(clean(e.Location))
	}
	if e.URL != "" {
		v.SetURL(oneWord(e.URL))
	}
	v.SetStatus(ical.ObjectStatusConfirmed)
	if e.Cancelled {
		v.SetStatus(ical.ObjectStatusCancelled)
	}
}

func setDays(v *ical.VEvent, e Event) {
	first := dates.Of(e.Start)
	end := first.AddDays(1)
	if !e.End.IsZero() && dates.Of(e.End).After(first) {
		end = dates.Of(e.End)
	}
	day := &ical.KeyValues{Key: "VALUE", Value: []string{"DATE"}}
	v.SetProperty(ical.ComponentPropertyDtStart, compact(first), day)
	v.SetProperty(ical.ComponentPropertyDtEnd, compact(end), day)
	v.SetProperty(ical.ComponentPropertyTransp, "TRANSPARENT") // a stay of two weeks must not show its people as busy
}

// setTime writes wall-clock time with its zone. The hour that comes twice in autumn means its first time there, so its
// second is written in UTC.
func setTime(v *ical.VEvent, p ical.ComponentProperty, t time.Time) {
	first := dates.At(dates.Of(t), dates.MinutesOf(t))
	if t.Sub(first) >= time.Hour {
		v.SetProperty(p, t.UTC().Format(utcTime))
		return
	}
	v.SetProperty(p, t.In(dates.Helsinki).Format(localTime), ical.WithTZID(zone))
}

func compact(d dates.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// clean leaves line feeds, which are escaped, and no other control sign, which could not be.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// oneWord is clean for a value that is written without escapes.
func oneWord(s string) string { return strings.Join(strings.Fields(clean(s)), "%20") }
