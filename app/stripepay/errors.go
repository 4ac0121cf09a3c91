package stripepay

import (
	"errors"
	"net/http"

	"github.com/stripe/stripe-go/v76"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Message keys of this package; the locales hold their texts.
const (
	keyUnavailable = "fault.payment_unavailable"
	keyNotFound    = "fault.payment_not_found"
	keySpent       = "fault.payment_key_spent"
	keyInProgress  = "fault.payment_in_progress"
	keyTooMuch     = "fault.refund_too_much"
	keyWebhook     = "fault.webhook_invalid"
	keyVersion     = "fault.webhook_version"
	keyLivemode    = "fault.webhook_livemode"
	keyInternal    = "fault.internal"
)

// translate turns what the library returns into a fault. What is not Stripe's own error (no connection, no time, an
// answer that is no JSON) means that nobody knows whether it was done, and so do 5xx, 429 and 409, the answer while the
// same key is still being worked on.
func translate(err error) error {
	e := stripeError(err)
	switch {
	case e == nil:
		return fault.New(fault.Unavailable, keyUnavailable).Wrap(err)
	case broken(err) && replayed(e):
		return fault.New(fault.Conflict, keySpent).Wrap(err)
	case broken(err), e.HTTPStatusCode == http.StatusTooManyRequests, e.HTTPStatusCode == http.StatusConflict:
		return fault.New(fault.Unavailable, keyUnavailable).Wrap(err)
	case e.HTTPStatusCode == http.StatusNotFound || e.Code == stripe.ErrorCodeResourceMissing:
		return fault.New(fault.NotFound, keyNotFound).Wrap(err)
	case e.Code == stripe.ErrorCodeChargeAlreadyRefunded || tooMuch(e):
		return fault.New(fault.Conflict, keyTooMuch).Wrap(err)
	}
	return fault.New(fault.Internal, keyInternal).Wrap(err)
}

// stripeError is the error as Stripe worded it, nil when it did not come from Stripe.
func stripeError(err error) *stripe.Error {
	var e *stripe.Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// broken says that Stripe failed by its own fault.
func broken(err error) bool {
	e := stripeError(err)
	return e != nil && e.HTTPStatusCode >= http.StatusInternalServerError
}

// refused says that Stripe understood and will not do it.
func refused(err error) bool {
	e := stripeError(err)
	return e != nil && e.HTTPStatusCode == http.StatusBadRequest
}

// replayed says that the answer is the stored one of an earlier request with the same key. It stays so for a day.
func replayed(e *stripe.Error) bool {
	return e.LastResponse != nil && e.LastResponse.Header.Get("Idempotent-Replayed") == "true"
}

// tooMuch recognises a refund above what is left of the charge. Stripe gives that refusal no code of its own, only the
// parameter that it does not like; a malformed number cannot be meant, since we send integers above zero.
func tooMuch(e *stripe.Error) bool {
	return e.HTTPStatusCode == http.StatusBadRequest && e.Type == stripe.ErrorTypeInvalidRequest &&
		e.Param == "amount" && e.Code == ""
}
