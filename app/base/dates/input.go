package dates

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Refusals of ParseInput; their keys are messages in the locales.
var (
	ErrInput     = fault.New(fault.Invalid, "fault.date_format")
	ErrNoYear    = fault.New(fault.Invalid, "fault.date_year_missing")
	ErrNoSuchDay = fault.New(fault.Invalid, "fault.date_no_such_day")
)

var (
	dotted   = regexp.MustCompile(`^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$`)
	yearless = regexp.MustCompile(`^\d{1,2}\.\s*\d{1,2}\.?$`)
	dashed   = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
)

// ParseInput reads a day as people and date fields write it: "7.6.2027", "07.06.2027" or "2027-06-07". It returns
// ErrNoYear for "7.6.", ErrNoSuchDay for a day the calendar doesn't have and ErrInput for anything else.
func ParseInput(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if m := dotted.FindStringSubmatch(s); m != nil {
		return exact(m[3], m[2], m[1])
	}
	if m := dashed.FindStringSubmatch(s); m != nil {
		return exact(m[1], m[2], m[3])
	}
	if yearless.MatchString(s) {
		return Date{}, ErrNoYear
	}
	return Date{}, ErrInput
}

func exact(year, month, day string) (Date, error) {
	y, _ := strconv.Atoi(year) // digits by the pattern
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	date := New(y, time.Month(m), d)
	if gy, gm, gd := date.YMD(); gy != y || int(gm) != m || gd != d || y < 1900 || y > 2199 {
		return Date{}, ErrNoSuchDay
	}
	return date, nil
}
