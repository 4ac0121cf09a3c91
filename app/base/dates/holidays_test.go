package dates

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestHolidays(t *testing.T) {
	for year, want := range map[int]string{
		2026: "1.1. 6.1. 3.4. 5.4. 6.4. 1.5. 14.5. 24.5. 19.6. 20.6. 31.10. 6.12. 24.12. 25.12. 26.12.",
		2027: "1.1. 6.1. 26.3. 28.3. 29.3. 1.5. 6.5. 16.5. 25.6. 26.6. 6.11. 6.12. 24.12. 25.12. 26.12.",
		2028: "1.1. 6.1. 14.4. 16.4. 17.4. 1.5. 25.5. 4.6. 23.6. 24.6. 4.11. 6.12. 24.12. 25.12. 26.12.",
	} {
		var got []string
		for _, h := range Holidays(year) {
			got = append(got, strings.TrimSuffix(Format(h.Date, "fi"), strconv.Itoa(year)))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%d:\n got %s\nwant %s", year, s, want)
		}
	}
}

// The numbers of days off between Monday and Friday are published by the Almanac Office.
func TestWeekdaysOff(t *testing.T) {
	for year, want := range map[int]int{2026: 9, 2027: 8, 2028: 9} {
		off := 0
		for _, h := range Holidays(year) {
			if !h.Date.IsWeekend() {
				off++
			}
		}
		if off != want {
			t.Errorf("%d has %d, want %d", year, off, want)
		}
	}
}

func TestEaster(t *testing.T) {
	for _, s := range []string{"1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2038-04-25", "2076-04-19", "2100-03-28", "2285-03-22"} {
		want := MustParse(s)
		if got := easterSunday(want.Year()); got != want {
			t.Errorf("easter of %d is %s, want %s", want.Year(), got, want)
		}
	}
}

func TestHolidayRulesInEveryYear(t *testing.T) {
	for year := 1990; year < 2200; year++ {
		hs := Holidays(year)
		if !slices.IsSortedFunc(hs, func(a, b Holiday) int { return a.Date.Compare(b.Date) }) {
			t.Fatalf("%d is not in order", year)
		}
		for _, h := range hs {
			wd, want := h.Date.Weekday(), 0
			switch h.Name("fi") {
			case "pitkäperjantai", "juhannusaatto":
				want = 5
			case "juhannuspäivä", "pyhäinpäivä":
				want = 6
			case "pääsiäispäivä", "helluntai":
				want = 7
			case "2. pääsiäispäivä":
				want = 1
			case "helatorstai":
				want = 4
			}
			if want != 0 && wd != want {
				t.Errorf("%s %s falls on weekday %d", h.Date, h.Name("fi"), wd)
			}
			if h.Date.Year() != year || h.Name("en") == "" || h.Name("sv") == "" {
				t.Errorf("%d: %+v", year, h)
			}
		}
	}
}

func TestHolidayOnAndWorkdays(t *testing.T) {
	h, ok := HolidayOn(New(2027, time.December, 6))
	if !ok || h.Name("fi") != "itsenäisyyspäivä" || h.Name("en") != "Independence Day" || !h.Statutory {
		t.Errorf("%+v %v", h, ok)
	}
	if _, ok := HolidayOn(New(2027, time.December, 7)); ok {
		t.Error("an ordinary Tuesday")
	}
	eve, _ := HolidayOn(New(2027, time.June, 25))
	if eve.Statutory || IsWorkday(eve.Date) {
		t.Error("midsummer eve is free, though no law says so")
	}
	if !IsWorkday(New(2027, time.June, 24)) || IsWorkday(New(2027, time.June, 27)) {
		t.Error("workdays")
	}
}
