package stripepay

import (
	"context"
	"errors"
	"fmt"

	"github.com/stripe/stripe-go/v76"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// Refund gives money back to the means that paid. Repeating it with the same key gives the same refund. When Stripe
// answers with a failure of its own, the refund may have been made all the same: it is then looked up by our key in its
// metadata before anything is said.
//
// Errors: Conflict "fault.refund_too_much" (more than is left of the charge), Conflict "fault.payment_key_spent" (Stripe
// remembers a failure under this key and there is no such refund; a new try needs a new key), NotFound (no such payment),
// Unavailable (not known; repeat with the same key), Internal.
func (c *Client) Refund(ctx context.Context, req billing.RefundRequest) (billing.ProviderRefund, error) {
	if err := checkRefund(req); err != nil {
		return billing.ProviderRefund{}, fault.As(err)
	}
	params := &stripe.RefundParams{
		PaymentIntent: stripe.String(req.PaymentIntent),
		Amount:        stripe.Int64(req.AmountCents),
		Metadata:      map[string]string{metaBookingRef: req.BookingRef, metaRefundKey: req.Key},
	}
	params.Context = ctx
	params.SetIdempotencyKey(req.Key)
	r, err := c.api.Refunds.New(params)
	if err == nil {
		return refund(r), nil
	}
	if broken(err) {
		if made := c.refundByKey(ctx, req); made != nil {
			return refund(made), nil
		}
	}
	return billing.ProviderRefund{}, translate(err)
}

// RefundByID reads a refund as Stripe knows it now. Errors: NotFound, Unavailable, Internal.
func (c *Client) RefundByID(ctx context.Context, refundID string) (billing.ProviderRefund, error) {
	if refundID == "" {
		return billing.ProviderRefund{}, fault.New(fault.NotFound, keyNotFound)
	}
	params := &stripe.RefundParams{}
	params.Context = ctx
	r, err := c.api.Refunds.Get(refundID, params)
	if err != nil {
		return billing.ProviderRefund{}, translate(err)
	}
	return refund(r), nil
}

func checkRefund(req billing.RefundRequest) error {
	switch {
	case req.Key == "" || len(req.Key) > maxKey:
		return fmt.Errorf("stripepay: an idempotency key of %d characters", len(req.Key))
	case req.PaymentIntent == "":
		return errors.New("stripepay: a refund of no payment")
	case req.AmountCents <= 0:
		return fmt.Errorf("stripepay: a refund of %d cents", req.AmountCents)
	}
	return nil
}

// refundByKey looks among the refunds of the payment for the one made under our key; nil when there is none or Stripe
// does not answer.
func (c *Client) refundByKey(ctx context.Context, req billing.RefundRequest) *stripe.Refund {
	params := &stripe.RefundListParams{PaymentIntent: stripe.String(req.PaymentIntent)}
	params.Context = ctx
	params.Limit = stripe.Int64(100)
	list := c.api.Refunds.List(params)
	for list.Next() {
		if r := list.Refund(); r.Metadata[metaRefundKey] == req.Key {
			return r
		}
	}
	return nil
}

func refund(r *stripe.Refund) billing.ProviderRefund {
	return billing.ProviderRefund{ID: r.ID, Status: refundStatus(r.Status), AmountCents: r.Amount}
}

// refundStatus folds "requires_action" (the bank wants something of the customer) into pending: the money is not back.
func refundStatus(s stripe.RefundStatus) string {
	switch s {
	case stripe.RefundStatusSucceeded, stripe.RefundStatusFailed, stripe.RefundStatusCanceled:
		return string(s)
	}
	return string(stripe.RefundStatusPending)
}
