package stayview

import (
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// RhythmName is the field of an address or a form that carries a rhythm as RhythmText writes it.
const RhythmName = "rytmi"

// everyDay is how many weekdays have hours when one pair is said for all of them.
const everyDay = 7

// RhythmText is a rhythm in one value of an address: "t0.540-1020~p1.840-900.Viikkopalaveri~zEurope/Berlin". Empty for none. Minutes are
// after midnight; t is work on a weekday, 0 for all of them, and p a meeting. Addresses are shared and kept, so the form stays.
func RhythmText(r packages.Rhythm) string {
	if r.IsZero() {
		return ""
	}
	var parts []string
	if h, all := OneHours(r); all {
		parts = append(parts, "t0."+spanText(h.From, h.To))
	} else {
		for _, h := range r.Hours {
			parts = append(parts, "t"+strconv.Itoa(h.Weekday)+"."+spanText(h.From, h.To))
		}
	}
	for _, m := range r.Meetings {
		parts = append(parts, "p"+when(m)+"."+spanText(m.From, m.To)+"."+strings.ReplaceAll(m.Title, "~", "-"))
	}
	if r.Zone != "" && r.Zone != booking.Zones()[0] && len(r.Meetings) > 0 {
		parts = append(parts, "z"+r.Zone)
	}
	return strings.Join(parts, "~")
}

func spanText(from, to int) string { return strconv.Itoa(from) + "-" + strconv.Itoa(to) }

// EveryDay are hours for all weekdays.
func EveryDay(from, to int) (list []packages.DayHours) {
	for day := 1; day <= everyDay; day++ {
		list = append(list, packages.DayHours{Weekday: day, From: from, To: to})
	}
	return list
}

// OneHours is the one pair of hours that all weekdays have; false where they differ or there are none.
func OneHours(r packages.Rhythm) (h packages.DayHours, all bool) {
	if len(r.Hours) != everyDay {
		return h, false
	}
	for _, d := range r.Hours {
		if d.From != r.Hours[0].From || d.To != r.Hours[0].To {
			return h, false
		}
	}
	return r.Hours[0], true
}

// RhythmFrom reads what RhythmText has written and checks it as the service does. Invalid "rhythm.unread" for anything else: what cannot
// be read must not turn into a stay that knows nothing of it.
func RhythmFrom(text string) (r packages.Rhythm, err error) {
	if text == "" {
		return r, nil
	}
	for part := range strings.SplitSeq(text, "~") {
		if !readPart(&r, part) {
			return packages.Rhythm{}, fault.New(fault.Invalid, "rhythm.unread")
		}
	}
	if booking.CheckRhythm(r) != nil || r.IsZero() {
		return packages.Rhythm{}, fault.New(fault.Invalid, "rhythm.unread")
	}
	return r, nil
}

func readPart(r *packages.Rhythm, part string) bool {
	if zone, is := strings.CutPrefix(part, "z"); is {
		r.Zone = zone
		return true
	}
	fields := strings.SplitN(part, ".", 3)
	if len(fields) < 2 || fields[0] == "" || len(r.Meetings) > booking.MaxMeetings || len(r.Hours) > everyDay {
		return false
	}
	from, to, ok := readSpan(fields[1])
	if !ok {
		return false
	}
	on := fields[0][1:]
	weekday, err := strconv.Atoi(on)
	switch {
	case part[0] == 't' && len(fields) == 2 && err == nil && weekday == 0:
		r.Hours = EveryDay(from, to)
	case part[0] == 't' && len(fields) == 2 && err == nil:
		r.Hours = append(r.Hours, packages.DayHours{Weekday: weekday, From: from, To: to})
	case part[0] == 'p' && len(fields) == 3:
		m := packages.Meeting{Weekday: weekday, From: from, To: to, Title: oneLine(fields[2])}
		if err != nil {
			if m.Day, err = dates.Parse(on); err != nil {
				return false
			}
		}
		r.Meetings = append(r.Meetings, m)
	default:
		return false
	}
	return true
}

func readSpan(text string) (from, to int, ok bool) {
	a, b, cut := strings.Cut(text, "-")
	from, err := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	return from, to, cut && err == nil && err2 == nil
}
