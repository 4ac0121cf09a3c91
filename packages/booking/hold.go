package booking

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
)

const (
	// HoldTime is how long an option keeps everything free of charge.
	HoldTime = 48 * time.Hour
	// payTime is how much longer a pay page may keep it.
	payTime = time.Hour
	// MaxHolds is how many options a company may have at once.
	MaxHolds = 3
	// attempts to find another itinerary when somebody took a seat between the look and the hold.
	holdAttempts = 3
	nearestDays  = 3
)

// Notifier tells people what happened to a stay. It is called inside the transaction that makes it happen, and only
// enqueues.
type Notifier interface {
	BookingHeld(ctx context.Context, tx *postgres.Tx, id int64) error
	BookingConfirmed(ctx context.Context, tx *postgres.Tx, id int64) error
	BookingCancelled(ctx context.Context, tx *postgres.Tx, id int64) error
	BookingExpired(ctx context.Context, tx *postgres.Tx, id int64) error
}

// Taker gives a booking everything it asks for, or nothing and *capacity.Short: capacity.Take.
type Taker func(ctx context.Context, tx *postgres.Tx, booking int64, demands []capacity.Demand) error

// Service holds stays and reads them.
type Service struct {
	db     *postgres.DB
	finder *search.Finder
	notify Notifier
	now    func() time.Time
	take   Taker
	gate   *gate
}

// NewService makes the service.
func NewService(db *postgres.DB, finder *search.Finder, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, finder: finder, notify: notify, now: now, take: capacity.Take, gate: newGate()}
}

// Taking is the service with another taker: for the controls of race tests, which switch the lock off to show that the
// race is there.
func (s *Service) Taking(take Taker) *Service {
	c := *s
	c.take, c.gate = take, nil // the herd must meet inside
	return &c
}

// HoldRequest asks for a stay. Expect is the gross price the company saw, in cents; 0 asks for no comparison.
type HoldRequest struct {
	CompanyID  int64
	RevisionID int64
	Start      dates.Date
	People     int
	Expect     int64
	Lang       string
	Note       string
	OpKey      uuid.UUID
}

// Refused is why a stay cannot be held, and the nearest start days that can.
type Refused struct {
	packages.Refusal
	Package packages.Package
	Start   dates.Date
	People  int
	Nearest []search.StartDay
}

func (r *Refused) Error() string { return fmt.Sprintf("booking: refused, %s", r.Why) }

// As lets a refusal nobody handled reach a person as a conflict.
func (r *Refused) As(target any) bool {
	f, ok := target.(**fault.Error)
	if ok {
		*f = fault.New(fault.Conflict, "fault.sold_out")
	}
	return ok
}

// Hold takes everything a stay needs, free of charge, for 48 hours. Members of the company may. The same operation key
// gives the same booking, whatever happened to the first answer. Errors: Invalid without people or a day; *Refused with the
// short resource and the nearest start days; Conflict when the company has MaxHolds options, when the price is not what it
// was, when the package was changed or taken off sale meanwhile, when others were faster each time, or when the key has made
// another stay or one that has ended ("fault.form_sent").
func (s *Service) Hold(ctx context.Context, actor access.Actor, req HoldRequest) (Booking, error) {
	if err := actor.MayCompany(req.CompanyID); err != nil {
		return Booking{}, err
	}
	if req.People < 1 || req.People > 1000 {
		return Booking{}, fault.OnField("people", "field.people")
	}
	if req.Start.IsZero() {
		return Booking{}, fault.OnField("start", "field.date")
	}
	var err error
	var refused *Refused
	for attempt := range holdAttempts {
		var id int64
		if id, err = s.tryHold(ctx, actor, req, attempt == 0); err == nil {
			return s.byID(ctx, s.db, id)
		}
		var short *capacity.Short
		refused = nil
		switch {
		case errors.As(err, &refused):
			if n, expireErr := s.ExpireLapsed(ctx); expireErr != nil || n == 0 {
				return Booking{}, s.withNearest(ctx, refused)
			}
		case errors.As(err, &short): // somebody was faster by a moment: look again, another itinerary may do
		case errors.Is(err, postgres.ErrCommitUnknown): // the operation key finds it, if it was
		default:
			return Booking{}, err
		}
	}
	if refused != nil {
		err = s.withNearest(ctx, refused)
	}
	return Booking{}, err
}

func (s *Service) withNearest(ctx context.Context, r *Refused) error {
	if r.Package.ID == 0 || r.Why == packages.WhyGroup {
		return r
	}
	var err error
	if r.Nearest, err = s.finder.Nearest(ctx, r.Package, r.Start, r.People, nearestDays); err != nil {
		return err
	}
	return r
}

