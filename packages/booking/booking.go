package booking

import (
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// Booking is the commercial record of a stay. Amounts are cents for the whole group, as they were sold.
type Booking struct {
	ID            int64           `db:"id"`
	Ref           string          `db:"ref"`
	CompanyID     int64           `db:"company_id"`
	CompanyName   string          `db:"company_name"`
	BookerID      int64           `db:"booker_id"`
	BookerName    string          `db:"booker_name"`
	BookerEmail   string          `db:"booker_email"`
	PackageID     int64           `db:"package_id"`
	RevisionID    int64           `db:"revision_id"`
	PackageSlug   string          `db:"package_slug"`
	NameFi        string          `db:"name_fi"`
	NameEn        string          `db:"name_en"`
	NameSv        string          `db:"name_sv"`
	Motif         string          `db:"motif"`
	Season        string          `db:"season"`
	WorkFrom      int             `db:"work_from"`
	WorkTo        int             `db:"work_to"`
	FreeUntilDays int             `db:"free_until_days"`
	HalfUntilDays int             `db:"half_until_days"`
	StartsOn      dates.Date      `db:"starts_on"`
	EndsOn        dates.Date      `db:"ends_on"`
	People        int             `db:"people"`
	State         State           `db:"state"`
	HoldExpiresAt *time.Time      `db:"hold_expires_at"`
	Lang          string          `db:"lang"`
	Net           int64           `db:"net_cents"`
	VAT           int64           `db:"vat_cents"`
	Gross         int64           `db:"gross_cents"`
	Note          string          `db:"note"`
	CreatedAt     time.Time       `db:"created_at"`
	ConfirmedAt   *time.Time      `db:"confirmed_at"`
	Named         int             `db:"named"`      // participants named so far
	Hubs          string          `db:"hubs"`       // names of the hubs on the way
	Version       int             `db:"version"`    // how many changes were made
	RefundCap     int             `db:"refund_cap"` // percent: cancelling gives back no more, since the days were moved
	Fallback      Fallback        `db:"fallback"`
	Rhythm        packages.Rhythm `db:"rhythm"` // the group's own hours and meetings
}

// NameText is what the package was called.
func (b Booking) NameText() i18n.Text { return i18n.Text{Fi: b.NameFi, En: b.NameEn, Sv: b.NameSv} }

// Name of the package in the language.
func (b Booking) Name(lang string) string { return b.NameText().In(lang) }

// RefundPercent is what comes back when the stay is cancelled on the day, by the policy it was sold with.
func (b Booking) RefundPercent(today dates.Date) int {
	return min(b.RefundCap, RefundPercent(b.FreeUntilDays, b.HalfUntilDays, b.StartsOn.Sub(today)))
}

// RefundPercent is the cancellation rule: everything until freeUntil days before the start, half until halfUntil days
// before, then nothing. A day that is exactly the limit still counts as in time.
func RefundPercent(freeUntil, halfUntil, daysBefore int) int {
	switch {
	case daysBefore <= 0:
		return 0
	case daysBefore >= freeUntil:
		return 100
	case daysBefore >= halfUntil:
		return 50
	}
	return 0
}

// Line is a booking's priced part as it was sold.
type Line struct {
	Position    int            `db:"position" json:"position"`
	Kind        string         `db:"kind" json:"kind"`
	HubID       int64          `db:"hub_id" json:"hub_id"`
	PartnerID   int64          `db:"partner_id" json:"partner_id"`
	ActivityID  int64          `db:"activity_id" json:"activity_id"`
	Seller      string         `db:"seller" json:"seller"`
	SellerBID   string         `db:"seller_business_id" json:"seller_business_id"`
	TextFi      string         `db:"text_fi" json:"text_fi"`
	TextEn      string         `db:"text_en" json:"text_en"`
	TextSv      string         `db:"text_sv" json:"text_sv"`
	Quantity    int            `db:"quantity" json:"quantity"`
	Unit        string         `db:"unit" json:"unit"`
	UnitCents   int64          `db:"unit_cents" json:"unit_cents"`
	NetCents    int64          `db:"net_cents" json:"net_cents"`
	VATClass    money.VATClass `db:"vat_class" json:"vat_class"`
	VATBP       int            `db:"vat_bp" json:"vat_bp"`
	PerformedOn dates.Date     `db:"performed_on" json:"performed_on"`
}

// Words are what the line is for.
func (l Line) Words() i18n.Text { return i18n.Text{Fi: l.TextFi, En: l.TextEn, Sv: l.TextSv} }

// Text in the language.
func (l Line) Text(lang string) string { return l.Words().In(lang) }

// Leg is a part of the stay at one hub.
type Leg struct {
	Position     int        `db:"position"`
	HubID        int64      `db:"hub_id"`
	HubName      string     `db:"hub_name"`
	HubSlug      string     `db:"hub_slug"`
	HubEmail     string     `db:"hub_email"`
	Street       string     `db:"street"`
	Postcode     string     `db:"postcode"`
	Municipality string     `db:"municipality"`
	StartsOn     dates.Date `db:"starts_on"`
	EndsOn       dates.Date `db:"ends_on"`
}

// Session is a place in the stay's itinerary.
type Session struct {
	ID           int64     `db:"id"`
	ActivityID   int64     `db:"activity_id"`
	PartnerID    int64     `db:"partner_id"`
	PartnerName  string    `db:"partner_name"`
	PartnerEmail string    `db:"partner_email"`
	PartnerLang  string    `db:"partner_lang"`
	Kind         string    `db:"kind"`
	Motif        string    `db:"motif"`
	TitleFi      string    `db:"title_fi"`
	TitleEn      string    `db:"title_en"`
	TitleSv      string    `db:"title_sv"`
	Place        string    `db:"place"`
	Municipality string    `db:"municipality"`
	To           string    `db:"to_municipality"` // of a transfer: where it ends
	PlanBFi      string    `db:"plan_b_fi"`       // of a plan B whose seats the stay holds: what it is, empty for none
	PlanBEn      string    `db:"plan_b_en"`
	PlanBSv      string    `db:"plan_b_sv"`
	PlanBPlace   string    `db:"plan_b_place"`
	PlanBEndsAt  time.Time `db:"plan_b_ends_at"`
	Called       bool      `db:"plan_b_called"` // it takes place as plan B: title, place and end are the plan B's, and PlanB is what was planned
	BringFi      string    `db:"bring_fi"`
	BringEn      string    `db:"bring_en"`
	BringSv      string    `db:"bring_sv"`
	StartsAt     time.Time `db:"starts_at"`
	EndsAt       time.Time `db:"ends_at"`
	Item         int       `db:"item"`
	Seats        int       `db:"seats"`
	Status       string    `db:"status"`
	partners.Pool
	Taken int `db:"taken"` // seats of everybody in the session
}

// TitleText is what the activity is called.
func (s Session) TitleText() i18n.Text { return i18n.Text{Fi: s.TitleFi, En: s.TitleEn, Sv: s.TitleSv} }

// Title in the language.
func (s Session) Title(lang string) string { return s.TitleText().In(lang) }

// BringText is what to take along; it may be empty.
func (s Session) BringText() i18n.Text { return i18n.Text{Fi: s.BringFi, En: s.BringEn, Sv: s.BringSv} }

// Participant is a person who comes along. Only the name is needed, and it may come later.
type Participant struct {
	Position int    `db:"position" json:"position"`
	Name     string `db:"name" json:"name"`
	Email    string `db:"email" json:"email"`
	Token    string `db:"token" json:"-"` // of the link by which they read the programme
}

// Event is a change of state: who, when, why.
type Event struct {
	From   State     `db:"from_state"`
	To     State     `db:"to_state"`
	Actor  string    `db:"actor"`
	Reason string    `db:"reason"`
	At     time.Time `db:"at"`
}

// Detail is a booking with all its parts.
type Detail struct {
	Booking
	Lines        []Line
	Legs         []Leg
	Sessions     []Session
	Participants []Participant
	Events       []Event
	Moves        []DayMove    // days that somebody works, or has asked to work, at another hub
	OpenDays     []dates.Date // on which the group has desks: its working days; none when nothing is held any more
}

// VATLines sums the lines per class and rate.
func (d Detail) VATLines() []money.VATLine {
	in := make([]money.VATInput, len(d.Lines))
	for i, l := range d.Lines {
		in[i] = money.VATInput{Class: l.VATClass, BP: l.VATBP, NetCents: l.NetCents}
	}
	return money.Breakdown(in)
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}
