package event

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
)

// When is "ke 25.11. klo 9.00–10.00", or both ends of what lasts for days.
func (o Occasion) When(lang string) string { return o.when(lang, dates.FormatShort) }

// WhenLong has the names of day and month written out, and the year.
func (o Occasion) WhenLong(lang string) string { return o.when(lang, dates.FormatLong) }

func (o Occasion) when(lang string, day func(d dates.Date, lang string) string) string {
	from, to := dates.AtClock(day(o.Day, lang), dates.FormatTime(o.StartsAt, lang), lang), dates.FormatTime(o.EndsAt, lang)
	if o.Long() {
		return from + " – " + dates.AtClock(day(dates.Of(o.EndsAt), lang), to, lang)
	}
	return from + "–" + to
}

// Long says that an occasion goes on for days, not only past midnight.
func (o Occasion) Long() bool { return o.LastDay() != o.Day && o.EndsAt.Sub(o.StartsAt) > 12*time.Hour }

// Where is the place and the hub, on one line.
func (e Event) Where() string { return listed(e.Place, e.HubName, e.Municipality) }

// Address is where to go: the place, or the hub's street.
func (e Event) Address() string {
	if e.Place != "" {
		return listed(e.Place, e.Municipality)
	}
	return listed(e.HubName, e.Street, strings.TrimSpace(e.Postcode+" "+e.Municipality))
}

// listed joins what there is with commas.
func listed(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, ", ")
}

// Entry is an occasion in people's own calendars; url is its page. It is the same in feeds and mails, so that a program which
// has it from one takes changes from the other.
func (o Occasion) Entry(lang, url string) ics.Event {
	text := o.Text(lang)
	if o.Cancelled {
		text = o.Reason
	}
	return ics.Event{
		UID: fmt.Sprintf("event-%d@hubittaako", o.ID), Seq: o.Seq, Start: o.StartsAt, End: o.EndsAt, Summary: o.Title(lang),
		Description: strings.TrimSpace(text + "\n\n" + o.Link), Location: o.Address(), URL: cmp.Or(url, o.Link), Cancelled: o.Cancelled,
	}
}
