package learning

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/partners"
)

const (
	maxECTS     = 1800 // tenths: 180 credits
	maxFeeCents = 100_000
	maxSchedule = 1000
	maxSeats    = 1000
	anyGroup    = 100 // people in a package's group where the course has no seats of its own
)

// Form is a course as its institution describes it.
type Form struct {
	Unit       Unit       `form:"unit"`
	Module     int64      `form:"module"` // of which a course is part; 0: of none
	Theme      Theme      `form:"theme"`
	TitleFi    string     `form:"title_fi"`
	TitleEn    string     `form:"title_en"`
	TitleSv    string     `form:"title_sv"`
	SummaryFi  string     `form:"summary_fi"`
	SummaryEn  string     `form:"summary_en"`
	SummarySv  string     `form:"summary_sv"`
	ECTS       string     `form:"ects"` // "5", "2,5"
	Languages  []string   `form:"languages"`
	Delivery   Delivery   `form:"delivery"`
	Hub        int64      `form:"hub"`
	StartsOn   dates.Date `form:"starts_on"`
	EndsOn     dates.Date `form:"ends_on"`
	ScheduleFi string     `form:"schedule_fi"`
	ScheduleEn string     `form:"schedule_en"`
	ScheduleSv string     `form:"schedule_sv"`
	FeeCents   int64      `form:"fee,money"` // for one credit
	EnrolURL   string     `form:"enrol_url"`
	EnrolUntil dates.Date `form:"enrol_until"`
	Schools    bool       `form:"schools"`
	Seats      int        `form:"seats"`
	Duration   string     `form:"duration"`    // of one meeting at the hub
	PriceCents int64      `form:"price,money"` // of a seat in its meetings, in a package
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

func (c *checker) long(name, text string, most int) {
	c.add(utf8.RuneCountInString(text) > most, name, "field.max_chars", "Max", most)
}

func (f *Form) clean() {
	for _, s := range []*string{&f.TitleFi, &f.TitleEn, &f.TitleSv, &f.ECTS, &f.Duration} {
		*s = typed.Line(*s)
	}
	for _, s := range []*string{&f.SummaryFi, &f.SummaryEn, &f.SummarySv, &f.ScheduleFi, &f.ScheduleEn, &f.ScheduleSv} {
		*s = typed.Text(*s)
	}
	if f.EnrolURL = typed.Word(f.EnrolURL); f.EnrolURL != "" && !strings.Contains(f.EnrolURL, ":") {
		f.EnrolURL = "https://" + f.EnrolURL
	}
	if f.Unit == Module {
		f.Module = 0
	}
	if f.Delivery == Remote && f.Seats == 0 {
		f.Hub = 0
	}
	if f.Duration == "" {
		f.Duration = "2 h"
	}
}

func (f *Form) check() []fault.Field {
	f.clean()
	var c checker
	c.add(f.Unit != Single && f.Unit != Module, "unit", "field.choice")
	c.add(!slices.Contains(Themes(), f.Theme), "theme", "field.choice")
	_, ok := ParseECTS(f.ECTS)
	c.add(!ok, "ects", "field.ects")
	c.add(!slices.Contains(Deliveries(), f.Delivery), "delivery", "field.choice")
	c.add(f.Hub == 0 && (f.Delivery == AtHub || f.Delivery == Mixed), "hub", "field.course_hub")
	c.add(f.Hub == 0 && f.Seats > 0, "hub", "field.course_seats_hub")
	c.add(f.StartsOn.IsZero(), "starts_on", "field.required")
	c.add(f.EndsOn.IsZero(), "ends_on", "field.required")
	c.add(f.EndsOn.Before(f.StartsOn), "ends_on", "field.course_order")
	for name, text := range map[string]string{"schedule_fi": f.ScheduleFi, "schedule_en": f.ScheduleEn, "schedule_sv": f.ScheduleSv} {
		c.long(name, text, maxSchedule)
	}
	c.add(f.FeeCents < 0 || f.FeeCents > maxFeeCents, "fee", "field.price_range")
	c.add(f.EnrolURL == "", "enrol_url", "field.required")
	c.add(!secure(f.EnrolURL), "enrol_url", "field.https")
	c.long("enrol_url", f.EnrolURL, 500)
	c.add(f.Seats < 0 || f.Seats > maxSeats, "seats", "field.range", "Min", 0, "Max", maxSeats)
	return c.fields
}

// secure says whether an address may be linked to as where to enrol: https alone, and a host with a dot.
func secure(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "https" && u.User == nil && strings.Contains(strings.Trim(u.Hostname(), "."), ".")
}

// activity is the course as an activity. Education that the law arranges is exempt from VAT.
func (f Form) activity(place, municipality string) partners.ActivityForm {
	return partners.ActivityForm{
		Kind: partners.Learning, Motif: "study", TitleFi: f.TitleFi, TitleEn: f.TitleEn, TitleSv: f.TitleSv, SummaryFi: f.SummaryFi, SummaryEn: f.SummaryEn,
		SummarySv: f.SummarySv, Duration: f.Duration, Place: place, Municipality: municipality, GroupMin: 1, GroupMax: max(f.Seats, anyGroup), PriceCents: &f.PriceCents,
		PricePer: partners.PerPerson, VATClass: money.Exempt, SeasonFrom: 1, SeasonTo: 12, Languages: f.Languages,
	}
}

func cleanEmail(s string) string {
	return strings.TrimPrefix(strings.ToLower(typed.Word(s)), "mailto:")
}

func checkEmail(c *checker, address string) {
	c.add(address == "", "email", "field.required")
	c.long("email", address, 254)
	parsed, err := mail.ParseAddress(address)
	c.add(err != nil || parsed.Address != address || !strings.Contains(address[strings.LastIndexByte(address, '@')+1:], "."), "email", "field.email")
}
