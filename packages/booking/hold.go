package booking

import (
	"context"
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
	// DayMoved tells of a day at another hub: id is the stay's.
	DayMoved(ctx context.Context, tx *postgres.Tx, id, moveID int64, what MoveNews) error
	// PlanBCalled tells that a session of the stay takes place as its plan B.
	PlanBCalled(ctx context.Context, tx *postgres.Tx, id, session int64) error
	// PeopleNamed tells those who come along to a confirmed stay of their own link, once each.
	PeopleNamed(ctx context.Context, tx *postgres.Tx, id int64) error
	// QueueOver tells who asked that a place in the queue has ended without a stay.
	QueueOver(ctx context.Context, tx *postgres.Tx, queueID int64) error
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
	trade  Trader
	gate   *gate
}

// NewService makes the service.
func NewService(db *postgres.DB, finder *search.Finder, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, finder: finder, notify: notify, now: now, take: capacity.Take, trade: capacity.Trade, gate: newGate()}
}

// Taking is the service with another taker: for the controls of race tests, which switch the lock off to show that the
// race is there.
func (s *Service) Taking(take Taker) *Service {
	c := *s
	c.take, c.gate = take, nil // the herd must meet inside
	return &c
}

// HoldRequest asks for a stay. Expect is the gross price the company saw, in cents; 0 asks for no comparison. Drop is the position
// of an item that is left out, and Take an activity that comes in its place: see Ways.
type HoldRequest struct {
	CompanyID  int64
	RevisionID int64
	Start      dates.Date
	People     int
	Expect     int64
	Drop       int
	Take       int64
	Lang       string
	Note       string
	Rhythm     packages.Rhythm // hours and meetings of the group, around which the stay is planned; zero: the package's hours
	OpKey      uuid.UUID
}

// HeldStay names a stay that is held; ByRef and ByID read it.
type HeldStay struct {
	ID  int64
	Ref string
}

