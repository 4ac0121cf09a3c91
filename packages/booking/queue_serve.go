package booking

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

// QueueActor is who holds a stay for somebody who waited, as it stands in the stay's history.
const QueueActor = "queue"

// queueKeys names the operation keys of offers, one for each place in the queue.
var queueKeys = uuid.MustParse("3b0c8f0e-6a0f-4a55-9a3c-5e0a6a8d7c11")

// turn is somebody in the queue for whom what is free would do, on which of their days.
type turn struct {
	QueueEntry
	revision int64
	days     []dates.Date
}

// ServeQueue asks the queue: whoever waits for what is free now gets it as a hold, in order. It says how many did. Called by a job,
// and before a hold that somebody else asks for.
//
// Who is next is decided on one picture of what is free, so that what is freed while the queue is being asked does not go to somebody
// far behind; each offer then proves by the counters that it is still true. Several processes may serve at once: an offer is made with its
// row in the queue locked, so that nobody is offered two, and whoever comes second waits there and finds the turn taken.
func (s *Service) ServeQueue(ctx context.Context) (offers int, err error) {
	if err := s.endWaits(ctx); err != nil {
		return 0, err
	}
	turns, err := s.turns(ctx)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, t := range turns {
		made, err := s.offerTurn(ctx, t)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("offer to place %d in the queue: %w", t.ID, err))
		}
		if made {
			offers++
		}
	}
	return offers, failed
}

