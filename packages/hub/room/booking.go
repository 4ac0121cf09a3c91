package room

import (
	"fmt"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
)

// Booking is a room for a while of one day. Starts and Ends are minutes after midnight on the hub's clocks. It is a company's,
// in a stay (StayRef) or alone, or Name's whom the staff wrote down.
type Booking struct {
	ID           int64      `db:"id"`
	Ref          string     `db:"ref"`
	RoomID       int64      `db:"room_id"`
	HubID        int64      `db:"hub_id"`
	HubName      string     `db:"hub_name"`
	HubSlug      string     `db:"hub_slug"`
	HubEmail     string     `db:"hub_email"`
	HubPhone     string     `db:"hub_phone"`
	Street       string     `db:"street"`
	Postcode     string     `db:"postcode"`
	Municipality string     `db:"municipality"`
	RoomFi       string     `db:"room_fi"`
	RoomEn       string     `db:"room_en"`
	RoomSv       string     `db:"room_sv"`
	CompanyID    int64      `db:"company_id"` // 0 for none
	Company      string     `db:"company"`
	StayRef      string     `db:"stay_ref"`
	Name         string     `db:"name"`
	Email        string     `db:"email"`
	Lang         string     `db:"lang"`
	Day          dates.Date `db:"day"`
	Starts       int        `db:"starts"`
	Ends         int        `db:"ends"`
	Buffer       int        `db:"buffer"`
	StartsAt     time.Time  `db:"starts_at"`
	EndsAt       time.Time  `db:"ends_at"`
	People       int        `db:"people"`
	NetCents     int64      `db:"net_cents"`
	VATCents     int64      `db:"vat_cents"`
	VATBP        int        `db:"vat_bp"`
	Note         string     `db:"note"`
	Cancelled    bool       `db:"cancelled"`
	Reason       string     `db:"reason"`
	Seq          int        `db:"seq"`
	CancelHours  int        `db:"cancel_hours"`
}

// Gross is what is paid at the hub, in cents.
func (b Booking) Gross() int64 { return b.NetCents + b.VATCents }

// RoomText is what the room is called.
func (b Booking) RoomText() i18n.Text { return i18n.Text{Fi: b.RoomFi, En: b.RoomEn, Sv: b.RoomSv} }

// Room is its name in the language.
func (b Booking) Room(lang string) string { return b.RoomText().In(lang) }

// For is whom the room is for.
func (b Booking) For() string {
	if b.Company != "" {
		return b.Company
	}
	return b.Name
}

// CancelBy is until when the booker may cancel.
func (b Booking) CancelBy() time.Time {
	return b.StartsAt.Add(-time.Duration(b.CancelHours) * time.Hour)
}

// MayCancel says whether the booker still may.
func (b Booking) MayCancel(now time.Time) bool { return !b.Cancelled && now.Before(b.CancelBy()) }

// Address is where it is, on one line.
func (b Booking) Address() string {
	place := strings.TrimSpace(b.Postcode + " " + b.Municipality)
	if b.Street != "" {
		place = b.Street + ", " + place
	}
	return b.HubName + ", " + place
}

// When is "keskiviikko 7. huhtikuuta 2027 klo 9.00–10.30".
func (b Booking) When(lang string) string {
	return dates.AtClock(dates.FormatLong(b.Day, lang), dates.FormatClock(b.Starts, lang)+"–"+dates.FormatClock(b.Ends, lang), lang)
}

// Entry is the booking for a calendar.
func (b Booking) Entry(lang, url string) ics.Event {
	return ics.Event{
		UID: fmt.Sprintf("room-%d@hubittaako", b.ID), Seq: b.Seq, Start: b.StartsAt, End: b.EndsAt, Summary: b.Room(lang) + ", " + b.HubName,
		Description: strings.TrimSpace(b.For() + "\n" + b.Ref + "\n" + b.Reason), Location: b.Address(), URL: url, Cancelled: b.Cancelled,
	}
}

// Busy is a time of a room that nobody else can have: a booking and, from Ends until Free, its buffer.
type Busy struct {
	Day    dates.Date `db:"day"`
	Starts int        `db:"starts"`
	Ends   int        `db:"ends"`
	Free   int        `db:"free"`
}
