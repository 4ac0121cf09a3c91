package packages

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

func TestMeetingsAreOnTheClocksOfTheirPlace(t *testing.T) {
	stamp := func(at time.Time) string { return at.UTC().Format("01-02 15:04") }
	for _, c := range []struct {
		name        string
		rhythm      Rhythm
		first, last string
		want        []string // UTC, from
	}{
		{"every Monday, over the change of October", Rhythm{Meetings: []Meeting{{Weekday: 1, From: 9 * 60, To: 10 * 60}}}, "2027-10-25", "2027-11-01", []string{"10-25 06:00", "11-01 07:00"}},
		{"every Monday, over the change of March", Rhythm{Meetings: []Meeting{{Weekday: 1, From: 9 * 60, To: 10 * 60}}}, "2027-03-22", "2027-03-29", []string{"03-22 07:00", "03-29 06:00"}},
		{"working days", Rhythm{Meetings: []Meeting{{From: 9 * 60, To: 10 * 60}}}, "2027-06-11", "2027-06-14", []string{"06-11 06:00", "06-14 06:00"}},
		{"one day", Rhythm{Meetings: []Meeting{{Day: dates.MustParse("2027-06-09"), Weekday: 1, From: 9 * 60, To: 10 * 60}}}, "2027-06-07", "2027-06-20", []string{"06-09 06:00"}},
		{"in New York, where clocks change a week later", Rhythm{Zone: "America/New_York", Meetings: []Meeting{{Weekday: 1, From: 9 * 60, To: 10 * 60}}}, "2027-10-25", "2027-11-08", []string{"10-25 13:00", "11-01 13:00", "11-08 14:00"}},
		{"the evening before in Los Angeles is the first night here", Rhythm{Zone: "America/Los_Angeles", Meetings: []Meeting{{Weekday: 7, From: 15 * 60, To: 16 * 60}}}, "2027-06-07", "2027-06-11", []string{"06-06 22:00"}},
		{"an unknown place is here", Rhythm{Zone: "Kuu/Meri", Meetings: []Meeting{{Weekday: 1, From: 9 * 60, To: 10 * 60}}}, "2027-06-07", "2027-06-07", []string{"06-07 06:00"}},
		{"none on these days", Rhythm{Meetings: []Meeting{{Weekday: 6, From: 9 * 60, To: 10 * 60}}}, "2027-06-07", "2027-06-11", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := c.rhythm.MeetingsIn(dates.MustParse(c.first), dates.MustParse(c.last))
			if len(list) != len(c.want) {
				t.Fatalf("%d meetings: %v", len(list), list)
			}
			for i, at := range list {
				if stamp(at.From) != c.want[i] || at.To.Sub(at.From) != time.Hour {
					t.Errorf("%s to %s, want %s", stamp(at.From), stamp(at.To), c.want[i])
				}
			}
		})
	}
}

func TestAGroupPlansAroundItsOwnHours(t *testing.T) {
	sauna := func(from int) partners.OpenSession { return session(1, 101, 0, from, 180, 16) }
	it := week().Items[0]
	for _, c := range []struct {
		name   string
		rhythm Rhythm
		from   int
		suits  bool
	}{
		{"the package's hours", Rhythm{}, 16 * 60, true},
		{"the package's hours, too early", Rhythm{}, 15 * 60, false},
		{"longer days", Rhythm{Hours: []DayHours{{1, 8 * 60, 18 * 60}}}, 17 * 60, false},
		{"longer days, later", Rhythm{Hours: []DayHours{{1, 8 * 60, 18 * 60}}}, 18 * 60, true},
		{"shorter days", Rhythm{Hours: []DayHours{{1, 7 * 60, 14 * 60}}}, 14 * 60, true},
		{"no work on Mondays", Rhythm{Hours: []DayHours{{2, 8 * 60, 16 * 60}}}, 11 * 60, true},
		{"a meeting in the evening", Rhythm{Meetings: []Meeting{{Weekday: 1, From: 19 * 60, To: 20 * 60}}}, 17 * 60, false},
		{"a meeting that ends when it begins", Rhythm{Meetings: []Meeting{{Weekday: 1, From: 16 * 60, To: 17 * 60}}}, 17 * 60, true},
		{"settled all the same, which only planning knows", Rhythm{Hours: []DayHours{{1, 8 * 60, 18 * 60}}}.Settled(1), 17 * 60, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal := openWeek(week()).With(c.rhythm, week())
			if got := cal.Suits(week(), it, sauna(c.from)); got != c.suits {
				t.Errorf("suits: %v", got)
			}
			pkg := week()
			pkg.Items = pkg.Items[:1]
			_, missing := Plan(pkg, cal, 4, now, byActivity(sauna(c.from)))
			if planned := len(missing) == 0; planned != (c.suits || c.rhythm.settled != nil) {
				t.Errorf("planned: %v", planned)
			}
		})
	}
}