// Refused is why a stay cannot be held, and the nearest start days that can.
type Refused struct {
	packages.Refusal
	Package packages.Package
	Start   dates.Date
	People  int
	Rhythm  packages.Rhythm
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

// Hold is HoldAll for one stay, and reads it.
func (s *Service) Hold(ctx context.Context, actor access.Actor, req HoldRequest) (Booking, error) {
	held, err := s.HoldAll(ctx, actor, []HoldRequest{req})
	if err != nil {
		return Booking{}, err
	}
	return s.byID(ctx, s.db, held[0].ID)
}

// HoldAll takes everything that stays need, free of charge, for 48 hours: all of them, such as the parts of a divided group, or none.
// Members of the company may. Each request has an operation key; the same key gives the same stay, whatever happened to the first answer.
// Whoever waits for such a stay is asked first, see JoinQueue; a company that asks for what it is being offered gets the offer.
//
// Errors: Invalid without people or a day, or with fields of the rhythm as SetRhythm has them; *Refused with the short resource and the nearest start days; Conflict when the company has
// MaxHolds options, when the price is not what it was, when the package was changed or taken off sale meanwhile, when others were faster
// each time, or when the key has made another stay or one that has ended ("fault.form_sent").
func (s *Service) HoldAll(ctx context.Context, actor access.Actor, reqs []HoldRequest) ([]HeldStay, error) {
	for _, req := range reqs {
		if err := actor.MayCompany(req.CompanyID); err != nil {
			return nil, err
		}
		if req.People < 1 || req.People > 1000 {
			return nil, fault.OnField("people", "field.people")
		}
		if req.Start.IsZero() {
			return nil, fault.OnField("start", "field.date")
		}
		if err := CheckRhythm(req.Rhythm); err != nil {
			return nil, err
		}
	}
	var err error
	var refused *Refused
	for attempt := range holdAttempts {
		if err = s.askQueue(ctx, reqs); err != nil {
			return nil, err
		}
		var held []HeldStay
		if held, err = s.tryHold(ctx, actor, reqs, attempt == 0); err == nil {
			return held, nil
		}
		var short *capacity.Short
		refused = nil
		switch {
		case errors.As(err, &refused):
			if offered, offerErr := s.offeredTo(ctx, reqs); offerErr != nil || offered != nil {
				return offered, offerErr
			}
			if n, expireErr := s.ExpireLapsed(ctx); expireErr != nil || n == 0 {
				return nil, s.withNearest(ctx, refused)
			}
		case errors.As(err, &short): // somebody was faster by a moment: look again, another itinerary may do
		case errors.Is(err, postgres.ErrCommitUnknown): // the operation key finds it, if it was
		default:
			return nil, err
		}
	}
	if refused != nil {
		err = s.withNearest(ctx, refused)
	}
	return nil, err
}

func (s *Service) withNearest(ctx context.Context, r *Refused) error {
	if r.Package.ID == 0 || r.Why == packages.WhyGroup {
		return r
	}
	var err error
	if r.Nearest, err = s.finder.For(r.Rhythm).Nearest(ctx, r.Package, r.Start, r.People, nearestDays); err != nil {
		return err
	}
	return r
}

// tryHold makes the holds of offers. An offer comes from the search index where that knows, on the first try: what it says is
// proved by the places that are taken.
func (s *Service) tryHold(ctx context.Context, actor access.Actor, reqs []HoldRequest, first bool) ([]HeldStay, error) {
	var hubs packages.Package
	stays, demands := make([]stayRow, len(reqs)), make([][]capacity.Demand, len(reqs))
	for i, req := range reqs {
		pkg, offer, err := s.offer(ctx, req, first)
		if err != nil {
			if made, madeErr := s.allMade(ctx, reqs); made != nil || madeErr != nil {
				return made, madeErr
			}
			return nil, err
		}
		if stays[i], err = stayOf(actor, pkg, offer, req); err != nil {
			return nil, err
		}
		demands[i], hubs.Legs = offer.Demands(pkg), append(hubs.Legs, pkg.Legs...)
	}
	leave, err := s.gate.enter(ctx, hubs)
	if err != nil {
		return nil, err
	}
	defer leave()
	held := make([]HeldStay, len(reqs))
	err = s.db.InTx(ctx, func(tx *postgres.Tx) (err error) {
		for i := range stays {
			if held[i], err = s.holdOne(ctx, tx, stays[i], demands[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return held, err
}

// holdOne writes a stay and takes its places; a stay that an earlier try has made is left as it is.
func (s *Service) holdOne(ctx context.Context, tx *postgres.Tx, stay stayRow, demands []capacity.Demand) (HeldStay, error) {
	var held struct {
		ID      int64
		Outcome string
	}
	if err := tx.Get(ctx, &held, `/* booking.hold */ SELECT coalesce(id, 0) AS id, outcome FROM hold_stay($1::jsonb)`, postgres.JSON(stay)); err != nil {
		return HeldStay{}, err
	}
	switch held.Outcome {
	case "made": // by an earlier try with the same key
		return madeAs(ctx, tx, held.ID, stay.Rhythm)
	case "held":
	default:
		return HeldStay{}, outcome(held.Outcome)
	}
	if err := keepRhythm(ctx, tx, held.ID, stay.Rhythm); err != nil {
		return HeldStay{}, err
	}
	if err := s.notify.BookingHeld(ctx, tx, held.ID); err != nil {
		return HeldStay{}, err
	}
	return HeldStay{held.ID, stay.Ref}, s.take(ctx, tx, held.ID, demands) // last: others wait for these slots from now until the end
}

// allMade are the bookings that an earlier try with the same keys has made; nil where it has not made all.
func (s *Service) allMade(ctx context.Context, reqs []HoldRequest) (list []HeldStay, err error) {
	for _, req := range reqs {
		held, err := s.made(ctx, req)
		if err != nil || held.ID == 0 {
			return nil, err
		}
		list = append(list, held)
	}
	return list, nil
}

// outcome is what it means when hold_stay made nothing.
func outcome(name string) error {
	switch name {
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
func (s *Service) made(ctx context.Context, req HoldRequest) (HeldStay, error) {
	var made struct {
		HeldStay
		Same  bool
		State State
	}
	err := s.db.Get(ctx, &made, `/* booking.made */
		SELECT id, ref, state, revision_id = $3 AND starts_on = $4 AND people = $5 AND rhythm IS NOT DISTINCT FROM $6::jsonb AS same FROM booking WHERE company_id = $1 AND op_key = $2`,
		req.CompanyID, req.OpKey, req.RevisionID, req.Start, req.People, req.Rhythm)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return HeldStay{}, nil
	case err == nil && (!made.Same || made.State == Cancelled || made.State == Expired):
		err = fault.New(fault.Conflict, "fault.form_sent")
	}
	return made.HeldStay, err
}

// offer is what would be held. A refusal is always the database's: the index may be a moment behind.
func (s *Service) offer(ctx context.Context, req HoldRequest, first bool) (packages.Package, packages.Offer, error) {
	if first && req.Drop == 0 && req.Take == 0 && req.Rhythm.IsZero() {
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
	if pkg, err = s.varied(ctx, pkg, req); err != nil {
		return packages.Package{}, packages.Offer{}, err
	}
	stock, err := packages.ReadStock(ctx, s.db, []packages.Package{pkg}, dates.Through(req.Start, req.Start), s.now())
	if err != nil {
		return packages.Package{}, packages.Offer{}, err
	}
	stock.Group = req.Rhythm
	offer, refusal, err := packages.OfferFor(pkg, req.Start, req.People, stock)
	switch {
	case err != nil:
	case refusal != nil:
		refusal = packages.Explain(pkg, req.Start, req.People, stock, refusal)
		err = &Refused{Refusal: *refusal, Package: pkg, Start: req.Start, People: req.People, Rhythm: req.Rhythm}
	case req.Expect != 0 && req.Expect != offer.Price.Gross:
		err = fault.New(fault.Conflict, "fault.price_changed")
	}
	return pkg, offer, err
}
