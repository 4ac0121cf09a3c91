package packages

import (
	"database/sql/driver"

	"github.com/lib/pq"
)

// Weekdays are ISO weekdays, 1 Monday to 7 Sunday.
type Weekdays []int

// Scan reads a smallint array.
func (w *Weekdays) Scan(src any) error {
	var a pq.Int64Array
	if err := a.Scan(src); err != nil {
		return err
	}
	*w = make(Weekdays, len(a))
	for i, v := range a {
		(*w)[i] = int(v)
	}
	return nil
}

// Value writes a smallint array.
func (w Weekdays) Value() (driver.Value, error) {
	a := make(pq.Int64Array, len(w))
	for i, v := range w {
		a[i] = int64(v)
	}
	return a.Value()
}
