package hub

import (
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Status says where in its life a hub is. Only a working hub has desks to book.
type Status string

const (
	Working Status = "working"
	Planned Status = "planned"
	Closed  Status = "closed"
)

// Statuses lists them in the order in which people are shown them.
func Statuses() []Status { return []Status{Working, Planned, Closed} }

// Hub is a coworking place. DeskDayCents is the net price of one desk for one day.
type Hub struct {
	ID           int64          `db:"id"`
	Slug         string         `db:"slug"`
	Name         string         `db:"name"`
	Status       Status         `db:"status"`
	Demo         bool           `db:"demo"`
	Municipality string         `db:"municipality"`
	Street       string         `db:"street"`
	Postcode     string         `db:"postcode"`
	Lat          float64        `db:"lat"`
	Lon          float64        `db:"lon"`
	Email        string         `db:"email"`
	Phone        string         `db:"phone"`
	BusinessID   string         `db:"business_id"`
	IntroFi      string         `db:"intro_fi"`
	IntroEn      string         `db:"intro_en"`
	IntroSv      string         `db:"intro_sv"`
	StoryFi      string         `db:"story_fi"`
	StoryEn      string         `db:"story_en"`
	StorySv      string         `db:"story_sv"`
	EmphasisFi   string         `db:"emphasis_fi"`
	EmphasisEn   string         `db:"emphasis_en"`
	EmphasisSv   string         `db:"emphasis_sv"`
	StepFree     bool           `db:"step_free"` // there is no step on the way in, nor inside
	Desks        int            `db:"desks"`
	DeskDayCents int64          `db:"desk_day_cents"`
	VATClass     money.VATClass `db:"vat_class"`
	FreeFrom     dates.Date     `db:"free_from"`  // desks cost nothing from this day
	FreeUntil    dates.Date     `db:"free_until"` // to this one, itself in; zero for none
	ResourceID   int64          `db:"resource_id"`
	UpdatedAt    time.Time      `db:"updated_at"`
	Hours        Hours          `db:"-"`
	Closures     []Closure      `db:"-"` // from today on, in order
}

// FreeLater says whether the hub is free of charge on a day or some time after it.
func (h Hub) FreeLater(day dates.Date) bool { return !h.FreeUntil.IsZero() && !h.FreeUntil.Before(day) }

// IntroText is a sentence or two about the hub.
func (h Hub) IntroText() i18n.Text { return i18n.Text{Fi: h.IntroFi, En: h.IntroEn, Sv: h.IntroSv} }

// StoryText is the story of the place.
func (h Hub) StoryText() i18n.Text { return i18n.Text{Fi: h.StoryFi, En: h.StoryEn, Sv: h.StorySv} }

// EmphasisText is what the hub is best at.
func (h Hub) EmphasisText() i18n.Text {
	return i18n.Text{Fi: h.EmphasisFi, En: h.EmphasisEn, Sv: h.EmphasisSv}
}

// Intro in the language.
func (h Hub) Intro(lang string) string { return h.IntroText().In(lang) }

// Story in the language.
func (h Hub) Story(lang string) string { return h.StoryText().In(lang) }

// Emphasis is what the hub is best at, in the language.
func (h Hub) Emphasis(lang string) string { return h.EmphasisText().In(lang) }

// Span is from when to when a hub is open, in minutes after midnight. The zero Span is closed all day.
type Span struct{ Opens, Closes int }

// Open says whether there is anything between.
func (s Span) Open() bool { return s.Closes > s.Opens }

// Hours are a hub's opening hours from Monday to Sunday.
type Hours [7]Span

// On is the hours of an ISO weekday, 1 to 7.
func (h Hours) On(weekday int) Span { return h[weekday-1] }

// OfficeHours are Monday to Friday from eight to four: what a new hub starts with.
func OfficeHours() Hours {
	var h Hours
	for i := range 5 {
		h[i] = Span{Opens: 8 * 60, Closes: 16 * 60}
	}
	return h
}

// Closure is a day on which the hub is closed against its hours.
type Closure struct {
	Day      dates.Date `db:"day"`
	ReasonFi string     `db:"reason_fi"`
	ReasonEn string     `db:"reason_en"`
	ReasonSv string     `db:"reason_sv"`
}

// ReasonText says why, and may be empty.
func (c Closure) ReasonText() i18n.Text {
	return i18n.Text{Fi: c.ReasonFi, En: c.ReasonEn, Sv: c.ReasonSv}
}

// Reason in the language.
func (c Closure) Reason(lang string) string { return c.ReasonText().In(lang) }

// OpenOn says whether a hub with these hours and closed days is open on a day.
func OpenOn(hours Hours, closures []Closure, day dates.Date) bool {
	return hours.On(day.Weekday()).Open() && !slices.ContainsFunc(closures, func(c Closure) bool { return c.Day == day })
}

// capacityOn is how many desks the hub has on a day.
func (h Hub) capacityOn(day dates.Date) int {
	if h.Status != Working || !OpenOn(h.Hours, h.Closures, day) {
		return 0
	}
	return h.Desks
}