func TestARhythmIsKeptInAColumn(t *testing.T) {
	r := Rhythm{Zone: "UTC", Hours: []DayHours{{1, 60, 120}}, Meetings: []Meeting{{Title: "Viikkopalaveri", Day: dates.MustParse("2027-06-09"), From: 60, To: 90}, {Weekday: 3, From: 5, To: 6}}}
	v, err := r.Value()
	if err != nil {
		t.Fatal(err)
	}
	var back Rhythm
	if err := back.Scan([]byte(v.(string))); err != nil || back.Zone != "UTC" || len(back.Hours) != 1 || back.Meetings[0] != r.Meetings[0] || back.Meetings[1] != r.Meetings[1] {
		t.Errorf("%+v, %v", back, err)
	}
	if v, err := (Rhythm{}).Value(); v != nil || err != nil {
		t.Errorf("nothing said is %v, %v", v, err)
	}
	if err := back.Scan(nil); err != nil || !back.IsZero() {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestMeetingsOverlap(t *testing.T) {
	wednesday, saturday := dates.MustParse("2027-06-09"), dates.MustParse("2027-06-12")
	for _, c := range []struct {
		name string
		a, b Meeting
		want bool
	}{
		{"the same weekday", Meeting{Weekday: 1, From: 60, To: 120}, Meeting{Weekday: 1, From: 90, To: 180}, true},
		{"one after the other", Meeting{Weekday: 1, From: 60, To: 120}, Meeting{Weekday: 1, From: 120, To: 180}, false},
		{"other weekdays", Meeting{Weekday: 1, From: 60, To: 120}, Meeting{Weekday: 2, From: 60, To: 120}, false},
		{"every working day and Friday", Meeting{From: 60, To: 120}, Meeting{Weekday: 5, From: 60, To: 120}, true},
		{"every working day and Saturday", Meeting{From: 60, To: 120}, Meeting{Weekday: 6, From: 60, To: 120}, false},
		{"every working day twice", Meeting{From: 60, To: 120}, Meeting{From: 60, To: 120}, true},
		{"a day and its weekday", Meeting{Day: wednesday, From: 60, To: 120}, Meeting{Weekday: 3, From: 60, To: 120}, true},
		{"a day and another weekday", Meeting{Day: wednesday, From: 60, To: 120}, Meeting{Weekday: 4, From: 60, To: 120}, false},
		{"a Saturday and every working day", Meeting{Day: saturday, From: 60, To: 120}, Meeting{From: 60, To: 120}, false},
		{"the same day", Meeting{Day: saturday, From: 60, To: 120}, Meeting{Day: saturday, From: 60, To: 120}, true},
		{"two days", Meeting{Day: saturday, From: 60, To: 120}, Meeting{Day: wednesday, From: 60, To: 120}, false},
	} {
		if c.a.Overlaps(c.b) != c.want || c.b.Overlaps(c.a) != c.want {
			t.Errorf("%s: %v and %v, want %v", c.name, c.a.Overlaps(c.b), c.b.Overlaps(c.a), c.want)
		}
	}
}
