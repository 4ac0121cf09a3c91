package practice

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/photo"
)

// Kind is what can be taken along.
type Kind string

const (
	Plain   Kind = "plain"   // nothing but the idea
	Package Kind = "package" // a package, which is copied
	Event   Kind = "event"   // an event's format: its words, length and seats
	Rule    Kind = "rule"    // a rule of the house
)

// Kinds lists them in the order in which people are shown them.
func Kinds() []Kind { return []Kind{Plain, Package, Event, Rule} }

// Themes are what practices are about, in the order in which people are shown them.
func Themes() []string {
	return []string{"community", "visitors", "learning", "services", "space", "visibility", "running"}
}

// Practice is what one hub has found out and others may take over.
type Practice struct {
	ID           int64      `db:"id"`
	HubID        int64      `db:"hub_id"` // that wrote it
	HubName      string     `db:"hub_name"`
	Municipality string     `db:"municipality"`
	Theme        string     `db:"theme"`
	TitleFi      string     `db:"title_fi"`
	TitleEn      string     `db:"title_en"`
	TextFi       string     `db:"text_fi"`
	TextEn       string     `db:"text_en"`
	Kind         Kind       `db:"kind"`
	PackageID    int64      `db:"package_id"`
	EventID      int64      `db:"event_id"`
	RuleFi       string     `db:"rule_fi"` // one a line
	RuleEn       string     `db:"rule_en"`
	RuleSv       string     `db:"rule_sv"`
	CreatedAt    time.Time  `db:"created_at"`
	UpdatedAt    time.Time  `db:"updated_at"`
	WithdrawnAt  *time.Time `db:"withdrawn_at"`
	Adopters     int        `db:"adopters"` // hubs
	Offered      bool       `db:"offered"`  // what can be taken along is still there: a package is on sale
	Photos       []Photo    `db:"-"`
}

// Title is what it is called.
func (p Practice) Title() i18n.Text { return i18n.Text{Fi: p.TitleFi, En: p.TitleEn} }

// Text says what is done, and how.
func (p Practice) Text() i18n.Text { return i18n.Text{Fi: p.TextFi, En: p.TextEn} }

// Withdrawn says whether the hub, or the network, has taken it back.
func (p Practice) Withdrawn() bool { return p.WithdrawnAt != nil }

// Photo is one of a practice's pictures.
type Photo struct {
	PracticeID int64  `db:"practice_id"`
	ID         int64  `db:"id"`
	AltFi      string `db:"alt_fi"`
	AltEn      string `db:"alt_en"`
	AltSv      string `db:"alt_sv"`
	FocusX     int    `db:"focus_x"`
	FocusY     int    `db:"focus_y"`
}

// Alt says what the picture shows, in the language.
func (p Photo) Alt(lang string) string {
	return i18n.Text{Fi: p.AltFi, En: p.AltEn, Sv: p.AltSv}.In(lang)
}

// Focus is the point that stays in sight.
func (p Photo) Focus() photo.Focus { return photo.Focus{X: p.FocusX, Y: p.FocusY} }

// Adoption is a hub that has taken a practice over.
type Adoption struct {
	PracticeID int64     `db:"practice_id"`
	HubID      int64     `db:"hub_id"`
	HubName    string    `db:"hub_name"`
	Note       string    `db:"note"`
	EventID    int64     `db:"event_id"`   // that was made from the format
	PackageID  int64     `db:"package_id"` // that was copied
	AddedFi    string    `db:"added_fi"`   // lines that were new in the rules
	AddedEn    string    `db:"added_en"`
	AddedSv    string    `db:"added_sv"`
	AdoptedAt  time.Time `db:"adopted_at"`
}

// Copied says whether it is the copy of a package alone: that is undone where packages are, not here.
func (a Adoption) Copied() bool { return a.PackageID != 0 }
