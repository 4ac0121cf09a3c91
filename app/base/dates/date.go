package dates

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

// Date is a calendar day. Values compare with ==, serve as map keys and order by Before, After or Compare. The zero
// Date means "no date": it is NULL in the database and an empty string in text and JSON.
type Date struct {
	n int32 // 1 is 0001-01-01, so that 0 can mean none and arithmetic is plain addition
}

const (
	daysToEpoch   = 719163 // the n of 1970-01-01
	secondsPerDay = 86400
	isoLayout     = "2006-01-02"
)

// New gives the day with these numbers. Numbers beyond the month run over into the next, as in time.Date.
func New(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return Date{int32(floorDiv(t.Unix(), secondsPerDay) + daysToEpoch)}
}

// Parse reads "2027-06-07" and nothing else; what people type goes through ParseInput.
func Parse(s string) (Date, error) {
	t, err := time.Parse(isoLayout, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not YYYY-MM-DD", s)
	}
	return New(t.Date()), nil
}

// MustParse is Parse for literals in tests and tables; it panics on a bad one.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// midnight is the day's start in UTC, used only to reach the numbers of the calendar.
func (d Date) midnight() time.Time {
	return time.Unix((int64(d.n)-daysToEpoch)*secondsPerDay, 0).UTC()
}

// IsZero says there is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// YMD gives year, month and day of the month.
func (d Date) YMD() (int, time.Month, int) { return d.midnight().Date() }

func (d Date) Year() int         { return d.midnight().Year() }
func (d Date) Month() time.Month { return d.midnight().Month() }
func (d Date) Day() int          { return d.midnight().Day() }

// MonthOf is the month this day belongs to.
func (d Date) MonthOf() Month {
	y, m, _ := d.YMD()
	return Month{Year: y, Month: m}
}

// Weekday is 1 on Monday and 7 on Sunday.
func (d Date) Weekday() int { return int((d.n+6)%7) + 1 }

// IsWeekend is true on Saturday and Sunday.
func (d Date) IsWeekend() bool { return d.Weekday() >= 6 }

// ISOWeek is the year and number of the week; the first days of January may belong to the year before.
func (d Date) ISOWeek() (year, week int) { return d.midnight().ISOWeek() }

// StartOfWeek is the Monday of this day's week.
func (d Date) StartOfWeek() Date { return d.AddDays(1 - d.Weekday()) }

// AddDays moves by days, back if negative.
func (d Date) AddDays(days int) Date { return Date{d.n + int32(days)} }

// Sub is the number of days from o to d: negative when d is earlier.
func (d Date) Sub(o Date) int { return int(d.n - o.n) }

func (d Date) Before(o Date) bool { return d.n < o.n }
func (d Date) After(o Date) bool  { return d.n > o.n }

// Compare orders days for slices.SortFunc.
func (d Date) Compare(o Date) int { return int(d.n) - int(o.n) }

// String is "2027-06-07", or "" without a date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnight().Format(isoLayout)
}

// MarshalText makes a Date an ISO string in JSON, TOML and URLs.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Value writes an SQL date, NULL for the zero Date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads an SQL date however the driver hands it over; NULL becomes the zero Date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time: // a driver's date is a midnight in some zone; its own numbers are the day
		*d = New(v.Date())
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return errors.New("dates: cannot scan " + fmt.Sprintf("%T", src))
	}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
