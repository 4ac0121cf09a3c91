package stripepay

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/webhook"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// errLivemode keeps test money away from a live booking and the other way round.
var errLivemode = errors.New("stripepay: the message and our key are of different modes, live and test")

// ParseEvent checks a webhook message over the raw body: signed with one of our secrets, at most five minutes old by our
// clock, of the API version that the client reads, and of the mode of our key. A message of a type that we do not know
// comes back with its ids empty. The event keeps no reference to body.
//
// Errors: Invalid "fault.webhook_invalid" (not from Stripe, or not readable), Invalid "fault.webhook_version" and
// "fault.webhook_livemode" (from Stripe, but the endpoint is set up wrongly: somebody must act, payments are not seen).
func (c *Client) ParseEvent(body []byte, signature string) (billing.Event, error) {
	ev, err := c.verified(body, signature)
	if err != nil {
		return billing.Event{}, err
	}
	if ev.Livemode != c.live {
		c.log.Error("stripe: webhook message of the wrong mode", "event", ev.ID, "livemode", ev.Livemode)
		return billing.Event{}, fault.New(fault.Invalid, keyLivemode).Wrap(errLivemode)
	}
	out := billing.Event{
		ID:       ev.ID,
		Type:     string(ev.Type),
		Created:  time.Unix(ev.Created, 0).UTC(),
		Livemode: ev.Livemode,
		Payload:  bytes.Clone(body),
	}
	if ev.Data != nil {
		out.SessionID, out.RefundID = subject(ev.Data.Raw)
	}
	return out, nil
}

// verified tries each secret. The library measures age by the machine's clock; stretching the tolerance by how far that
// one is from ours makes it ours.
func (c *Client) verified(body []byte, signature string) (stripe.Event, error) {
	var err error
	for _, secret := range c.secrets {
		tolerance := webhook.DefaultTolerance + time.Since(c.clock())
		var ev stripe.Event
		ev, err = webhook.ConstructEventWithTolerance(body, signature, secret, tolerance)
		if err == nil {
			return ev, nil
		}
		if ev.APIVersion != "" && ev.APIVersion != APIVersion {
			c.log.Error("stripe: webhook message of another API version", "event", ev.ID, "version", ev.APIVersion)
			return stripe.Event{}, fault.New(fault.Invalid, keyVersion).Wrap(err)
		}
	}
	return stripe.Event{}, fault.New(fault.Invalid, keyWebhook).Wrap(err)
}

// subject reads which session or refund a message is about from the object's own name, not from the message's type:
// types come and go between versions ("charge.refund.updated" became "refund.updated"), the objects stay. A charge names
// its newest refund only when its list is included.
func subject(raw json.RawMessage) (sessionID, refundID string) {
	var o struct {
		Object  string          `json:"object"`
		ID      string          `json:"id"`
		Refunds json.RawMessage `json:"refunds"`
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return "", ""
	}
	switch o.Object {
	case "checkout.session":
		return o.ID, ""
	case "refund":
		return "", o.ID
	case "charge":
		return "", newestRefund(o.Refunds)
	}
	return "", ""
}

func newestRefund(raw json.RawMessage) string {
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if json.Unmarshal(raw, &list) != nil || len(list.Data) == 0 {
		return ""
	}
	return list.Data[0].ID
}
