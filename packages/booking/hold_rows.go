package booking

import (
	"crypto/rand"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// stayRow is what hold_stay takes.
type stayRow struct {
	Ref        string       `json:"ref"`
	CompanyID  int64        `json:"company_id"`
	BookerID   int64        `json:"booker_id"`
	Actor      string       `json:"actor"`
	PackageID  int64        `json:"package_id"`
	RevisionID int64        `json:"revision_id"`
	StartsOn   dates.Date   `json:"starts_on"`
	EndsOn     dates.Date   `json:"ends_on"`
	People     int          `json:"people"`
	Hours      int          `json:"hours"`
	MostHolds  int          `json:"most_holds"`
	Lang       string       `json:"lang"`
	Net        int64        `json:"net_cents"`
	VAT        int64        `json:"vat_cents"`
	Gross      int64        `json:"gross_cents"`
	Note       string       `json:"note"`
	OpKey      uuid.UUID    `json:"op_key"`
	Lines      []Line       `json:"lines"`
	Legs       []legRow     `json:"legs"`
	Sessions   []sessionRow `json:"sessions"`

	Rhythm packages.Rhythm `json:"-"` // kept by a statement of its own, because few groups give one: see keepRhythm
}

func stayOf(actor access.Actor, pkg packages.Package, offer packages.Offer, req HoldRequest) (stayRow, error) {
	ref, err := newRef()
	return stayRow{
		Ref: ref, CompanyID: req.CompanyID, BookerID: actor.PersonID, Actor: actor.Name, PackageID: pkg.ID, RevisionID: pkg.RevisionID,
		StartsOn: offer.Start, EndsOn: offer.Last, People: offer.People, Hours: int(HoldTime.Hours()), MostHolds: MaxHolds, Lang: req.Lang,
		Net: offer.Price.Net, VAT: offer.Price.VATSum, Gross: offer.Price.Gross, Note: req.Note, OpKey: req.OpKey,
		Lines: linesOf(offer.Price), Legs: legsOf(pkg, offer.Start), Sessions: sessionsOf(offer), Rhythm: req.Rhythm,
	}, err
}

func linesOf(p packages.Price) []Line {
	out := make([]Line, len(p.Lines))
	for i, l := range p.Lines {
		out[i] = Line{
			Position: i + 1, Kind: l.Kind, HubID: l.HubID, PartnerID: l.PartnerID, ActivityID: l.ActivityID, TextFi: l.TextFi, TextEn: l.TextEn,
			TextSv: l.TextSv, Quantity: l.Quantity, Unit: l.Unit, UnitCents: l.UnitCents, NetCents: l.NetCents(), VATClass: l.VATClass, VATBP: l.VATBP, PerformedOn: l.PerformedOn,
		}
	}
	return out
}

type legRow struct {
	Position int        `json:"position"`
	HubID    int64      `json:"hub_id"`
	StartsOn dates.Date `json:"starts_on"`
	EndsOn   dates.Date `json:"ends_on"`
}

func legsOf(pkg packages.Package, start dates.Date) []legRow {
	out := make([]legRow, len(pkg.Legs))
	for i, l := range pkg.Legs {
		out[i] = legRow{Position: l.Position, HubID: l.HubID, StartsOn: start, EndsOn: start.AddDays(l.Days - 1)}
		start = start.AddDays(l.Days)
	}
	return out
}

type sessionRow struct {
	SessionID int64 `json:"session_id"`
	Item      int   `json:"item"`
	Seats     int   `json:"seats"`
}

func sessionsOf(o packages.Offer) []sessionRow {
	out := make([]sessionRow, len(o.Itinerary))
	for i, p := range o.Itinerary {
		out[i] = sessionRow{SessionID: p.Session.ID, Item: p.Item, Seats: o.People}
	}
	return out
}

// refAlphabet has no letters or digits that are mistaken for one another when read aloud.
const refAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// newRef is a booking reference that cannot be guessed from another: HT- and seven characters.
func newRef() (string, error) {
	b := make([]byte, 7)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	for i := range b {
		b[i] = refAlphabet[int(b[i])%len(refAlphabet)]
	}
	return "HT-" + string(b), nil
}
