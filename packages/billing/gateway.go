package billing

import (
	"context"
	"time"
)

// Gateway is what billing needs of a card payment provider. app/stripepay implements it over Stripe's API.
// No call is made inside a database transaction; every call that creates something carries a key of ours, so that
// repeating it gives the same object.
type Gateway interface {
	// CreateCheckout opens a pay page. Repeating it with the same Key gives the same session.
	CreateCheckout(ctx context.Context, req CheckoutRequest) (CheckoutSession, error)
	// Checkout reads a session as the provider knows it now.
	Checkout(ctx context.Context, sessionID string) (CheckoutSession, error)
	// ExpireCheckout closes an open session and returns it as it stands after: a session that was paid a moment ago
	// comes back complete, not expired.
	ExpireCheckout(ctx context.Context, sessionID string) (CheckoutSession, error)
	// Refund gives money back to the card that paid. Repeating it with the same Key gives the same refund.
	Refund(ctx context.Context, req RefundRequest) (ProviderRefund, error)
	// RefundByID reads a refund as the provider knows it now.
	RefundByID(ctx context.Context, refundID string) (ProviderRefund, error)
	// ParseEvent checks a webhook's signature over the raw body; a bad one is an Invalid fault.
	ParseEvent(body []byte, signature string) (Event, error)
}

// CheckoutLine is one row of the pay page; the lines sum to what is charged. UnitCents includes VAT.
type CheckoutLine struct {
	Name      string
	Quantity  int64
	UnitCents int64
}

// CheckoutRequest asks for a pay page for one payment attempt. Currency is always EUR.
type CheckoutRequest struct {
	Key        string // idempotency key of this attempt
	PaymentID  int64
	BookingRef string
	Email      string
	Lang       string // fi, en or sv
	Lines      []CheckoutLine
	SuccessURL string // the provider replaces {CHECKOUT_SESSION_ID}
	CancelURL  string
	ExpiresAt  time.Time // 30 minutes to 24 hours from now
}

// CheckoutSession is a pay page as the provider knows it. Status: open, complete or expired. Paid says that the money
// is there; a complete session may be unpaid for a while with slow methods.
type CheckoutSession struct {
	ID            string
	URL           string
	Status        string
	Paid          bool
	PaymentIntent string
	AmountCents   int64
	Currency      string
	PaymentID     int64  // from our metadata, 0 when it is not ours
	BookingRef    string // from our metadata
}

// RefundRequest gives AmountCents of a payment back.
type RefundRequest struct {
	Key           string
	PaymentIntent string
	AmountCents   int64
	BookingRef    string
}

// ProviderRefund is a refund as the provider knows it. Status: pending, succeeded, failed or canceled.
type ProviderRefund struct {
	ID          string
	Status      string
	AmountCents int64
}

// Event is a verified webhook message. SessionID is set for checkout.session.*, RefundID for refund messages.
type Event struct {
	ID        string
	Type      string
	Created   time.Time
	Livemode  bool
	SessionID string
	RefundID  string
	Payload   []byte
}
