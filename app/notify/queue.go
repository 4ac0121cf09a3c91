package notify

import (
	"context"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// What happened to a stay.
const (
	held      = "held"
	offered   = "offered" // held for somebody who waited
	confirmed = "confirmed"
	cancelled = "cancelled"
	expired   = "expired"
	returned  = "returned"
	changed   = "changed"
	lapsed    = "lapsed" // a change that was not paid in time
	late      = "late"   // money for a change that was over
	lost      = "lost"   // a partner has called a session off
	ended     = "ended"  // it is over: how was it?
	moved     = "moved"  // somebody's day at another hub
	called    = "called" // a session takes place as its plan B
	named     = "named"  // who comes along is known
	queueOver = "queue_over"
)

// Args is the job of telling people what happened to a stay.
type Args struct {
	BookingID int64  `json:"booking_id"`
	What      string `json:"what"`
	Cents     int64  `json:"cents,omitempty"`      // returned, late: how much goes back
	ChangeID  int64  `json:"change_id,omitempty"`  // changed, lapsed: which change
	SessionID int64  `json:"session_id,omitempty"` // lost, called: which session
	MoveID    int64  `json:"move_id,omitempty"`    // moved: which day
	News      string `json:"news,omitempty"`       // moved: booking.MoveNews
	QueueID   int64  `json:"queue_id,omitempty"`   // queue_over: which place; there is no stay
}

// Kind names the job.
func (Args) Kind() string { return "notify.booking" }

// InsertOpts keeps these jobs to themselves: most of them draw.
func (Args) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: jobs.DrawQueue} }

// Queue is what booking and billing tell; it only enqueues.
type Queue struct{ jobs *jobs.Queue }

// NewQueue makes it.
func NewQueue(q *jobs.Queue) *Queue { return &Queue{q} }

// BookingHeld tells the booker that everything is held, and until when.
func (q *Queue) BookingHeld(ctx context.Context, tx *postgres.Tx, id int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: held}, nil)
}

// BookingConfirmed tells the booker, the company's address for invoices, each partner concerned and each hub on the way.
func (q *Queue) BookingConfirmed(ctx context.Context, tx *postgres.Tx, id int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: confirmed}, nil)
}

// BookingCancelled tells all who were told of the confirmation, the address for invoices only where there is a credit note; or
// the booker alone when it was only held.
func (q *Queue) BookingCancelled(ctx context.Context, tx *postgres.Tx, id int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: cancelled}, nil)
}

// BookingExpired tells the booker that the option lapsed.
func (q *Queue) BookingExpired(ctx context.Context, tx *postgres.Tx, id int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: expired}, nil)
}

// PaymentReturned tells the booker that a payment goes back.
func (q *Queue) PaymentReturned(ctx context.Context, tx *postgres.Tx, id, cents int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: returned, Cents: cents}, nil)
}

// StayChanged tells the booker, the company's address for invoices where there is a paper, and those partners and hubs whose part
// is another now; or the booker alone while the stay is on hold, and when a change lapsed.
func (q *Queue) StayChanged(ctx context.Context, tx *postgres.Tx, changeID int64) error {
	var c struct {
		BookingID int64  `db:"booking_id"`
		State     string `db:"state"`
	}
	if err := tx.Get(ctx, &c, `/* notify.changed */ SELECT booking_id, state FROM booking_change WHERE id = $1`, changeID); err != nil {
		return err
	}
	what := changed
	if c.State != string(booking.ChangeDone) {
		what = lapsed
	}
	return q.jobs.Insert(ctx, tx, Args{BookingID: c.BookingID, What: what, ChangeID: changeID}, nil)
}

// DifferenceReturned tells the booker that money for a change goes back.
func (q *Queue) DifferenceReturned(ctx context.Context, tx *postgres.Tx, id, cents int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: late, Cents: cents}, nil)
}

// DayMoved tells of a day at another hub: the receiving hub when it is asked, who asked when it is answered, and a guest who is asked to
// change places.
func (q *Queue) DayMoved(ctx context.Context, tx *postgres.Tx, id, moveID int64, what booking.MoveNews) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: moved, MoveID: moveID, News: string(what)}, nil)
}

// PlanBCalled tells the booker, and those who come along whose address is known, where a session takes place instead.
func (q *Queue) PlanBCalled(ctx context.Context, tx *postgres.Tx, id, session int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: called, SessionID: session}, nil)
}

// PeopleNamed sends those who come along their own link, once each.
func (q *Queue) PeopleNamed(ctx context.Context, tx *postgres.Tx, id int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: named}, nil)
}

// QueueOver tells who waited that the wait has ended without a stay.
func (q *Queue) QueueOver(ctx context.Context, tx *postgres.Tx, queueID int64) error {
	return q.jobs.Insert(ctx, tx, Args{What: queueOver, QueueID: queueID}, nil)
}

// SurveyDue asks the booker how the stay was.
func (q *Queue) SurveyDue(ctx context.Context, tx *postgres.Tx, id int64) error {
	return q.jobs.Insert(ctx, tx, Args{BookingID: id, What: ended}, nil)
}

// Worker works Args.
type Worker struct {
	river.WorkerDefaults[Args]
	mails *Mails
}

// NewWorker makes the worker.
func NewWorker(m *Mails) *Worker { return &Worker{mails: m} }

// Work writes and queues the mails; the message ids make a second run queue none again.
func (w *Worker) Work(ctx context.Context, job *river.Job[Args]) error {
	return w.mails.send(ctx, job.Args, job.ID)
}
