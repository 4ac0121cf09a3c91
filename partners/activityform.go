package partners

import (
	"regexp"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// An activity takes from a quarter of an hour to a day; its price is at most a million.
const (
	shortest      = 15
	longest       = 1440
	maxPriceCents = 100_000_000
)

// ActivityForm is an activity as its partner describes it.
type ActivityForm struct {
	Kind            Kind           `form:"kind" validate:"required,oneof=wellbeing recreation food lodging transport learning students"`
	Motif           string         `form:"motif" validate:"max=40"`
	TitleFi         string         `form:"title_fi" validate:"required,max=100"`
	TitleEn         string         `form:"title_en" validate:"max=100"`
	TitleSv         string         `form:"title_sv" validate:"max=100"`
	SummaryFi       string         `form:"summary_fi" validate:"required,max=1500"`
	SummaryEn       string         `form:"summary_en" validate:"max=1500"`
	SummarySv       string         `form:"summary_sv" validate:"max=1500"`
	Duration        string         `form:"duration" validate:"required,max=40"` // "1 h 30 min", see ParseDuration
	Place           string         `form:"place" validate:"required,max=200"`
	Municipality    string         `form:"municipality" validate:"required,max=100"`
	To              string         `form:"to" validate:"max=100"` // of a transfer, see Activity; of no account for other kinds
	GroupMin        int            `form:"group_min" validate:"min=1,max=1000"`
	GroupMax        int            `form:"group_max" validate:"min=1,max=1000"`
	PriceCents      *int64         `form:"price,money" validate:"required"` // net; 0 is a price
	PricePer        PricePer       `form:"price_per" validate:"required,oneof=person group"`
	VATClass        money.VATClass `form:"vat_class"` // of no account for a partner that is not in the VAT register
	SeasonFrom      int            `form:"season_from" validate:"min=1,max=12"`
	SeasonTo        int            `form:"season_to" validate:"min=1,max=12"`
	LeadDays        int            `form:"lead_days" validate:"min=0,max=365"`
	Languages       []string       `form:"languages" validate:"min=1,max=10"`
	StepFree        bool           `form:"step_free"`
	AccessibilityFi string         `form:"accessibility_fi" validate:"max=1000"`
	AccessibilityEn string         `form:"accessibility_en" validate:"max=1000"`
	AccessibilitySv string         `form:"accessibility_sv" validate:"max=1000"`
	BringFi         string         `form:"bring_fi" validate:"max=1000"`
	BringEn         string         `form:"bring_en" validate:"max=1000"`
	BringSv         string         `form:"bring_sv" validate:"max=1000"`
	PoolMin         int            `form:"pool_min"` // what new sessions begin with, see Pool; 0 for none
	PoolHours       int            `form:"pool_hours"`
}

// Languages in which an activity may be offered, as ISO codes, in the order in which people are shown them.
func Languages() []string { return []string{"fi", "en", "sv", "de", "et", "ru", "uk", "fr", "es"} }

var motif = regexp.MustCompile(`^[a-z_]*$`)

func (f *ActivityForm) clean() {
	for _, line := range []*string{&f.TitleFi, &f.TitleEn, &f.TitleSv, &f.Duration, &f.Place, &f.Municipality, &f.To, &f.Motif} {
		*line = typed.Line(*line)
	}
	for _, text := range []*string{
		&f.SummaryFi, &f.SummaryEn, &f.SummarySv, &f.AccessibilityFi, &f.AccessibilityEn, &f.AccessibilitySv, &f.BringFi, &f.BringEn, &f.BringSv,
	} {
		*text = typed.Text(*text)
	}
	if f.GroupMin == 0 {
		f.GroupMin = 1
	}
	if f.Kind != Transport {
		f.To = ""
	}
	slices.Sort(f.Languages)
	f.Languages = slices.Compact(f.Languages)
}

// check cleans the form and says what is wrong with it. registered says whether the partner is in the VAT register.
func (f *ActivityForm) check(c *formChecker, registered bool) []fault.Field {
	f.clean()
	fields := c.faults(f)
	var more []fault.Field
	if m, ok := ParseDuration(f.Duration); !ok || m < shortest || m > longest {
		more = append(more, wrong("duration", "field.duration"))
	}
	if f.GroupMax < f.GroupMin {
		more = append(more, fault.Field{Name: "group_max", Key: "field.min", Args: map[string]any{"Min": f.GroupMin}})
	}
	if p := f.PriceCents; p != nil && (*p < 0 || *p > maxPriceCents) {
		more = append(more, wrong("price", "field.price_range"))
	}
	if registered && (!f.VATClass.Valid() || f.VATClass == money.None) {
		more = append(more, wrong("vat_class", "field.choice"))
	}
	if slices.ContainsFunc(f.Languages, func(l string) bool { return !slices.Contains(Languages(), l) }) {
		more = append(more, wrong("languages", "field.choice"))
	}
	if !motif.MatchString(f.Motif) {
		more = append(more, wrong("motif", "field.choice"))
	}
	return merge(fields, append(more, f.pool().faults()...))
}

func (f ActivityForm) pool() poolWish { return poolWish{f.PoolMin, f.PoolHours}.stored() }

// minutes is the duration of a form that was checked.
func (f ActivityForm) minutes() int {
	m, _ := ParseDuration(f.Duration)
	return m
}

// Keeping is the form with what the activity says already of which a smaller form, such as a course's, does not speak.
func (f ActivityForm) Keeping(a Activity) ActivityForm {
	f.AccessibilityFi, f.AccessibilityEn, f.AccessibilitySv = a.AccessibilityFi, a.AccessibilityEn, a.AccessibilitySv
	f.BringFi, f.BringEn, f.BringSv = a.BringFi, a.BringEn, a.BringSv
	f.Motif, f.LeadDays, f.GroupMin, f.StepFree, f.PoolMin, f.PoolHours = a.Motif, a.LeadDays, a.GroupMin, a.StepFree, a.PoolMin, a.PoolHours
	return f
}