// endWaits ends what no waiting helps any more.
func (s *Service) endWaits(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var ended []int64
		if err := tx.Select(ctx, &ended, `/* booking.endWaits */
			UPDATE stay_queue SET state = 'over', ended_at = now() WHERE id IN (
				SELECT q.id FROM stay_queue q JOIN package k ON k.id = q.package_id
				WHERE q.state = 'waiting' AND (q.last_start <= $1 OR k.archived
					OR NOT EXISTS (SELECT FROM membership m WHERE m.person_id = q.person_id AND (m.company_id = q.company_id OR m.role = 'network_admin')))
				ORDER BY q.id FOR UPDATE OF q SKIP LOCKED) RETURNING id`, dates.Today(s.now())); err != nil {
			return err
		}
		for _, id := range ended {
			if err := s.notify.QueueOver(ctx, tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// turns are those in the queue for whom what is free at this moment would do, each by itself, in order.
func (s *Service) turns(ctx context.Context) (turns []turn, err error) {
	err = s.db.InSnapshot(ctx, func(r postgres.Reader) error {
		turns = nil
		var list []QueueEntry
		if err := r.Select(ctx, &list, selectQueue+`WHERE q.state = 'waiting' ORDER BY q.id`); err != nil || len(list) == 0 {
			return err
		}
		pkgs, stock, err := s.queueStock(ctx, r, list)
		if err != nil {
			return err
		}
		for _, e := range list {
			pkg, onSale := pkgs[e.PackageID]
			if !onSale {
				continue
			}
			days, err := fitting(pkg, e, stock)
			if err != nil {
				return err
			}
			if len(days) > 0 {
				turns = append(turns, turn{e, pkg.RevisionID, days})
			}
		}
		return nil
	})
	return turns, err
}

// queueStock reads the packages that are waited for, and what is free on the days.
func (s *Service) queueStock(ctx context.Context, r postgres.Reader, list []QueueEntry) (map[int64]packages.Package, packages.Stock, error) {
	var ids []int64
	first, last := list[0].Days()[0], list[0].Days()[0]
	for _, e := range list {
		days := e.Days()
		ids = append(ids, e.PackageID)
		if days[0].Before(first) {
			first = days[0]
		}
		if days[len(days)-1].After(last) {
			last = days[len(days)-1]
		}
	}
	found, err := packages.PublishedAmong(ctx, r, ids)
	if err != nil {
		return nil, packages.Stock{}, err
	}
	pkgs := map[int64]packages.Package{}
	for _, p := range found {
		pkgs[p.ID] = p
	}
	stock, err := packages.ReadStock(ctx, r, found, dates.Through(first, last), s.now())
	return pkgs, stock, err
}

func fitting(pkg packages.Package, e QueueEntry, stock packages.Stock) (days []dates.Date, err error) {
	stock.Group = e.Rhythm
	for _, day := range e.Days() {
		_, refusal, err := packages.OfferFor(pkg, day, e.People, stock)
		if err != nil {
			return nil, err
		}
		if refusal == nil {
			days = append(days, day)
		}
	}
	return days, nil
}

// offerTurn holds the stay on the first of the days that is still free; false where none is, or the turn has been taken.
func (s *Service) offerTurn(ctx context.Context, t turn) (made bool, err error) {
	for _, day := range t.days {
		made, err = s.offerDay(ctx, t, day)
		var refused *Refused
		var short *capacity.Short
		switch {
		case errors.As(err, &refused), errors.As(err, &short): // somebody before them in the queue has it
			err = nil
		case fault.CodeOf(err) == fault.Conflict: // too many options, or the package was changed: another time
			return false, nil
		case err != nil || made:
			return made, err
		}
	}
	return false, err
}

func (s *Service) offerDay(ctx context.Context, t turn, day dates.Date) (made bool, err error) {
	req := HoldRequest{
		CompanyID: t.CompanyID, RevisionID: t.revision, Start: day, People: t.People, Lang: t.Lang, Rhythm: t.Rhythm, OpKey: uuid.NewSHA1(queueKeys, fmt.Append(nil, t.ID)),
	}
	pkg, offer, err := s.offer(ctx, req, false)
	if err != nil {
		return false, err
	}
	stay, err := stayOf(access.Actor{PersonID: t.PersonID, Name: QueueActor}, pkg, offer, req)
	if err != nil {
		return false, err
	}
	stay.Hours = int(OfferTime.Hours())
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		made = false
		var state QueueState
		if err := tx.Get(ctx, &state, `/* booking.lockTurn */ SELECT state FROM stay_queue WHERE id = $1 FOR UPDATE`, t.ID); err != nil || state != QueueWaiting {
			return err
		}
		held, err := s.holdOne(ctx, tx, stay, offer.Demands(pkg))
		if err != nil {
			return err
		}
		made = true
		_, err = tx.Exec(ctx, `/* booking.offerDay */
			UPDATE stay_queue q SET state = 'offered', ended_at = now(), booking_id = b.id, offered_until = b.hold_expires_at FROM booking b WHERE q.id = $1 AND b.id = $2`, t.ID, held.ID)
		return err
	})
	return made && err == nil, err
}

// askQueue serves the queue before a stay is held, where somebody waits for days that the stay may touch.
func (s *Service) askQueue(ctx context.Context, reqs []HoldRequest) error {
	days := make([]dates.Date, len(reqs))
	for i, req := range reqs {
		days[i] = req.Start
	}
	first, last := slices.MinFunc(days, dates.Date.Compare), slices.MaxFunc(days, dates.Date.Compare)
	var waited bool
	err := s.db.Get(ctx, &waited, `/* booking.askQueue */
		SELECT EXISTS (SELECT FROM stay_queue WHERE state = 'waiting' AND last_start > $1 AND first_start < $2)`,
		first.AddDays(-packages.MaxDays), last.AddDays(packages.MaxDays))
	if err == nil && waited {
		_, _ = s.ServeQueue(ctx) // an offer that fails is the job's to report, and nobody else's hindrance
	}
	return err
}

// offeredTo is the stay that the queue holds for the company which asks for the very same; nil for none.
func (s *Service) offeredTo(ctx context.Context, reqs []HoldRequest) (offered []HeldStay, err error) {
	if len(reqs) != 1 || reqs[0].Drop != 0 || reqs[0].Take != 0 {
		return nil, nil
	}
	err = s.db.Select(ctx, &offered, `/* booking.offeredTo */
		SELECT b.id, b.ref FROM stay_queue q JOIN booking b ON b.id = q.booking_id
		WHERE q.company_id = $1 AND b.revision_id = $2 AND b.starts_on = $3 AND b.people = $4 AND b.rhythm IS NOT DISTINCT FROM $5::jsonb AND b.state = 'held' AND b.hold_expires_at > now()
		ORDER BY b.id DESC LIMIT 1`,
		reqs[0].CompanyID, reqs[0].RevisionID, reqs[0].Start, reqs[0].People, reqs[0].Rhythm)
	return offered, err
}
