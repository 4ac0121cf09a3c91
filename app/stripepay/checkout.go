package stripepay

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strconv"
	"time"

	"github.com/stripe/stripe-go/v76"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// Our names in Stripe's metadata. They stand on the session and on the payment intent, so that either leads back to us.
const (
	metaPaymentID  = "payment_id"
	metaBookingRef = "booking_ref"
	metaRefundKey  = "refund_key"
)

const (
	currency = "eur"
	maxKey   = 255
	maxLines = 100
	maxName  = 250
)

// CreateCheckout opens a pay page for one payment attempt. What is sent depends on the request alone, never on the
// clock, because Stripe refuses a repeated key with other parameters. Stripe measures ExpiresAt when the request
// arrives there: leave a minute above the 30.
//
// Errors: Unavailable (not known whether the page was opened; repeat with the same key), Conflict
// "fault.payment_key_spent" (Stripe remembers a failure under this key; a new attempt needs a new one), Internal.
func (c *Client) CreateCheckout(ctx context.Context, req billing.CheckoutRequest) (billing.CheckoutSession, error) {
	if err := checkRequest(req); err != nil {
		return billing.CheckoutSession{}, fault.As(err)
	}
	params := checkoutParams(req)
	params.Context = ctx
	params.SetIdempotencyKey(req.Key)
	s, err := c.api.CheckoutSessions.New(params)
	if err != nil {
		return billing.CheckoutSession{}, translate(err)
	}
	return session(s), nil
}

// Checkout reads a session as Stripe knows it now. Errors: NotFound, Unavailable, Internal.
func (c *Client) Checkout(ctx context.Context, sessionID string) (billing.CheckoutSession, error) {
	if sessionID == "" {
		return billing.CheckoutSession{}, fault.New(fault.NotFound, keyNotFound)
	}
	params := &stripe.CheckoutSessionParams{}
	params.Context = ctx
	s, err := c.api.CheckoutSessions.Get(sessionID, params)
	if err != nil {
		return billing.CheckoutSession{}, translate(err)
	}
	return session(s), nil
}

// ExpireCheckout closes an open session and returns it as it stands after. Stripe refuses to expire what is complete or
// already expired; then, and after any other failure, the session is read again and returned unless it is still open.
// Errors: Conflict "fault.payment_in_progress" (still open, somebody is paying this moment: ask again), NotFound,
// Unavailable, Internal.
func (c *Client) ExpireCheckout(ctx context.Context, sessionID string) (billing.CheckoutSession, error) {
	if sessionID == "" {
		return billing.CheckoutSession{}, fault.New(fault.NotFound, keyNotFound)
	}
	params := &stripe.CheckoutSessionExpireParams{}
	params.Context = ctx
	// Expiring twice is harmless, while a fixed key would replay a stored failure for a day: a fresh one each time.
	params.SetIdempotencyKey("expire-" + sessionID + "-" + stripe.NewIdempotencyKey())
	s, err := c.api.CheckoutSessions.Expire(sessionID, params)
	if err == nil {
		return session(s), nil
	}
	now, readErr := c.Checkout(ctx, sessionID)
	switch {
	case readErr != nil:
		return billing.CheckoutSession{}, readErr
	case now.Status != string(stripe.CheckoutSessionStatusOpen):
		return now, nil
	case refused(err):
		return billing.CheckoutSession{}, fault.New(fault.Conflict, keyInProgress).Wrap(err)
	}
	return billing.CheckoutSession{}, translate(err)
}

