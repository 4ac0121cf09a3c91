package event

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/photo"
)

// Theme says what an event is about.
type Theme string

const (
	Meet      Theme = "meet"
	Learn     Theme = "learn"
	Work      Theme = "work"
	Wellbeing Theme = "wellbeing"
	Outdoors  Theme = "outdoors"
	Culture   Theme = "culture"
	Students  Theme = "students"
)

// Themes lists them in the order in which people are shown them.
func Themes() []Theme { return []Theme{Meet, Learn, Work, Wellbeing, Outdoors, Culture, Students} }

// Repeat is how often an event takes place.
type Repeat string

const (
	Once        Repeat = "once"
	Weekly      Repeat = "weekly"
	Fortnightly Repeat = "fortnightly"
	Monthly     Repeat = "monthly" // on the same weekday of the month: the second Tuesday, the last Friday
)

// Repeats lists them in the order in which people are shown them.
func Repeats() []Repeat { return []Repeat{Once, Weekly, Fortnightly, Monthly} }

// Event is the words of what takes place. HubID is 0 for an event of the whole network.
type Event struct {
	EventID      int64      `db:"event_id"`
	HubID        int64      `db:"hub_id"`
	HubName      string     `db:"hub_name"`
	HubSlug      string     `db:"hub_slug"`
	Street       string     `db:"street"`
	Postcode     string     `db:"postcode"`
	Municipality string     `db:"municipality"`
	Lat          float64    `db:"lat"`
	Lon          float64    `db:"lon"`
	Slug         string     `db:"slug"`
	Theme        Theme      `db:"theme"`
	Motif        string     `db:"motif"`
	TitleFi      string     `db:"title_fi"`
	TitleEn      string     `db:"title_en"`
	TitleSv      string     `db:"title_sv"`
	TextFi       string     `db:"text_fi"`
	TextEn       string     `db:"text_en"`
	TextSv       string     `db:"text_sv"`
	Place        string     `db:"place"` // empty: at the hub
	Link         string     `db:"link"`
	PriceCents   int64      `db:"price_cents"` // for one person, paid there
	ClosesHours  int        `db:"closes_hours"`
	Repeats      Repeat     `db:"repeats"`
	Demo         bool       `db:"demo"`
	PhotoID      int64      `db:"photo_id"` // 0: its poster is drawn
	PhotoAltFi   string     `db:"photo_alt_fi"`
	PhotoAltEn   string     `db:"photo_alt_en"`
	PhotoAltSv   string     `db:"photo_alt_sv"`
	PhotoFocusX  int        `db:"photo_focus_x"`
	PhotoFocusY  int        `db:"photo_focus_y"`
	FirstDay     dates.Date `db:"first_day"` // of its first occasion: what a monthly rule is named by
}

// PhotoAlt says what the photo shows, in the language.
func (e Event) PhotoAlt(lang string) string {
	return i18n.Text{Fi: e.PhotoAltFi, En: e.PhotoAltEn, Sv: e.PhotoAltSv}.In(lang)
}

// PhotoFocus is the point of the photo that stays in sight.
func (e Event) PhotoFocus() photo.Focus { return photo.Focus{X: e.PhotoFocusX, Y: e.PhotoFocusY} }

// TitleText is what the event is called.
func (e Event) TitleText() i18n.Text { return i18n.Text{Fi: e.TitleFi, En: e.TitleEn, Sv: e.TitleSv} }

// Words are what the event is about.
func (e Event) Words() i18n.Text { return i18n.Text{Fi: e.TextFi, En: e.TextEn, Sv: e.TextSv} }

// Title in the language.
func (e Event) Title(lang string) string { return e.TitleText().In(lang) }

// Text in the language.
func (e Event) Text(lang string) string { return e.Words().In(lang) }

// Occasion is an event at a time. Capacity 0 asks for no sign-up: everybody may come.
type Occasion struct {
	Event
	ID        int64      `db:"id"`
	Day       dates.Date `db:"day"`
	StartsAt  time.Time  `db:"starts_at"`
	EndsAt    time.Time  `db:"ends_at"`
	Capacity  int        `db:"capacity"`
	Taken     int        `db:"taken"`   // seats of those who are in, or have been offered one
	Waiting   int        `db:"waiting"` // people who want to come in and wait, offered or not
	Cancelled bool       `db:"cancelled"`
	Reason    string     `db:"reason"` // why it was cancelled
	Seq       int        `db:"seq"`    // grows with each change
	UpdatedAt time.Time  `db:"updated_at"`
}

// Free is how many seats are left.
func (o Occasion) Free() int { return o.Capacity - o.Taken }

// ClosesAt is when signing up ends.
func (o Occasion) ClosesAt() time.Time {
	return o.StartsAt.Add(-time.Duration(o.ClosesHours) * time.Hour)
}

// State is what somebody can do about an occasion now.
type State string

const (
	Come      State = "come"      // no sign-up: just come
	Open      State = "open"      // seats are free
	Full      State = "full"      // none is: there is a waiting list
	Closed    State = "closed"    // signing up has ended
	Over      State = "over"      // it has ended
	Cancelled State = "cancelled" // it does not take place
)

// StateAt says what can be done at a moment.
func (o Occasion) StateAt(now time.Time) State {
	switch {
	case o.Cancelled:
		return Cancelled
	case !now.Before(o.EndsAt):
		return Over
	case o.Capacity == 0:
		return Come
	case !now.Before(o.ClosesAt()):
		return Closed
	case o.Free() > 0:
		return Open
	}
	return Full
}

// LastDay is the day on which the occasion ends; what ends at midnight ends on the day before.
func (o Occasion) LastDay() dates.Date { return dates.Of(o.EndsAt.Add(-time.Second)) }
