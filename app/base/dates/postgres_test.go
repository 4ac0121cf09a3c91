package dates_test

import (
	"slices"
	"testing"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
)

func TestDatesInPostgreSQL(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	day := dates.MustParse("2027-03-28") // the clocks change on this one
	var row struct {
		Same dates.Date
		Next dates.Date
		None dates.Date
		Text string
		Days pq.GenericArray
	}
	var days []dates.Date
	row.Days = pq.GenericArray{A: &days}
	err := db.Get(t.Context(), &row, `/* dates.test */
		SELECT $1::date AS same, $1::date + 1 AS next, $2::date AS none, ($1::date)::text AS text, ARRAY[$1::date, $1::date + 7] AS days`, day, dates.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if row.Same != day || row.Next != day.AddDays(1) || !row.None.IsZero() || row.Text != day.String() || !slices.Equal(days, []dates.Date{day, day.AddDays(7)}) {
		t.Errorf("%+v %v", row, days)
	}
	var found int
	if err := db.Get(t.Context(), &found, `/* dates.test */ SELECT count(*) FROM unnest($1::date[]) d WHERE d = $2`, pq.Array(days), day); err != nil || found != 1 {
		t.Errorf("found %d, %v", found, err)
	}
}
