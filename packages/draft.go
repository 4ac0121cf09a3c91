package packages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// DraftForm is a draft as staff edit it. Revision and Version say which state of it they had before them.
type DraftForm struct {
	Revision      int64       `form:"revision"`
	Version       int         `form:"version"`
	NameFi        string      `form:"name_fi"`
	NameEn        string      `form:"name_en"`
	NameSv        string      `form:"name_sv"`
	SummaryFi     string      `form:"summary_fi"`
	SummaryEn     string      `form:"summary_en"`
	SummarySv     string      `form:"summary_sv"`
	Motif         string      `form:"motif"`
	Season        string      `form:"season"`
	Legs          []DraftLeg  `form:"legs"`
	Items         []DraftItem `form:"items"`
	StartWeekdays []int       `form:"start_weekdays"`
	SaleFrom      dates.Date  `form:"sale_from"`
	SaleUntil     dates.Date  `form:"sale_until"`
	GroupMin      int         `form:"group_min"`
	GroupMax      int         `form:"group_max"`
	WorkFrom      int         `form:"work_from,clock"`
	WorkTo        int         `form:"work_to,clock"`
	Pricing       Pricing     `form:"pricing"`
	Adjust        Percent     `form:"adjust"`
	FixedCents    int64       `form:"fixed,money"` // net per person
	FreeUntilDays int         `form:"free_until"`
	HalfUntilDays int         `form:"half_until"`
}

// DraftLeg is a row of the form; one without a hub is an empty row.
type DraftLeg struct {
	HubID int64 `form:"hub"`
	Days  int   `form:"days"`
}

// DraftItem is a row of the form; an activity that happens 0 times is not in the package.
type DraftItem struct {
	ActivityID int64 `form:"activity"`
	Times      int   `form:"times"`
	Leg        int   `form:"leg"` // 0: anywhere in the stay
}

// Percent is basis points that people write as "7,5", "-5" or "8 %".
type Percent int

// UnmarshalText reads what people write.
func (p *Percent) UnmarshalText(b []byte) error {
	n, err := money.Parse(strings.TrimSuffix(strings.TrimSpace(string(b)), "%"))
	if err != nil {
		return err
	}
	if n < -10000 || n > 10000 {
		return fmt.Errorf("packages: %d basis points", n)
	}
	*p = Percent(n)
	return nil
}

// String writes what UnmarshalText reads, as short as it goes.
func (p Percent) String() string {
	s := money.Decimal(int64(p))
	s = strings.TrimRight(s, "0")
	return strings.Replace(strings.TrimSuffix(s, "."), ".", ",", 1)
}

// Seasons lists the seasons of posters in their order.
func Seasons() []string { return []string{"winter", "spring", "summer", "autumn"} }

const (
	maxLegs     = 14
	maxItems    = 100
	maxPeople   = 1000
	maxFixed    = 100_000_000
	maxFreeDays = 365
)

// clean makes single lines of names and takes empty rows out.
func (f *DraftForm) clean() {
	f.NameFi, f.NameEn, f.NameSv, f.Motif = singleLine(f.NameFi), singleLine(f.NameEn), singleLine(f.NameSv), singleLine(f.Motif)
	f.SummaryFi, f.SummaryEn, f.SummarySv = strings.TrimSpace(f.SummaryFi), strings.TrimSpace(f.SummaryEn), strings.TrimSpace(f.SummarySv)
	f.Legs = slices.DeleteFunc(f.Legs, func(l DraftLeg) bool { return l.HubID == 0 })
	f.Items = slices.DeleteFunc(f.Items, func(i DraftItem) bool { return i.Times == 0 })
	slices.Sort(f.StartWeekdays)
	f.StartWeekdays = slices.Compact(f.StartWeekdays)
}

