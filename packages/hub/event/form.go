package event

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Words is what is said of an event, as a form.
type Words struct {
	TitleFi     string `form:"title_fi"`
	TitleEn     string `form:"title_en"`
	TitleSv     string `form:"title_sv"`
	TextFi      string `form:"text_fi"`
	TextEn      string `form:"text_en"`
	TextSv      string `form:"text_sv"`
	Theme       Theme  `form:"theme"`
	Motif       string `form:"motif"`
	Place       string `form:"place"` // needed where there is no hub
	Link        string `form:"link"`
	PriceCents  int64  `form:"price,money"`
	ClosesHours int    `form:"closes_hours"`
}

// Times is when an event takes place and how many seats each occasion has, as a form.
type Times struct {
	Day        dates.Date `form:"day"`
	From       *int       `form:"from,clock"` // minutes past midnight on Finnish clocks
	To         *int       `form:"to,clock"`
	LastDay    dates.Date `form:"last_day"` // of an occasion that lasts for days; empty: the same day
	Repeat     Repeat     `form:"repeat"`
	Until      dates.Date `form:"until"`       // the last day of what repeats, itself in
	SkipClosed bool       `form:"skip_closed"` // leave out public holidays and days that the hub is closed on
	Seats      int        `form:"seats"`       // 0: no sign-up
}

// Form is a new event.
type Form struct {
	Words
	Times
	Demo bool // made by the demo's seed
}

const (
	maxTitle    = 120
	maxText     = 5000
	maxPlace    = 200
	maxSeats    = 1000
	maxCents    = 1_000_000
	maxCloses   = 336 // hours: two weeks
	maxNights   = 14
	horizonDays = 731 // two years, beyond which a day is a slip of the keyboard
)

func (w *Words) clean() {
	for _, s := range []*string{&w.TitleFi, &w.TitleEn, &w.TitleSv, &w.Place} {
		*s = typed.Line(*s)
	}
	for _, s := range []*string{&w.TextFi, &w.TextEn, &w.TextSv} {
		*s = typed.Text(*s)
	}
	if w.Link = typed.Word(w.Link); w.Link != "" && !strings.Contains(w.Link, "://") {
		w.Link = "https://" + w.Link
	}
}

// checker collects what is wrong with the fields of a form: the first thing of each is enough.
type checker struct{ fields []fault.Field }

func (c *checker) add(wrong bool, name, key string, args ...any) {
	if !wrong || slices.ContainsFunc(c.fields, func(f fault.Field) bool { return f.Name == name }) {
		return
	}
	f := fault.Field{Name: name, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]any{}
		}
		f.Args[args[i].(string)] = args[i+1]
	}
	c.fields = append(c.fields, f)
}

func (c *checker) long(name, value string, most int) {
	c.add(utf8.RuneCountInString(value) > most, name, "field.max_chars", "Max", most)
}

// check looks at cleaned words; somewhere says that there is a hub to be at.
func (w Words) check(c *checker, somewhere bool) {
	c.add(w.TitleFi == "", "title_fi", "field.required")
	for name, s := range map[string]string{"title_fi": w.TitleFi, "title_en": w.TitleEn, "title_sv": w.TitleSv} {
		c.long(name, s, maxTitle)
	}
	c.add(w.TextFi == "", "text_fi", "field.required")
	for name, s := range map[string]string{"text_fi": w.TextFi, "text_en": w.TextEn, "text_sv": w.TextSv} {
		c.long(name, s, maxText)
	}
	c.add(!slices.Contains(Themes(), w.Theme), "theme", "field.choice")
	c.long("motif", w.Motif, 40)
	c.add(w.Place == "" && !somewhere, "place", "field.required")
	c.long("place", w.Place, maxPlace)
	c.add(w.Link != "" && !isWebsite(w.Link), "link", "field.url")
	c.long("link", w.Link, 500)
	c.add(w.PriceCents < 0 || w.PriceCents > maxCents, "price", "field.price_range")
	c.add(w.ClosesHours < 0 || w.ClosesHours > maxCloses, "closes_hours", "field.range", "Min", 0, "Max", maxCloses)
}

// check looks at the times at a moment.
func (t Times) check(c *checker, now time.Time) {
	c.add(t.Day.IsZero(), "day", "field.required")
	c.add(t.From == nil, "from", "field.required")
	c.add(t.To == nil, "to", "field.required")
	c.add(t.Seats < 0 || t.Seats > maxSeats, "seats", "field.range", "Min", 0, "Max", maxSeats)
	c.add(t.Repeat != "" && !slices.Contains(Repeats(), t.Repeat), "repeat", "field.choice")
	if t.Day.IsZero() || t.From == nil || t.To == nil {
		return
	}
	t.checkOrder(c)
	start, _ := span(t.Day, *t.From, *t.To, t.nights())
	today := dates.Today(now)
	c.add(t.Day.Before(today), "day", "field.event_past")
	c.add(t.Day == today && !start.After(now), "from", "field.event_past")
	c.add(t.Day.Sub(today) > horizonDays, "day", "field.day_far")
	if !t.repeats() {
		return
	}
	c.add(t.Until.IsZero(), "until", "field.required")
	c.add(t.Until.Before(t.Day), "until", "field.until_before_from")
	c.add(t.Until.Sub(today) > horizonDays, "until", "field.day_far")
}

func (t Times) checkOrder(c *checker) {
	c.add(!t.LastDay.IsZero() && t.LastDay.Before(t.Day), "last_day", "field.event_last_day")
	c.add(t.nights() > maxNights, "last_day", "field.event_long", "Max", maxNights)
	c.add(t.nights() == 0 && *t.To <= *t.From, "to", "field.event_order")
}

func (t Times) repeats() bool { return t.Repeat != "" && t.Repeat != Once }

// nights is how many days later than it began the event ends.
func (t Times) nights() int {
	if t.LastDay.IsZero() {
		return 0
	}
	return t.LastDay.Sub(t.Day)
}

// isWebsite says whether the address may become a link: http or https, and a host with a dot.
func isWebsite(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && strings.Contains(strings.Trim(u.Hostname(), "."), ".")
}
