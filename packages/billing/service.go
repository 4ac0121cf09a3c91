package billing

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Times of a card payment. The pay page lives a little over the provider's minimum of 30 minutes, and the hold outlives
// the page, so that nothing is given away that somebody is about to pay.
const (
	pageMinutes = 31
	holdMinutes = 36
	// reuseMinutes is how much time a page must have left to be shown again instead of a new one.
	reuseMinutes = 5
	// InvoiceDays is the payment term of an invoice, net.
	InvoiceDays = 14
)

// Enqueuer puts a job into the caller's transaction.
type Enqueuer interface {
	Insert(ctx context.Context, tx *postgres.Tx, args river.JobArgs, opts *river.InsertOpts) error
}

// Notifier tells people about money. It is called inside the transaction and only enqueues.
type Notifier interface {
	booking.Notifier
	// PaymentReturned: money came, but the stay could not be had any more (or had been paid already), and goes back.
	PaymentReturned(ctx context.Context, tx *postgres.Tx, bookingID, cents int64) error
	// StayChanged: a change was made, or lapsed without its payment.
	StayChanged(ctx context.Context, tx *postgres.Tx, changeID int64) error
	// DifferenceReturned: money for a change came when the change could not be made any more, and goes back.
	DifferenceReturned(ctx context.Context, tx *postgres.Tx, bookingID, cents int64) error
}

// Seller is the network as it stands on invoices: it sells in the name of hubs and partners.
type Seller struct {
	Name       string `json:"name"`
	BusinessID string `json:"business_id"`
	Street     string `json:"street"`
	Postcode   string `json:"postcode"`
	City       string `json:"city"`
	Email      string `json:"email"`
	IBAN       string `json:"iban"`
	BIC        string `json:"bic"`
}

// Service takes payments, writes invoices and gives money back.
type Service struct {
	db       *postgres.DB
	bookings *booking.Service
	gateway  Gateway
	queue    Enqueuer
	notify   Notifier
	seller   Seller
	now      func() time.Time
	log      *slog.Logger
}

// Deps is what the service is joined from.
type Deps struct {
	DB       *postgres.DB
	Bookings *booking.Service
	Gateway  Gateway
	Queue    Enqueuer
	Notify   Notifier
	Seller   Seller
	Now      func() time.Time
	Log      *slog.Logger
}

// NewService makes the service.
func NewService(d Deps) *Service {
	return &Service{db: d.DB, bookings: d.Bookings, gateway: d.Gateway, queue: d.Queue, notify: d.Notify, seller: d.Seller, now: d.Now, log: d.Log}
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}