// faults are the field errors of the form as it was sent, rows and all: their numbers name the fields.
func (f DraftForm) faults() []fault.Field {
	c := checker{}
	c.text("name_fi", f.NameFi, maxName)
	c.text("name_en", f.NameEn, maxName)
	c.text("name_sv", f.NameSv, maxName)
	c.text("summary_fi", f.SummaryFi, 2000)
	c.text("summary_en", f.SummaryEn, 2000)
	c.text("summary_sv", f.SummarySv, 2000)
	c.when(singleLine(f.NameFi) == "", "name_fi", "field.required")
	c.when(!slices.Contains(Seasons(), f.Season), "season", "field.choice")
	c.when(len(f.Motif) > 40, "motif", "field.choice")
	c.when(slices.ContainsFunc(f.StartWeekdays, func(d int) bool { return d < 1 || d > 7 }), "start_weekdays", "field.choice")
	c.when(!f.SaleFrom.IsZero() && !f.SaleUntil.IsZero() && f.SaleUntil.Before(f.SaleFrom), "sale_until", "field.sale_order")
	c.between("group_min", f.GroupMin, 1, maxPeople)
	c.between("group_max", f.GroupMax, max(f.GroupMin, 1), maxPeople)
	c.when(f.WorkFrom < 0 || f.WorkFrom >= f.WorkTo || f.WorkTo > 24*60, "work_to", "field.work_order")
	c.when(f.Pricing != Sum && f.Pricing != Fixed, "pricing", "field.choice")
	c.when(f.FixedCents < 0 || f.FixedCents > maxFixed, "fixed", "field.price_range")
	c.between("free_until", f.FreeUntilDays, 0, maxFreeDays)
	c.between("half_until", f.HalfUntilDays, 0, max(f.FreeUntilDays, 0))
	c.rows(f)
	return c.fields
}

func (c *checker) rows(f DraftForm) {
	legs := 0
	for i, l := range f.Legs {
		if l.HubID != 0 {
			legs++
			c.between(legField(i+1, "days"), l.Days, 1, MaxDays)
		}
	}
	c.when(legs > maxLegs, "legs.0.hub", "field.max_items", "Max", maxLegs)
	chosen := 0
	for i, it := range f.Items {
		if it.Times == 0 {
			continue
		}
		chosen++
		c.between(itemField(i, "times"), it.Times, 1, MaxDays)
		c.when(it.Leg < 0 || it.Leg > legs, itemField(i, "leg"), "field.leg")
	}
	c.when(chosen > maxItems, "items", "field.max_items", "Max", maxItems)
}

func legField(position int, name string) string {
	return "legs." + strconv.Itoa(position-1) + "." + name
}
func itemField(row int, name string) string { return "items." + strconv.Itoa(row) + "." + name }

// checker collects field errors, the first of each field.
type checker struct{ fields []fault.Field }

func (c *checker) when(wrong bool, name, key string, args ...any) {
	if wrong && !slices.ContainsFunc(c.fields, func(f fault.Field) bool { return f.Name == name }) {
		c.fields = append(c.fields, fault.Field{Name: name, Key: key, Args: pairs(args)})
	}
}

func (c *checker) text(name, value string, most int) {
	c.when(utf8.RuneCountInString(value) > most, name, "field.max_chars", "Max", most)
}

func (c *checker) between(name string, n, least, most int) {
	c.when(n < least, name, "field.min", "Min", least)
	c.when(n > most, name, "field.max", "Max", most)
}

func singleLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// DraftOf is the form as a package stands.
func DraftOf(p Package) DraftForm {
	f := DraftForm{
		Revision: p.RevisionID, Version: p.Version, NameFi: p.NameFi, NameEn: p.NameEn, NameSv: p.NameSv, SummaryFi: p.SummaryFi,
		SummaryEn: p.SummaryEn, SummarySv: p.SummarySv, Motif: p.Motif, Season: p.Season, StartWeekdays: p.StartWeekdays, SaleFrom: p.SaleFrom, SaleUntil: p.SaleUntil, GroupMin: p.GroupMin,
		GroupMax: p.GroupMax, WorkFrom: p.WorkFrom, WorkTo: p.WorkTo, Pricing: p.Pricing, Adjust: Percent(p.AdjustBP), FixedCents: p.FixedCents,
		FreeUntilDays: p.FreeUntilDays, HalfUntilDays: p.HalfUntilDays,
	}
	for _, l := range p.Legs {
		f.Legs = append(f.Legs, DraftLeg{HubID: l.HubID, Days: l.Days})
	}
	for _, it := range p.Items {
		f.Items = append(f.Items, DraftItem{ActivityID: it.ActivityID, Times: it.Times, Leg: it.Leg})
	}
	return f
}
