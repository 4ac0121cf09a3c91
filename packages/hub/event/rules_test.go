package event

import (
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestRepeatedDays(t *testing.T) {
	for name, c := range map[string]struct {
		repeat      Repeat
		first, last string
		want        string
	}{
		"once":                          {Once, "2026-11-25", "2027-11-25", "2026-11-25"},
		"weekly, the last day in":       {Weekly, "2026-12-02", "2026-12-23", "2026-12-02 2026-12-09 2026-12-16 2026-12-23"},
		"every other week":              {Fortnightly, "2026-12-02", "2027-01-01", "2026-12-02 2026-12-16 2026-12-30"},
		"second Tuesday":                {Monthly, "2026-12-08", "2027-03-31", "2026-12-08 2027-01-12 2027-02-09 2027-03-09"},
		"the fifth is the last":         {Monthly, "2026-12-30", "2027-03-31", "2026-12-30 2027-01-27 2027-02-24 2027-03-31"},
		"over a spring change of clock": {Weekly, "2027-03-24", "2027-04-07", "2027-03-24 2027-03-31 2027-04-07"},
	} {
		got, err := days(c.repeat, dates.MustParse(c.first), dates.MustParse(c.last), 100)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, d := range got {
			all = append(all, d.String())
		}
		if s := strings.Join(all, " "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

// TestClocksChange: an event from nine to ten stays one, whatever the clocks do in between.
func TestClocksChange(t *testing.T) {
	for _, c := range []struct {
		day              string
		from, to, nights int
		start, end       string // UTC
	}{
		{"2027-03-24", 9 * 60, 10 * 60, 0, "2027-03-24T07:00", "2027-03-24T08:00"},
		{"2027-03-31", 9 * 60, 10 * 60, 0, "2027-03-31T06:00", "2027-03-31T07:00"},
		{"2027-10-27", 9 * 60, 10 * 60, 0, "2027-10-27T06:00", "2027-10-27T07:00"},
		{"2027-11-03", 9 * 60, 10 * 60, 0, "2027-11-03T07:00", "2027-11-03T08:00"},
		{"2027-10-30", 22 * 60, 2 * 60, 1, "2027-10-30T19:00", "2027-10-30T23:00"},
		{"2027-03-28", 3*60 + 10, 3*60 + 40, 0, "2027-03-28T01:10", "2027-03-28T01:40"}, // the hour that is skipped
	} {
		start, end := span(dates.MustParse(c.day), c.from, c.to, c.nights)
		if got := start.UTC().Format("2006-01-02T15:04"); got != c.start {
			t.Errorf("%s begins %s, want %s", c.day, got, c.start)
		}
		if got := end.UTC().Format("2006-01-02T15:04"); got != c.end {
			t.Errorf("%s ends %s, want %s", c.day, got, c.end)
		}
	}
}

func TestFormsAreJudged(t *testing.T) {
	now := dates.At(dates.MustParse("2026-11-23"), 12*60)
	long := strings.Repeat("ä", 100_000)
	for name, c := range map[string]struct {
		change func(f *Form)
		want   []string
	}{
		"fine":                   {func(f *Form) {}, nil},
		"nothing":                {func(f *Form) { *f = Form{} }, []string{"title_fi: field.required", "text_fi: field.required", "theme: field.choice", "day: field.required", "from: field.required", "to: field.required"}},
		"yesterday":              {func(f *Form) { f.Day = dates.MustParse("2026-11-22") }, []string{"day: field.event_past"}},
		"this morning":           {func(f *Form) { f.Day = dates.MustParse("2026-11-23") }, []string{"from: field.event_past"}},
		"ends before it starts":  {func(f *Form) { f.To = at("08:00") }, []string{"to: field.event_order"}},
		"no time at all":         {func(f *Form) { f.To = f.From }, []string{"to: field.event_order"}},
		"past midnight":          {func(f *Form) { f.From, f.To, f.LastDay = at("20:00"), at("01:00"), dates.MustParse("2026-11-26") }, nil},
		"last day first":         {func(f *Form) { f.LastDay = dates.MustParse("2026-11-24") }, []string{"last_day: field.event_last_day"}},
		"a month long":           {func(f *Form) { f.LastDay = dates.MustParse("2026-12-24") }, []string{"last_day: field.event_long"}},
		"in three years":         {func(f *Form) { f.Day = dates.MustParse("2029-11-25") }, []string{"day: field.day_far"}},
		"repeats without an end": {func(f *Form) { f.Repeat = Weekly }, []string{"until: field.required"}},
		"ends repeating before":  {func(f *Form) { f.Repeat, f.Until = Weekly, dates.MustParse("2026-11-24") }, []string{"until: field.until_before_from"}},
		"repeats oddly":          {func(f *Form) { f.Repeat = "daily" }, []string{"repeat: field.choice", "until: field.required"}},
		"100 000 letters":        {func(f *Form) { f.TextFi, f.TitleEn = long, long }, []string{"text_fi: field.max_chars", "title_en: field.max_chars"}},
		"seats below none":       {func(f *Form) { f.Seats = -1 }, []string{"seats: field.range"}},
		"a script for a link":    {func(f *Form) { f.Link = "javascript://alert(1)" }, []string{"link: field.url"}},
		"a bare address":         {func(f *Form) { f.Link = "www.hubi.example/tapahtuma" }, nil},
		"a price of a million":   {func(f *Form) { f.PriceCents = 100_000_000 }, []string{"price: field.price_range"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := coffee(c.change)
			f.clean()
			var check checker
			f.Words.check(&check, true)
			f.Times.check(&check, now)
			wantFields(t, fault.Check(check.fields), c.want...)
		})
	}
	var c checker
	coffee(nil).Words.check(&c, false)
	wantFields(t, fault.Check(c.fields), "place: field.required")
}

func TestWhatCanBeDone(t *testing.T) {
	start := dates.At(dates.MustParse("2026-11-25"), 9*60)
	o := Occasion{StartsAt: start, EndsAt: start.Add(time.Hour), Capacity: 4, Taken: 3, Event: Event{ClosesHours: 24}}
	for _, c := range []struct {
		at     time.Duration
		change func(o *Occasion)
		want   State
	}{
		{-48 * time.Hour, func(o *Occasion) {}, Open},
		{-48 * time.Hour, func(o *Occasion) { o.Taken = 4 }, Full},
		{-24 * time.Hour, func(o *Occasion) {}, Closed},
		{0, func(o *Occasion) { o.ClosesHours = 0 }, Closed},
		{59 * time.Minute, func(o *Occasion) { o.Capacity, o.Taken = 0, 0 }, Come},
		{time.Hour, func(o *Occasion) { o.Capacity, o.Taken = 0, 0 }, Over},
		{-48 * time.Hour, func(o *Occasion) { o.Cancelled = true }, Cancelled},
	} {
		x := o
		c.change(&x)
		if got := x.StateAt(start.Add(c.at)); got != c.want {
			t.Errorf("at %v: %s, want %s", c.at, got, c.want)
		}
	}
}

func TestOffersLeaveTime(t *testing.T) {
	now := dates.At(dates.MustParse("2026-11-23"), 12*60)
	for _, c := range []struct {
		start time.Duration
		want  time.Duration
		ok    bool
	}{
		{72 * time.Hour, 24 * time.Hour, true}, {25 * time.Hour, 24 * time.Hour, true}, {10 * time.Hour, 9 * time.Hour, true},
		{90 * time.Minute, 30 * time.Minute, true}, {89 * time.Minute, 29 * time.Minute, false}, {-time.Hour, -2 * time.Hour, false},
	} {
		until, ok := offerUntil(now, now.Add(c.start))
		if ok != c.ok || until.Sub(now) != c.want {
			t.Errorf("%v before: %v %v", c.start, until.Sub(now), ok)
		}
	}
}

func TestLettersGoOutOnMondays(t *testing.T) {
	for moment, want := range map[string]string{
		"2026-11-23 06:59": "", "2026-11-23 07:00": "2026-W48", "2026-11-25 23:59": "2026-W48", "2026-11-26 00:00": "", "2026-11-29 12:00": "",
		"2026-12-28 08:00": "2026-W53", "2027-01-04 08:00": "2027-W01",
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", moment, dates.Helsinki)
		if err != nil {
			t.Fatal(err)
		}
		if got := letterWeek(now); got != want {
			t.Errorf("%s: %q, want %q", moment, got, want)
		}
	}
}

func TestSignupFormsAreJudged(t *testing.T) {
	for name, c := range map[string]struct {
		form SignupForm
		want []string
	}{
		"fine":             {SignupForm{Name: " Äijä  Öhman ", Email: "mailto:A.B@Example.fi ", Seats: 2}, nil},
		"nothing":          {SignupForm{}, []string{"name: field.required", "email: field.required", "seats: field.range"}},
		"a link as a name": {SignupForm{Name: "Osta https://x.example", Email: "a@example.fi", Seats: 1}, []string{"name: field.event_name"}},
		"a novel":          {SignupForm{Name: strings.Repeat("n", 81), Email: "a@example.fi", Seats: 1}, []string{"name: field.max_chars"}},
		"no address":       {SignupForm{Name: "A", Email: "a@localhost", Seats: 1}, []string{"email: field.email"}},
		"two addresses":    {SignupForm{Name: "A", Email: "a@example.fi,b@example.fi", Seats: 1}, []string{"email: field.email"}},
		"a whole bus":      {SignupForm{Name: "A", Email: "a@example.fi", Seats: 50}, []string{"seats: field.range"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.form.clean()
			var check checker
			c.form.check(&check)
			wantFields(t, fault.Check(check.fields), c.want...)
		})
	}
}

func TestWhenAndWhere(t *testing.T) {
	day := dates.MustParse("2026-11-25")
	hub := Event{HubName: "HUBteekki", Street: "Keskustie 14", Postcode: "44800", Municipality: "Pihtipudas"}
	evening := Occasion{Event: hub, Day: day, StartsAt: dates.At(day, 20*60), EndsAt: dates.At(day, 25*60)}
	weekend := Occasion{Event: hub, Day: day, StartsAt: dates.At(day, 17*60), EndsAt: dates.At(day.AddDays(2), 14*60)}
	for got, want := range map[string]string{
		evening.When("fi"): "ke 25.11. klo\u00a020.00–1.00", evening.When("en"): "Wed 25 November, 20:00–01:00", evening.When("sv"): "ons 25.11 kl.\u00a020.00–1.00",
		weekend.When("fi"):     "ke 25.11. klo\u00a017.00 – pe 27.11. klo\u00a014.00",
		evening.WhenLong("fi"): "keskiviikko 25. marraskuuta 2026 klo\u00a020.00–1.00",
		evening.Address():      "HUBteekki, Keskustie 14, 44800 Pihtipudas", evening.Where(): "HUBteekki, Pihtipudas",
		Event{Place: "Kirjasto", HubName: "HUBteekki", Municipality: "Pihtipudas"}.Address(): "Kirjasto, Pihtipudas",
		Event{Place: "Verkossa"}.Where(): "Verkossa",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	e := Event{TitleFi: "Kahvit", TitleEn: "Coffee"}
	if e.Title("sv") != "Coffee" || e.Title("fi") != "Kahvit" || e.Text("sv") != "" {
		t.Error("the language that steps in")
	}
}
