package event

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// News is what a mail about a sign-up says.
type News string

const (
	Asked     News = "asked"     // use the link to confirm
	GotIn     News = "in"        // a seat is theirs
	Waits     News = "waiting"   // the waiting list has them
	Offer     News = "offered"   // a seat has become free: theirs if they take it in time
	Lapsed    News = "lapsed"    // they did not, it went on
	CalledOff News = "calledoff" // the occasion does not take place
	Moved     News = "moved"     // at another time or place
	Dropped   News = "dropped"   // the stay changed, and its group cannot come any more
)

// Notifier tells people what happened here. Its methods run inside the transaction that made it happen and only queue mails.
type Notifier interface {
	// Signup tells one of those who signed up what is new. s.Letters grows with every mail, so it is a part of its key.
	Signup(ctx context.Context, tx *postgres.Tx, what News, o Occasion, s Signup) error
	// ReaderAsked sends the link that starts the weekly letter.
	ReaderAsked(ctx context.Context, tx *postgres.Tx, r Reader) error
	// Letter sends the letter of a week. It is called once for a reader and a week, and never without occasions.
	Letter(ctx context.Context, tx *postgres.Tx, r Reader, week string, list []Occasion) error
}

// Service is everything that people do with events. Reading what is on is for everybody; methods that take an actor check it
// first.
type Service struct {
	db     *postgres.DB
	notify Notifier
	now    func() time.Time
	seat   func(ctx context.Context, tx *postgres.Tx, o *Occasion, seats int) error // gives seats of a locked occasion
	lock   string                                                                   // how an occasion's row is locked
	press  *photo.Press
}

// New makes the service; now is the clock.
func New(db *postgres.DB, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, notify: notify, now: now, seat: count, lock: "FOR UPDATE OF o", press: photo.NewPress()}
}

var errNotFound = fault.New(fault.NotFound, "fault.not_found")

// found turns a row that is not there into the fault that people see.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errNotFound
	}
	return err
}

// newToken makes the secret of a mailed link: whoever has it may confirm, leave or take the offered seat, nothing else. It is
// kept as it is, because later mails carry the same link.
func newToken() string { return rand.Text() }

// count changes how many seats of an occasion are taken; the database has the last word on whether there are so many.
func count(ctx context.Context, tx *postgres.Tx, o *Occasion, seats int) error {
	if o.Capacity == 0 {
		return nil
	}
	return tx.Get(ctx, &o.Taken, `/* event.count */
		UPDATE event_occasion SET taken = taken + $2 WHERE id = $1 RETURNING taken`, o.ID, seats)
}

func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