// checkRequest finds our own mistakes before Stripe does.
func checkRequest(req billing.CheckoutRequest) error {
	switch {
	case req.Key == "" || len(req.Key) > maxKey:
		return fmt.Errorf("stripepay: an idempotency key of %d characters", len(req.Key))
	case req.PaymentID <= 0 || req.BookingRef == "":
		return errors.New("stripepay: a pay page without our payment and booking could not be found again")
	case req.SuccessURL == "" || req.CancelURL == "" || req.ExpiresAt.IsZero():
		return errors.New("stripepay: a pay page needs both ways back and an end")
	case len(req.Lines) == 0 || len(req.Lines) > maxLines:
		return fmt.Errorf("stripepay: %d lines on a pay page", len(req.Lines))
	}
	for _, l := range req.Lines {
		if l.Name == "" || l.Quantity < 1 || l.UnitCents < 0 {
			return fmt.Errorf("stripepay: cannot show the line %q, %d x %d", l.Name, l.Quantity, l.UnitCents)
		}
	}
	return nil
}

func checkoutParams(req billing.CheckoutRequest) *stripe.CheckoutSessionParams {
	ours := map[string]string{
		metaPaymentID:  strconv.FormatInt(req.PaymentID, 10),
		metaBookingRef: req.BookingRef,
	}
	params := &stripe.CheckoutSessionParams{
		Mode:              stripe.String(string(stripe.CheckoutSessionModePayment)),
		SuccessURL:        stripe.String(req.SuccessURL),
		CancelURL:         stripe.String(req.CancelURL),
		ClientReferenceID: stripe.String(req.BookingRef),
		Locale:            stripe.String(locale(req.Lang)),
		ExpiresAt:         stripe.Int64(wholeSecond(req.ExpiresAt)),
		Metadata:          ours,
		PaymentIntentData: &stripe.CheckoutSessionPaymentIntentDataParams{
			Description: stripe.String(req.BookingRef),
			Metadata:    ours,
		},
	}
	// An address that Stripe would refuse must not stop the payment: without one the page asks for it.
	if addr, err := mail.ParseAddress(req.Email); err == nil && addr.Address == req.Email {
		params.CustomerEmail = stripe.String(req.Email)
	}
	for _, l := range req.Lines {
		params.LineItems = append(params.LineItems, line(l))
	}
	return params
}

func line(l billing.CheckoutLine) *stripe.CheckoutSessionLineItemParams {
	return &stripe.CheckoutSessionLineItemParams{
		Quantity: stripe.Int64(l.Quantity),
		PriceData: &stripe.CheckoutSessionLineItemPriceDataParams{
			Currency:    stripe.String(currency),
			UnitAmount:  stripe.Int64(l.UnitCents),
			TaxBehavior: stripe.String(string(stripe.PriceTaxBehaviorInclusive)),
			ProductData: &stripe.CheckoutSessionLineItemPriceDataProductDataParams{Name: stripe.String(shorten(l.Name))},
		},
	}
}

// wholeSecond rounds up: rounding down would take up to a second off the shortest time that Stripe allows.
func wholeSecond(t time.Time) int64 {
	return t.Add(time.Second - time.Nanosecond).Unix()
}

func shorten(name string) string {
	if r := []rune(name); len(r) > maxName {
		return string(r[:maxName-1]) + "…"
	}
	return name
}

func locale(lang string) string {
	switch lang {
	case "fi", "en", "sv":
		return lang
	}
	return "auto"
}

func session(s *stripe.CheckoutSession) billing.CheckoutSession {
	out := billing.CheckoutSession{
		ID:          s.ID,
		URL:         s.URL,
		Status:      string(s.Status),
		Paid:        s.PaymentStatus == stripe.CheckoutSessionPaymentStatusPaid,
		AmountCents: s.AmountTotal,
		Currency:    string(s.Currency),
		BookingRef:  s.Metadata[metaBookingRef],
	}
	if s.PaymentIntent != nil {
		out.PaymentIntent = s.PaymentIntent.ID
	}
	// Anything but a number of ours leaves 0: the account may have pay pages that other systems opened.
	if id, err := strconv.ParseInt(s.Metadata[metaPaymentID], 10, 64); err == nil && id > 0 {
		out.PaymentID = id
	}
	return out
}