// tryHold makes the hold of an offer. The offer comes from the search index where that knows, on the first try: what it says
// is proved by the places that are taken.
func (s *Service) tryHold(ctx context.Context, actor access.Actor, req HoldRequest, first bool) (id int64, err error) {
	pkg, offer, err := s.offer(ctx, req, first)
	if err != nil {
		if made, madeErr := s.made(ctx, req); made != 0 || madeErr != nil {
			return made, madeErr
		}
		return 0, err
	}
	stay, err := stayOf(actor, pkg, offer, req)
	if err != nil {
		return 0, err
	}
	leave, err := s.gate.enter(ctx, pkg)
	if err != nil {
		return 0, err
	}
	defer leave()
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var held struct {
			ID      int64
			Outcome string
		}
		if err := tx.Get(ctx, &held, `/* booking.hold */ SELECT coalesce(id, 0) AS id, outcome FROM hold_stay($1::jsonb)`, postgres.JSON(stay)); err != nil {
			return err
		}
		id = held.ID
		if held.Outcome != "held" {
			return outcome(held.Outcome)
		}
		if err := s.take(ctx, tx, id, offer.Demands(pkg)); err != nil {
			return err
		}
		return s.notify.BookingHeld(ctx, tx, id)
	})
	return id, err
}

// outcome is what it means when hold_stay made nothing.
func outcome(name string) error {
	switch name {
	case "made": // by an earlier try with the same key
		return nil
	case "no_company":
		return fault.New(fault.NotFound, "fault.not_found")
	case "sent":
		return fault.New(fault.Conflict, "fault.form_sent")
	case "too_many":
		return fault.New(fault.Conflict, "fault.too_many_holds").With("Max", MaxHolds)
	case "changed":
		return fault.New(fault.Conflict, "fault.package_changed")
	case "session_gone":
		return &capacity.Short{} // its partner has cancelled or deleted it since it was looked at: look again
	}
	return fmt.Errorf("booking: hold_stay says %q", name)
}

// made finds what an earlier try with the same key has made. A key that made something else was sent again from an old page;
// showing what it made would pass it off as what is asked for now.
func (s *Service) made(ctx context.Context, req HoldRequest) (int64, error) {
	var made struct {
		ID    int64
		Same  bool
		State State
	}
	err := s.db.Get(ctx, &made, `/* booking.made */
		SELECT id, state, revision_id = $3 AND starts_on = $4 AND people = $5 AS same FROM booking WHERE company_id = $1 AND op_key = $2`,
		req.CompanyID, req.OpKey, req.RevisionID, req.Start, req.People)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, nil
	case err == nil && (!made.Same || made.State == Cancelled || made.State == Expired):
		err = fault.New(fault.Conflict, "fault.form_sent")
	}
	return made.ID, err
}

// offer is what would be held. A refusal is always the database's: the index may be a moment behind.
func (s *Service) offer(ctx context.Context, req HoldRequest, first bool) (packages.Package, packages.Offer, error) {
	if first {
		if pkg, offer, known := s.finder.Quick(req.RevisionID, req.Start, req.People); known && (req.Expect == 0 || req.Expect == offer.Price.Gross) {
			return pkg, offer, nil
		}
	}
	pkg, err := packages.ByRevision(ctx, s.db, req.RevisionID)
	if err != nil {
		return packages.Package{}, packages.Offer{}, err
	}
	if pkg.Archived || pkg.State != packages.Published {
		return packages.Package{}, packages.Offer{}, fault.New(fault.Conflict, "fault.package_changed")
	}
	stock, err := packages.ReadStock(ctx, s.db, []packages.Package{pkg}, dates.Through(req.Start, req.Start), s.now())
	if err != nil {
		return packages.Package{}, packages.Offer{}, err
	}
	offer, refusal, err := packages.OfferFor(pkg, req.Start, req.People, stock)
	switch {
	case err != nil:
	case refusal != nil:
		err = &Refused{Refusal: *refusal, Package: pkg, Start: req.Start, People: req.People}
	case req.Expect != 0 && req.Expect != offer.Price.Gross:
		err = fault.New(fault.Conflict, "fault.price_changed")
	}
	return pkg, offer, err
}

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
}

func stayOf(actor access.Actor, pkg packages.Package, offer packages.Offer, req HoldRequest) (stayRow, error) {
	ref, err := newRef()
	return stayRow{
		Ref: ref, CompanyID: req.CompanyID, BookerID: actor.PersonID, Actor: actor.Name, PackageID: pkg.ID, RevisionID: pkg.RevisionID,
		StartsOn: offer.Start, EndsOn: offer.Last, People: offer.People, Hours: int(HoldTime.Hours()), MostHolds: MaxHolds, Lang: req.Lang,
		Net: offer.Price.Net, VAT: offer.Price.VATSum, Gross: offer.Price.Gross, Note: req.Note, OpKey: req.OpKey,
		Lines: linesOf(offer.Price), Legs: legsOf(pkg, offer.Start), Sessions: sessionsOf(offer),
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
