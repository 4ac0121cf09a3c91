package booking

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
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
}

// NewService makes the service.
func NewService(db *postgres.DB, finder *search.Finder, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, finder: finder, notify: notify, now: now, take: capacity.Take}
}

// Taking is the service with another taker: for the controls of race tests, which switch the lock off to show that the
// race is there.
func (s *Service) Taking(take Taker) *Service {
	c := *s
	c.take = take
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
	for range holdAttempts {
		var id int64
		if id, err = s.tryHold(ctx, actor, req); err == nil {
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

func (s *Service) tryHold(ctx context.Context, actor access.Actor, req HoldRequest) (id int64, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := lockCompany(ctx, tx, req.CompanyID); err != nil {
			return err
		}
		if id, err = byOpKey(ctx, tx, req); err != nil || id != 0 {
			return err
		}
		if err := roomForHold(ctx, tx, req.CompanyID); err != nil {
			return err
		}
		pkg, err := packages.ByRevision(ctx, tx, req.RevisionID)
		if err != nil {
			return err
		}
		if pkg.Archived || pkg.State != packages.Published {
			return fault.New(fault.Conflict, "fault.package_changed")
		}
		offer, err := s.offer(ctx, tx, pkg, req)
		if err != nil {
			return err
		}
		if id, err = insert(ctx, tx, actor, pkg, offer, req); err != nil {
			return err
		}
		if err := s.take(ctx, tx, id, offer.Demands(pkg)); err != nil {
			return err
		}
		return s.notify.BookingHeld(ctx, tx, id)
	})
	return id, err
}

// byOpKey finds what an earlier try with the same key has made. A key that made something else was sent again from an old
// page; showing what it made would pass it off as what is asked for now.
func byOpKey(ctx context.Context, tx *postgres.Tx, req HoldRequest) (int64, error) {
	var made struct {
		ID    int64
		Same  bool
		State State
	}
	err := tx.Get(ctx, &made, `/* booking.byOpKey */
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

// lockCompany makes a company's holds wait for each other, so that they are counted, and found by their key, one by one.
func lockCompany(ctx context.Context, tx *postgres.Tx, company int64) error {
	var id int64
	return notFound(tx.Get(ctx, &id, `/* booking.lockCompany */ SELECT id FROM company WHERE id = $1 FOR NO KEY UPDATE`, company))
}

func roomForHold(ctx context.Context, tx *postgres.Tx, company int64) error {
	var n int
	err := tx.Get(ctx, &n, `/* booking.countHolds */
		SELECT count(*) FROM booking WHERE company_id = $1 AND state IN ('held', 'awaiting_payment') AND hold_expires_at > now()`, company)
	if err == nil && n >= MaxHolds {
		return fault.New(fault.Conflict, "fault.too_many_holds").With("Max", MaxHolds)
	}
	return err
}

func (s *Service) offer(ctx context.Context, tx *postgres.Tx, pkg packages.Package, req HoldRequest) (packages.Offer, error) {
	stock, err := packages.ReadStock(ctx, tx, []packages.Package{pkg}, dates.Through(req.Start, req.Start), s.now())
	if err != nil {
		return packages.Offer{}, err
	}
	offer, refusal, err := packages.OfferFor(pkg, req.Start, req.People, stock)
	switch {
	case err != nil:
		return packages.Offer{}, err
	case refusal != nil:
		return packages.Offer{}, &Refused{Refusal: *refusal, Package: pkg, Start: req.Start, People: req.People}
	case req.Expect != 0 && req.Expect != offer.Price.Gross:
		return packages.Offer{}, fault.New(fault.Conflict, "fault.price_changed")
	}
	return offer, nil
}

func insert(ctx context.Context, tx *postgres.Tx, actor access.Actor, pkg packages.Package, offer packages.Offer, req HoldRequest) (id int64, err error) {
	ref, err := newRef()
	if err != nil {
		return 0, err
	}
	err = tx.Get(ctx, &id, `/* booking.insert */
		INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, lang,
			net_cents, vat_cents, gross_cents, note, op_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(hours => $9), $10, $11, $12, $13, $14, $15)
		RETURNING id`,
		ref, req.CompanyID, actor.PersonID, pkg.ID, pkg.RevisionID, offer.Start, offer.Last, offer.People, int(HoldTime.Hours()), req.Lang,
		offer.Price.Net, offer.Price.VATSum, offer.Price.Gross, req.Note, req.OpKey)
	if err != nil {
		return 0, err
	}
	if err := move(ctx, tx, actor, id, New, Held, ""); err != nil {
		return 0, err
	}
	return id, insertParts(ctx, tx, id, pkg, offer)
}

// insertParts writes lines, legs and sessions in one statement. It keeps the sessions from being cancelled or deleted until
// the end of the transaction.
func insertParts(ctx context.Context, tx *postgres.Tx, id int64, pkg packages.Package, offer packages.Offer) error {
	lines, err := json.Marshal(linesOf(offer.Price))
	if err != nil {
		return err
	}
	legs, err := json.Marshal(legsOf(pkg, offer.Start))
	if err != nil {
		return err
	}
	sessions, err := json.Marshal(sessionsOf(offer))
	if err != nil {
		return err
	}
	res, err := tx.Exec(ctx, `/* booking.insertParts */
		WITH lines AS (
			INSERT INTO booking_line (booking_id, position, kind, hub_id, partner_id, activity_id, text_fi, text_en, text_sv, quantity, unit,
				unit_cents, net_cents, vat_class, vat_bp, performed_on)
			SELECT $1, l.position, l.kind, nullif(l.hub_id, 0), nullif(l.partner_id, 0), nullif(l.activity_id, 0), l.text_fi, l.text_en, l.text_sv,
				l.quantity, l.unit, l.unit_cents, l.net_cents, l.vat_class, l.vat_bp, l.performed_on
			FROM jsonb_to_recordset($2::jsonb) AS l (position smallint, kind text, hub_id bigint, partner_id bigint, activity_id bigint, text_fi text,
				text_en text, text_sv text, quantity int, unit text, unit_cents bigint, net_cents bigint, vat_class text, vat_bp int, performed_on date)
		), legs AS (
			INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on)
			SELECT $1, l.position, l.hub_id, l.starts_on, l.ends_on
			FROM jsonb_to_recordset($3::jsonb) AS l (position smallint, hub_id bigint, starts_on date, ends_on date)
		), open AS MATERIALIZED (
			SELECT s.session_id, s.item, s.seats
			FROM jsonb_to_recordset($4::jsonb) AS s (session_id bigint, item smallint, seats int) JOIN session x ON x.id = s.session_id
			WHERE x.status = 'open' ORDER BY x.id FOR SHARE OF x
		)
		INSERT INTO booking_session (booking_id, session_id, item, seats)
		SELECT $1, session_id, item, seats FROM open`, id, string(lines), string(legs), string(sessions))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || int(n) == len(offer.Itinerary) {
		return err
	}
	return &capacity.Short{} // its partner has cancelled or deleted a session since it was looked at: look again
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
