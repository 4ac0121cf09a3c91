package partners

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Notifier tells people what happened here. Its methods run inside the transaction that made it happen and only queue mails,
// so that a mail is sent if and only if the change was.
type Notifier interface {
	// PartnerApplied tells the network admins that an application waits for them. It is called once an application.
	PartnerApplied(ctx context.Context, tx *postgres.Tx, p Partner) error
	// PartnerDecided tells a partner that it was approved, with the link to its membership, or declined, and why.
	PartnerDecided(ctx context.Context, tx *postgres.Tx, p Partner, approved bool, reason string) error
	// SessionCancelled tells those who hold seats in a session that it will not take place, and why.
	SessionCancelled(ctx context.Context, tx *postgres.Tx, s Session, reason string) error
	// PoolDecided tells of a session with a minimum that it goes, or, after SessionCancelled, its partner and the hubs that it does not.
	PoolDecided(ctx context.Context, tx *postgres.Tx, s Session) error
}

// Service is everything that people do with partners, activities and sessions. Methods check the actor first: members of the
// partner and network admins may, anyone else gets NotFound, nobody at all gets Unauthenticated.
type Service struct {
	db     *postgres.DB
	notify Notifier
	now    func() time.Time
	forms  *formChecker
	press  *photo.Press
}

// New makes the service; now is the clock.
func New(db *postgres.DB, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, notify: notify, now: now, forms: newFormChecker(), press: photo.NewPress()}
}

var errNotFound = fault.New(fault.NotFound, "fault.not_found")

// found turns a row that is not there into the fault that people see.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errNotFound
	}
	return err
}

// known refuses nobody before anything is looked up, so that signed-out visitors do not learn which ids exist.
func known(actor access.Actor) error {
	if actor.SignedIn() || actor.IsSystem() {
		return nil
	}
	return fault.New(fault.Unauthenticated, "fault.sign_in")
}

// orNull is an id for a column that may be NULL.
func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
