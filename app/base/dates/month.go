package dates

import (
	"fmt"
	"time"
)

// Month is a calendar month of a year.
type Month struct {
	Year  int
	Month time.Month
}

// ParseMonth reads "2027-06".
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return Month{}, fmt.Errorf("month %q is not YYYY-MM", s)
	}
	return Month{Year: t.Year(), Month: t.Month()}, nil
}

// String is "2027-06".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)) }

// First is the first day of the month.
func (m Month) First() Date { return New(m.Year, m.Month, 1) }

// Last is the last day of the month.
func (m Month) Last() Date { return m.Next().First().AddDays(-1) }

// Days is how many days the month has.
func (m Month) Days() int { return m.Range().Days() }

// Range is the month's days.
func (m Month) Range() Range { return Range{From: m.First(), To: m.Next().First()} }

func (m Month) Next() Month { return m.Add(1) }
func (m Month) Prev() Month { return m.Add(-1) }

// Add moves by months, back if negative.
func (m Month) Add(months int) Month { return New(m.Year, m.Month+time.Month(months), 1).MonthOf() }

// Before orders months.
func (m Month) Before(o Month) bool { return m.First().Before(o.First()) }
