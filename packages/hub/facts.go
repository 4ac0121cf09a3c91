package hub

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/businessid"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Facts is everything about a hub that its staff may change, as a form.
type Facts struct {
	Name         string         `form:"name"`
	Status       Status         `form:"status"` // changed by network admins only
	Municipality string         `form:"municipality"`
	Street       string         `form:"street"`
	Postcode     string         `form:"postcode"`
	Position     string         `form:"position"` // "63.367, 25.574"
	Email        string         `form:"email"`
	Phone        string         `form:"phone"`
	BusinessID   string         `form:"business_id"`
	IntroFi      string         `form:"intro_fi"`
	IntroEn      string         `form:"intro_en"`
	IntroSv      string         `form:"intro_sv"`
	StoryFi      string         `form:"story_fi"`
	StoryEn      string         `form:"story_en"`
	StorySv      string         `form:"story_sv"`
	EmphasisFi   string         `form:"emphasis_fi"`
	EmphasisEn   string         `form:"emphasis_en"`
	EmphasisSv   string         `form:"emphasis_sv"`
	StepFree     bool           `form:"step_free"`
	Desks        int            `form:"desks"`
	DeskDayCents int64          `form:"desk_day,money"` // net
	FreeFrom     dates.Date     `form:"free_from"`      // both or none
	FreeUntil    dates.Date     `form:"free_until"`
	VATClass     money.VATClass `form:"vat_class"`
	Hours        []HoursOf      `form:"hours"`
}

// HoursOf is the hours of an ISO weekday; both empty on a day the hub is closed.
type HoursOf struct {
	Weekday int  `form:"weekday"`
	Opens   *int `form:"opens,clock"`
	Closes  *int `form:"closes,clock"`
}

// Fresh is what a new hub needs to have at first.
type Fresh struct {
	Name         string `form:"name"`
	Municipality string `form:"municipality"`
	Position     string `form:"position"`
	Email        string `form:"email"`
	Demo         bool   // made by the demo's seed
}

var (
	postcode = regexp.MustCompile(`^\d{5}$`)
	email    = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
	position = regexp.MustCompile(`^(-?\d{1,2}(?:[.]\d+)?)[,;\s]+(-?\d{1,3}(?:[.]\d+)?)$`)
)

const (
	maxDesks = 1000
	maxCents = 100_000_000
)

// clean makes single lines of what belongs on one.
func (f *Facts) clean() {
	for _, s := range []*string{&f.Name, &f.Municipality, &f.Street, &f.Position, &f.Phone, &f.EmphasisFi, &f.EmphasisEn, &f.EmphasisSv} {
		*s = line(*s)
	}
	for _, s := range []*string{&f.Postcode, &f.Email} {
		*s = strings.Join(strings.Fields(*s), "")
	}
	if id, ok := businessid.Parse(f.BusinessID); ok {
		f.BusinessID = id
	}
}

// faults are the field errors of cleaned facts.
func (f Facts) faults() []fault.Field {
	fields := basics(f.Name, f.Municipality, f.Position, f.Email)
	fields = append(fields, tooLong(200, text{"street", f.Street}, text{"phone", f.Phone}, text{"emphasis_fi", f.EmphasisFi}, text{"emphasis_en", f.EmphasisEn},
		text{"emphasis_sv", f.EmphasisSv})...)
	fields = append(fields, tooLong(600, text{"intro_fi", f.IntroFi}, text{"intro_en", f.IntroEn}, text{"intro_sv", f.IntroSv})...)
	fields = append(fields, tooLong(5000, text{"story_fi", f.StoryFi}, text{"story_en", f.StoryEn}, text{"story_sv", f.StorySv})...)
	add := func(wrong bool, name, key string, args ...any) {
		if wrong {
			fields = append(fields, fault.Field{Name: name, Key: key, Args: named(args)})
		}
	}
	_, known := businessid.Parse(f.BusinessID)
	add(f.Postcode != "" && !postcode.MatchString(f.Postcode), "postcode", "field.postcode")
	add(f.BusinessID != "" && !known, "business_id", "field.business_id")
	add(f.Desks < 0 || f.Desks > maxDesks, "desks", "field.range", "Min", 0, "Max", maxDesks)
	add(f.DeskDayCents < 0 || f.DeskDayCents > maxCents, "desk_day", "field.price_range")
	add(f.FreeFrom.IsZero() && !f.FreeUntil.IsZero(), "free_from", "field.required")
	add(f.FreeUntil.IsZero() && !f.FreeFrom.IsZero(), "free_until", "field.required")
	add(!f.FreeUntil.IsZero() && f.FreeUntil.Before(f.FreeFrom), "free_until", "field.until_before_from")
	add(!f.VATClass.Valid(), "vat_class", "field.choice")
	for _, h := range f.Hours {
		add(h.Weekday >= 1 && h.Weekday <= 7 && !h.fine(), fmt.Sprintf("hours.%d.opens", h.Weekday), "field.hours")
	}
	return fields
}

// fine: both times in order, or none.
func (h HoursOf) fine() bool {
	if h.Opens == nil || h.Closes == nil {
		return h.Opens == nil && h.Closes == nil
	}
	return 0 <= *h.Opens && *h.Opens < *h.Closes && *h.Closes <= 24*60
}

// hours of checked facts; a weekday that the form doesn't have is closed.
func (f Facts) hours() (all Hours) {
	for _, h := range f.Hours {
		if h.Weekday >= 1 && h.Weekday <= 7 && h.Opens != nil {
			all[h.Weekday-1] = Span{*h.Opens, *h.Closes}
		}
	}
	return all
}

// basics are the field errors of what every hub must have.
func basics(name, municipality, where, mail string) (fields []fault.Field) {
	for _, t := range []text{{"name", name}, {"municipality", municipality}, {"position", where}, {"email", mail}} {
		if t.value == "" {
			fields = append(fields, fault.Field{Name: t.name, Key: "field.required"})
		}
	}
	fields = append(fields, tooLong(200, text{"name", name}, text{"municipality", municipality}, text{"email", mail})...)
	if _, _, ok := ParsePosition(where); where != "" && !ok {
		fields = append(fields, fault.Field{Name: "position", Key: "field.position"})
	}
	if mail != "" && !email.MatchString(mail) {
		fields = append(fields, fault.Field{Name: "email", Key: "field.email"})
	}
	return fields
}

// ParsePosition reads "63.367, 25.574", the way maps write and copy it; false for what is not in Finland.
func ParsePosition(s string) (lat, lon float64, ok bool) {
	m := position.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	lat, errLat := strconv.ParseFloat(m[1], 64)
	lon, errLon := strconv.ParseFloat(m[2], 64)
	return lat, lon, errLat == nil && errLon == nil && lat >= 59 && lat <= 71 && lon >= 19 && lon <= 32
}

// FormatPosition writes what ParsePosition reads.
func FormatPosition(lat, lon float64) string {
	return strconv.FormatFloat(lat, 'f', -1, 64) + ", " + strconv.FormatFloat(lon, 'f', -1, 64)
}

type text struct{ name, value string }

func tooLong(most int, texts ...text) (fields []fault.Field) {
	for _, t := range texts {
		if utf8.RuneCountInString(t.value) > most {
			fields = append(fields, fault.Field{Name: t.name, Key: "field.max_chars", Args: map[string]any{"Max": most}})
		}
	}
	return fields
}

func line(s string) string { return strings.Join(strings.Fields(s), " ") }

func named(args []any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i].(string)] = args[i+1]
	}
	return m
}
