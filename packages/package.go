package packages

import (
	"slices"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Bounds of a stay's length in days, first and last day included.
const (
	MinDays = 5
	MaxDays = 14
)

// State of a revision: a draft is edited, a published one is sold and never changes, a superseded one was sold before.
type State string

const (
	Draft      State = "draft"
	Published  State = "published"
	Superseded State = "superseded"
)

// Pricing says how a revision is priced: the sum of its parts with an adjustment, or a fixed price per person.
type Pricing string

const (
	Sum   Pricing = "sum"
	Fixed Pricing = "fixed"
)

// Package is a revision together with the package it belongs to: what staff edit, or what companies see.
type Package struct {
	ID       int64  `db:"id"`
	HubID    int64  `db:"hub_id"` // whose staff runs it
	Slug     string `db:"slug"`
	Archived bool   `db:"archived"`
	Demo     bool   `db:"demo"`
	Revision
	Legs  []Leg
	Items []Item

	base *Package // as it is sold, where its items are others
}

// Revision is everything about a package that may change over time. All prices are net.
type Revision struct {
	RevisionID    int64      `db:"revision_id"`
	Number        int        `db:"number"`
	State         State      `db:"state"`
	NameFi        string     `db:"name_fi"`
	NameEn        string     `db:"name_en"`
	NameSv        string     `db:"name_sv"`
	SummaryFi     string     `db:"summary_fi"`
	SummaryEn     string     `db:"summary_en"`
	SummarySv     string     `db:"summary_sv"`
	Motif         string     `db:"motif"`
	Season        string     `db:"season"` // winter, spring, summer, autumn: of its poster
	StartWeekdays Weekdays   `db:"start_weekdays"`
	SaleFrom      dates.Date `db:"sale_from"` // first start day on sale; zero: not decided
	SaleUntil     dates.Date `db:"sale_until"`
	GroupMin      int        `db:"group_min"`
	GroupMax      int        `db:"group_max"`
	WorkFrom      int        `db:"work_from"` // minutes after midnight
	WorkTo        int        `db:"work_to"`
	Pricing       Pricing    `db:"pricing"`
	AdjustBP      int        `db:"adjust_bp"`   // basis points on the sum of parts, may be negative
	FixedCents    int64      `db:"fixed_cents"` // per person
	FreeUntilDays int        `db:"free_until_days"`
	HalfUntilDays int        `db:"half_until_days"`
	Version       int        `db:"version"`
	PublishedAt   *time.Time `db:"published_at"`
}

// Leg is the part of a stay at one hub. Desk price and VAT class are the hub's own while the revision is a draft, and
// frozen from its publishing on.
type Leg struct {
	Position     int            `db:"position"`
	HubID        int64          `db:"hub_id"`
	HubName      string         `db:"hub_name"`
	HubSlug      string         `db:"hub_slug"`
	Municipality string         `db:"municipality"`
	HubResource  int64          `db:"hub_resource"`
	HubDesks     int            `db:"hub_desks"`
	HubStatus    string         `db:"hub_status"`
	StepFree     bool           `db:"step_free"` // the hub's, as it is today
	Days         int            `db:"days"`
	DeskDayCents int64          `db:"desk_day_cents"`
	VATClass     money.VATClass `db:"vat_class"`
	FreeFrom     dates.Date     `db:"free_from"`  // the hub's, as they are today: its desks cost nothing from the one day
	FreeUntil    dates.Date     `db:"free_until"` // to the other, itself in; zero for none
}

// FreeOn says whether the leg's hub is free of charge on a day.
func (l Leg) FreeOn(day dates.Date) bool {
	return !l.FreeFrom.IsZero() && !day.Before(l.FreeFrom) && !day.After(l.FreeUntil)
}

// Item is an activity in a package. Price and VAT class are the activity's own while the revision is a draft, and frozen
// from its publishing on.
type Item struct {
	Position       int            `db:"position"`
	ActivityID     int64          `db:"activity_id"`
	ActivitySlug   string         `db:"activity_slug"`
	ActivityStatus string         `db:"activity_status"`
	PartnerID      int64          `db:"partner_id"`
	PartnerName    string         `db:"partner_name"`
	Kind           string         `db:"kind"`
	Motif          string         `db:"motif"`
	TitleFi        string         `db:"title_fi"`
	TitleEn        string         `db:"title_en"`
	TitleSv        string         `db:"title_sv"`
	Place          string         `db:"place"`
	Municipality   string         `db:"municipality"`
	To             string         `db:"to_municipality"` // of a transfer: where it ends; empty elsewhere, and where its partner does not say
	Minutes        int            `db:"minutes"`
	GroupMin       int            `db:"group_min"`
	GroupMax       int            `db:"group_max"`
	LeadDays       int            `db:"lead_days"`
	SeasonFrom     int            `db:"season_from"`
	SeasonTo       int            `db:"season_to"`
	Languages      pq.StringArray `db:"languages"` // it is led in
	StepFree       bool           `db:"step_free"`
	Times          int            `db:"times"`
	Leg            int            `db:"leg"` // 0: anywhere in the stay
	PriceCents     int64          `db:"price_cents"`
	PricePer       string         `db:"price_per"` // person or group, each time
	VATClass       money.VATClass `db:"vat_class"`
	PhotoID        int64          `db:"photo_id"` // 0: a poster is drawn
	PhotoAltFi     string         `db:"photo_alt_fi"`
	PhotoAltEn     string         `db:"photo_alt_en"`
	PhotoAltSv     string         `db:"photo_alt_sv"`
	PhotoFocusX    int            `db:"photo_focus_x"` // see photo.Focus
	PhotoFocusY    int            `db:"photo_focus_y"`
}

// Days is the length of the stay, all legs together.
func (p Package) Days() int {
	n := 0
	for _, l := range p.Legs {
		n += l.Days
	}
	return n
}

// StepFree says whether the whole stay is without a step: every hub on the way and every activity.
func (p Package) StepFree() bool {
	return !slices.ContainsFunc(p.Legs, func(l Leg) bool { return !l.StepFree }) && !slices.ContainsFunc(p.Items, func(i Item) bool { return !i.StepFree })
}

// Smallest is the smallest group that the package and all of its activities take.
func (p Package) Smallest() int {
	least := p.GroupMin
	for _, it := range p.Items {
		least = max(least, it.GroupMin)
	}
	return least
}

// LastDay of a stay that starts on the given day.
func (p Package) LastDay(start dates.Date) dates.Date { return start.AddDays(p.Days() - 1) }

// NameText is what the package is called.
func (r Revision) NameText() i18n.Text { return i18n.Text{Fi: r.NameFi, En: r.NameEn, Sv: r.NameSv} }

// SummaryText is what the package is about, in a few sentences.
func (r Revision) SummaryText() i18n.Text {
	return i18n.Text{Fi: r.SummaryFi, En: r.SummaryEn, Sv: r.SummarySv}
}

// Name in the language.
func (r Revision) Name(lang string) string { return r.NameText().In(lang) }

// Summary in the language.
func (r Revision) Summary(lang string) string { return r.SummaryText().In(lang) }

// PhotoAlt says what the photo shows, in the language.
func (i Item) PhotoAlt(lang string) string {
	return i18n.Text{Fi: i.PhotoAltFi, En: i.PhotoAltEn, Sv: i.PhotoAltSv}.In(lang)
}

// TitleText is what the activity is called.
func (i Item) TitleText() i18n.Text { return i18n.Text{Fi: i.TitleFi, En: i.TitleEn, Sv: i.TitleSv} }

// Title in the language.
func (i Item) Title(lang string) string { return i.TitleText().In(lang) }

// MayStartOn says whether stays are sold to start on that day, places aside.
func (r Revision) MayStartOn(d dates.Date) bool {
	return slices.Contains(r.StartWeekdays, d.Weekday()) &&
		!r.SaleFrom.IsZero() && !r.SaleUntil.IsZero() && !d.Before(r.SaleFrom) && !d.After(r.SaleUntil)
}
