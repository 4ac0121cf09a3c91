package dates

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		a, b := rapid.IntRange(-200000, 80000).Draw(t, "a"), rapid.IntRange(-50000, 50000).Draw(t, "b")
		ta := base.AddDate(0, 0, a)
		tb := ta.AddDate(0, 0, b)
		da := New(ta.Date())
		db := da.AddDays(b)
		if db.String() != tb.Format("2006-01-02") {
			t.Fatalf("%s plus %d days is %s, want %s", da, b, db, tb.Format("2006-01-02"))
		}
		if db.Sub(da) != b || da.Before(db) != (b > 0) || da.After(db) != (b < 0) {
			t.Fatalf("order or distance of %s and %s", da, db)
		}
		if want := (int(tb.Weekday())+6)%7 + 1; db.Weekday() != want {
			t.Fatalf("%s is weekday %d, want %d", db, db.Weekday(), want)
		}
		if back, err := Parse(db.String()); err != nil || back != db {
			t.Fatalf("%s parses to %s, %v", db, back, err)
		}
	})
}

func TestParseTakesISOOnly(t *testing.T) {
	for _, s := range []string{"", "2027-6-7", "7.6.2027", "2027-02-29", "2027-06-07T00:00:00Z", " 2027-06-07"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q became %s", s, d)
		}
	}
}

func TestDateInJSONAndSQL(t *testing.T) {
	type row struct {
		D    Date  `json:"d"`
		None Date  `json:"none"`
		Ptr  *Date `json:"ptr"`
	}
	in := row{D: MustParse("2027-06-07")}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"d":"2027-06-07","none":"","ptr":null}` {
		t.Fatalf("%s %v", b, err)
	}
	var out row
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Fatalf("%+v %v", out, err)
	}

	// A zone east of UTC is where a driver's midnight is most easily read as the day before.
	for _, src := range []any{"2027-06-07", []byte("2027-06-07"), time.Date(2027, 6, 7, 0, 0, 0, 0, Helsinki), time.Date(2027, 6, 7, 0, 0, 0, 0, time.UTC)} {
		var d Date
		if err := d.Scan(src); err != nil || d != in.D {
			t.Errorf("scan %v: %s, %v", src, d, err)
		}
	}
	d := in.D
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL is %s, %v", d, err)
	}
	if err := d.Scan(int64(5)); err == nil {
		t.Error("a number was scanned")
	}
	if v, _ := in.D.Value(); v != "2027-06-07" {
		t.Errorf("value %v", v)
	}
	if v, _ := (Date{}).Value(); v != nil {
		t.Errorf("value of none %v", v)
	}
}

func TestWeeks(t *testing.T) {
	d := MustParse("2027-01-01") // a Friday of the old year's week 53
	if y, w := d.ISOWeek(); y != 2026 || w != 53 {
		t.Errorf("week %d/%d", w, y)
	}
	if got := d.StartOfWeek(); got != MustParse("2026-12-28") {
		t.Errorf("starts %s", got)
	}
	if d.IsWeekend() || !d.AddDays(1).IsWeekend() || !d.AddDays(2).IsWeekend() || d.AddDays(3).IsWeekend() {
		t.Error("weekend")
	}
}

func TestMonth(t *testing.T) {
	m, err := ParseMonth("2028-02")
	if err != nil || m.Days() != 29 || m.First() != MustParse("2028-02-01") || m.Last() != MustParse("2028-02-29") {
		t.Fatalf("%v %v", m, err)
	}
	if got := m.Add(-14).String(); got != "2026-12" {
		t.Errorf("14 months before is %s", got)
	}
	if m.Next().Prev() != m || !m.Prev().Before(m) || m.Before(m) {
		t.Error("next, prev, before")
	}
	for _, bad := range []string{"2028-13", "2028-2", "", "2028-02-01"} {
		if _, err := ParseMonth(bad); err == nil {
			t.Errorf("%q parsed", bad)
		}
	}
}

func TestRangeIsHalfOpen(t *testing.T) {
	week := Range{From: MustParse("2027-06-07"), To: MustParse("2027-06-14")}
	if week.Days() != 7 || week != Through(MustParse("2027-06-07"), MustParse("2027-06-13")) || week.Last() != MustParse("2027-06-13") {
		t.Fatal("a week")
	}
	if !week.Contains(week.From) || week.Contains(week.To) {
		t.Error("ends")
	}
	next := Range{From: week.To, To: week.To.AddDays(7)}
	if week.Overlaps(next) || next.Overlaps(week) {
		t.Error("neighbours share no day")
	}
	if got := week.Intersect(Range{From: week.Last(), To: next.To}); got != Through(week.Last(), week.Last()) {
		t.Errorf("intersection %v", got)
	}
	days := slices.Collect(week.All())
	if len(days) != 7 || days[0] != week.From || days[6] != week.Last() {
		t.Errorf("walks %v", days)
	}
	for range (Range{From: week.To, To: week.From}).All() {
		t.Error("an empty range has a day")
	}
	for range week.All() {
		break // leaving early must not panic
	}
}
