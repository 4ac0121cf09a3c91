package learning

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// Notifier tells people what happened here. Its methods run inside the transaction that made it happen and only queue mails, under
// keys that begin with "learning-".
type Notifier interface {
	// SeatAsked sends the link that takes a seat; SeatTaken says that it is taken. s.Letters grows with every mail.
	SeatAsked(ctx context.Context, tx *postgres.Tx, c Course, s Seat) error
	SeatTaken(ctx context.Context, tx *postgres.Tx, c Course, s Seat) error
	// NewsAsked sends the link that starts the news of courses.
	NewsAsked(ctx context.Context, tx *postgres.Tx, r Reader) error
	// CoursePublished tells a reader of a new course. It is called once for a reader and a course.
	CoursePublished(ctx context.Context, tx *postgres.Tx, c Course, r Reader) error
}

// Service is everything that people do with courses. Reading what can be learnt is for everybody; methods that take an actor
// check it first.
type Service struct {
	db       *postgres.DB
	partners *partners.Service
	notify   Notifier
	allow    func(ctx context.Context, what, ip string) error // TooMany when an address asks too often
	now      func() time.Time
}

// New makes the service. allow counts what strangers ask for, by their address; now is the clock.
func New(db *postgres.DB, p *partners.Service, notify Notifier, allow func(ctx context.Context, what, ip string) error, now func() time.Time) *Service {
	return &Service{db: db, partners: p, notify: notify, allow: allow, now: now}
}

func (s *Service) today() dates.Date { return dates.Today(s.now()) }

var errLinkUnknown = fault.New(fault.Gone, "fault.link_unknown")

// found turns a row that is not there into the fault that people see.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}

// newToken makes the secret of a mailed link. It is kept as it is, because later mails carry the same link.
func newToken() string { return rand.Text() }

func known(lang string) string {
	switch lang {
	case "en", "sv":
		return lang
	}
	return "fi"
}

func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
