package ics

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// file is a calendar of events, each given as its lines.
func file(events ...string) []byte {
	out := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	for i, e := range events {
		if !strings.HasPrefix(e, "UID:") {
			e = fmt.Sprintf("UID:%d\n%s", i, e)
		}
		out += fmt.Sprintf("BEGIN:VEVENT\r\nSUMMARY:Salaisuus\r\n%s\r\nEND:VEVENT\r\n", strings.ReplaceAll(e, "\n", "\r\n"))
	}
	return []byte(out + "END:VCALENDAR\r\n")
}

func TestBusyDays(t *testing.T) {
	autumn := dates.Through(dates.MustParse("2027-10-25"), dates.MustParse("2027-11-07")) // the clock goes back on the 31st
	for _, c := range []struct {
		name   string
		events []string
		want   string // days of the month, from 25 October on
	}{
		{"nothing", nil, ""},
		{"whole days, the last one out", []string{"DTSTART;VALUE=DATE:20271027\nDTEND;VALUE=DATE:20271029"}, "27 28"},
		{"whole days over the clock change", []string{"DTSTART;VALUE=DATE:20271030\nDTEND;VALUE=DATE:20271102"}, "30 31 1"},
		{"a whole day without an end", []string{"DTSTART;VALUE=DATE:20271027"}, "27"},
		{"marked as free", []string{"DTSTART;VALUE=DATE:20271027\nTRANSP:TRANSPARENT"}, ""},
		{"called off", []string{"DTSTART;VALUE=DATE:20271027\nSTATUS:CANCELLED"}, ""},
		{"an hour takes no day", []string{"DTSTART:20271027T080000Z\nDTEND:20271027T090000Z"}, ""},
		{"four hours do", []string{"DTSTART:20271027T080000Z\nDTEND:20271027T120000Z"}, "27"},
		{"the same hours twice are the same hours", []string{"DTSTART:20271027T080000Z\nDTEND:20271027T100000Z", "DTSTART:20271027T080000Z\nDTEND:20271027T100000Z"}, ""},
		{"over midnight", []string{"DTSTART;TZID=Europe/Helsinki:20271027T190000\nDTEND;TZID=Europe/Helsinki:20271028T050000"}, "27 28"},
		{"another zone", []string{"DTSTART;TZID=America/New_York:20271027T160000\nDTEND;TZID=America/New_York:20271027T220000"}, "28"},
		{"a zone that only one program knows", []string{"DTSTART;TZID=FLE Standard Time:20271027T090000\nDTEND;TZID=FLE Standard Time:20271027T150000"}, "27"},
		{"every Wednesday since long ago", []string{"DTSTART;TZID=Europe/Helsinki:20200101T090000\nDTEND;TZID=Europe/Helsinki:20200101T150000\nRRULE:FREQ=WEEKLY;BYDAY=WE"}, "27 3"},
		{"but for one", []string{"DTSTART;TZID=Europe/Helsinki:20200101T090000\nDTEND;TZID=Europe/Helsinki:20200101T150000\nRRULE:FREQ=WEEKLY;BYDAY=WE\nEXDATE;TZID=Europe/Helsinki:20271103T090000"}, "27"},
		{"and one that has moved", []string{"UID:s\nDTSTART;VALUE=DATE:20271026\nRRULE:FREQ=WEEKLY", "UID:s\nRECURRENCE-ID;VALUE=DATE:20271102\nDTSTART;VALUE=DATE:20271104"}, "26 4"},
		{"until a day", []string{"DTSTART;VALUE=DATE:20271025\nRRULE:FREQ=DAILY;UNTIL=20271027"}, "25 26 27"},
		{"every second of the year", []string{"DTSTART;VALUE=DATE:20271025\nRRULE:FREQ=SECONDLY"}, "25"},
		{"a day that never comes", []string{"DTSTART;VALUE=DATE:20271025\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"}, ""},
		{"no time at all", []string{"DTSTART:soon", "DTSTART;VALUE=DATE:20271027"}, "27"},
		{"ends before it begins", []string{"DTSTART:20271027T080000Z\nDTEND:20261027T080000Z"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := BusyDays(file(c.events...), autumn)
			var got []string
			for _, d := range list {
				got = append(got, fmt.Sprint(d.Day()))
			}
			if err != nil || strings.Join(got, " ") != c.want {
				t.Errorf("%v, %v; want %s", got, err, c.want)
			}
		})
	}
	for _, none := range []string{"", "GIF89a", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", strings.Repeat("x", 10000)} {
		if _, err := BusyDays([]byte(none), autumn); !errors.Is(err, ErrNoCalendar) {
			t.Errorf("%.20q: %v", none, err)
		}
	}
}

// Whatever is sent, the answer is days of those that were asked for, in order, or an error.
func FuzzBusyDays(f *testing.F) {
	f.Add(file("DTSTART;VALUE=DATE:20271027\nRRULE:FREQ=WEEKLY;COUNT=3", "DTSTART;TZID=X:20271027T080000\nDTEND:20271027T120000Z\nEXDATE:20271027"))
	f.Add(file("DTSTART:19700101T000000Z\nDTEND:21990101T000000Z\nRRULE:FREQ=DAILY;INTERVAL=0;BYDAY=5MO,-53SU;BYSETPOS=-366"))
	f.Add([]byte("BEGIN:VCALENDAR"))
	days := dates.Through(dates.MustParse("2027-10-25"), dates.MustParse("2027-11-07"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := BusyDays(data, days)
		if err != nil && (list != nil || !errors.Is(err, ErrNoCalendar)) {
			t.Fatalf("%v, %v", list, err)
		}
		if !slices.IsSortedFunc(list, dates.Date.Compare) || slices.ContainsFunc(list, func(d dates.Date) bool { return !days.Contains(d) }) {
			t.Fatalf("%v", list)
		}
	})
}
