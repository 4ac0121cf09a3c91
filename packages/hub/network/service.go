package network

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// News is what a mail about a meeting says.
type News string

const (
	Added     News = "added"
	Moved     News = "moved" // another time or place
	Cancelled News = "cancelled"
	Reminded  News = "reminded" // it is tomorrow
)

// Recipient is who a mail goes to.
type Recipient struct {
	PersonID int64  `db:"id"`
	Name     string `db:"name"`
	Email    string `db:"email"`
	Lang     string `db:"lang"`
}

// Notifier tells people of meetings. Its method runs inside the transaction that made it happen and only queues mails. m.Letters
// grows with every round of mails, so it is a part of their keys.
type Notifier interface {
	Meeting(ctx context.Context, tx *postgres.Tx, what News, m Meeting, to []Recipient) error
}

// Service is everything that people do in the network's room. Methods check the actor first: members of any hub and network admins
// may come in, anyone else gets NotFound.
type Service struct {
	db     *postgres.DB
	notify Notifier
	now    func() time.Time
}

// New makes the service; now is the clock.
func New(db *postgres.DB, notify Notifier, now func() time.Time) *Service {
	return &Service{db: db, notify: notify, now: now}
}

var errNotFound = fault.New(fault.NotFound, "fault.not_found")

// mayEnter is nil for those who run a hub and for network admins.
func mayEnter(actor access.Actor) error {
	if actor.IsAdmin() || actor.HasKind("hub") {
		return nil
	}
	if !actor.SignedIn() && !actor.IsSystem() {
		return fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return errNotFound
}

// MayMeet says whether the actor may call meetings: community managers and network admins. Pages show their buttons by it.
func MayMeet(actor access.Actor) bool {
	return actor.IsAdmin() || slices.ContainsFunc(actor.Grants, func(g access.Grant) bool { return g.Role == access.CommunityManager })
}

// MayTick says whether the path is the actor's to walk: it is for those who run a hub.
func MayTick(actor access.Actor) bool { return actor.HasKind("hub") }

// found turns a row that is not there into the fault that people see.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errNotFound
	}
	return err
}

func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
