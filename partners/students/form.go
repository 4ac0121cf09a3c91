package students

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/partners"
)

const (
	maxTitle  = 120
	maxBody   = 3000
	maxShort  = 500
	maxHours  = 80
	maxPeople = 30
	maxReward = 1_000_000 // cents
	maxAlias  = 30
)

// Form is an assignment as a company writes it.
type Form struct {
	Corner      string     `form:"corner"` // "7-1": the school and the hub
	Kind        Kind       `form:"kind"`
	Title       string     `form:"title"`
	Body        string     `form:"body"`
	Hours       int        `form:"hours"`
	People      int        `form:"people"`
	RewardCents int64      `form:"reward_sum,money"`
	Reward      string     `form:"reward"`
	Safety      string     `form:"safety"`
	Wish        string     `form:"wish"`
	WantedBy    dates.Date `form:"wanted_by"`
}

// checker collects what is wrong with the fields of a form: the first thing of each is enough.
type checker struct{ fields []fault.Field }

func (c *checker) add(wrong bool, name, key string, args ...any) {
	if !wrong || slices.ContainsFunc(c.fields, func(f fault.Field) bool { return f.Name == name }) {
		return
	}
	f := fault.Field{Name: name, Key: key, Args: map[string]any{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i].(string)] = args[i+1]
	}
	c.fields = append(c.fields, f)
}

// text checks what people of two sides read: it is not too long, and leads to nobody.
func (c *checker) text(name, text string, most int, needed bool) {
	c.add(needed && text == "", name, "field.required")
	c.add(utf8.RuneCountInString(text) > most, name, "field.max_chars", "Max", most)
	key := partners.PersonalKey(text)
	c.add(key != "", name, key)
}

func (f *Form) check(today dates.Date) []fault.Field {
	f.Title, f.Reward, f.Wish = typed.Line(f.Title), typed.Line(f.Reward), typed.Line(f.Wish)
	f.Body, f.Safety = typed.Text(f.Body), typed.Text(f.Safety)
	var c checker
	c.add(f.Corner == "", "corner", "field.choice")
	c.add(!slices.Contains(Kinds(), f.Kind), "kind", "field.choice")
	c.text("title", f.Title, maxTitle, true)
	c.text("body", f.Body, maxBody, true)
	c.text("safety", f.Safety, maxShort, true)
	c.text("reward", f.Reward, maxShort, false)
	c.text("wish", f.Wish, maxShort, false)
	c.add(f.Hours < 1 || f.Hours > maxHours, "hours", "field.range", "Min", 1, "Max", maxHours)
	c.add(f.People < 1 || f.People > maxPeople, "people", "field.range", "Min", 1, "Max", maxPeople)
	c.add(f.RewardCents < 0 || f.RewardCents > maxReward, "reward_sum", "field.price_range")
	c.add(f.WantedBy.IsZero(), "wanted_by", "field.required")
	c.add(f.WantedBy.Before(today), "wanted_by", "field.event_past")
	return c.fields
}

// Reason is why something is returned, declined, withdrawn or wanted otherwise.
type Reason struct {
	Text string `form:"reason"`
}

func (f *Reason) check(needed bool) error {
	f.Text = typed.Text(f.Text)
	var c checker
	c.text("reason", f.Text, maxShort, needed)
	return fault.Check(c.fields)
}

// MatchForm is who takes part, one in a line or with commas.
type MatchForm struct {
	Aliases string `form:"aliases"`
}

// aliases reads the names: a first name or an alias is one word of letters, which may have a hyphen.
func (f MatchForm) aliases(most int) ([]string, error) {
	var c checker
	var list []string
	for _, name := range strings.FieldsFunc(f.Aliases, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if name = typed.Line(name); name == "" {
			continue
		}
		c.add(!aliasLike(name), "aliases", "field.alias", "Name", name)
		if !slices.ContainsFunc(list, func(there string) bool { return strings.EqualFold(there, name) }) {
			list = append(list, name)
		}
	}
	c.add(len(list) == 0, "aliases", "field.required")
	c.add(len(list) > most, "aliases", "field.alias_many", "Max", most)
	return list, fault.Check(c.fields)
}

func aliasLike(name string) bool {
	return utf8.RuneCountInString(name) <= maxAlias && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '’' && r != '\''
	})
}

// MeetingForm is a time in the corner.
type MeetingForm struct {
	Day  dates.Date `form:"day"`
	From *int       `form:"from,clock"` // minutes past midnight on Finnish clocks
	To   *int       `form:"to,clock"`
}

func (f MeetingForm) check(today dates.Date) error {
	var c checker
	c.add(f.Day.IsZero(), "day", "field.required")
	c.add(!f.Day.IsZero() && !f.Day.After(today), "day", "field.event_past")
	c.add(!f.Day.IsZero() && f.Day.Sub(today) > 366, "day", "field.day_far")
	c.add(f.From == nil, "from", "field.required")
	c.add(f.To == nil, "to", "field.required")
	c.add(f.From != nil && f.To != nil && *f.To <= *f.From, "to", "field.event_order")
	return fault.Check(c.fields)
}

// ResultForm is what the students made.
type ResultForm struct {
	Result string `form:"result"`
	Link   string `form:"result_link"`
}

func (f *ResultForm) check() error {
	f.Result, f.Link = typed.Text(f.Result), typed.Word(f.Link)
	if f.Link != "" && !strings.Contains(f.Link, ":") {
		f.Link = "https://" + f.Link
	}
	var c checker
	c.text("result", f.Result, maxBody, true)
	u, err := url.Parse(f.Link)
	c.add(f.Link != "" && (err != nil || u.Scheme != "https" || u.User != nil || !strings.Contains(u.Hostname(), ".")), "result_link", "field.https")
	return fault.Check(c.fields)
}

// FeedbackForm is what the company says of the result, to the students.
type FeedbackForm struct {
	Feedback string `form:"feedback"`
}

func (f *FeedbackForm) check() error {
	f.Feedback = typed.Text(f.Feedback)
	var c checker
	c.text("feedback", f.Feedback, maxBody, true)
	return fault.Check(c.fields)
}

// CornerForm is a corner as its school describes it.
type CornerForm struct {
	Hub     int64  `form:"hub"`
	AboutFi string `form:"about_fi"`
	AboutEn string `form:"about_en"`
	AboutSv string `form:"about_sv"`
	Open    bool   `form:"open"`
}

func (f *CornerForm) check() error {
	var c checker
	c.add(f.Hub == 0, "hub", "field.choice")
	for name, text := range map[string]*string{"about_fi": &f.AboutFi, "about_en": &f.AboutEn, "about_sv": &f.AboutSv} {
		*text = typed.Text(*text)
		c.text(name, *text, maxBody, name == "about_fi")
	}
	return fault.Check(c.fields)
}
