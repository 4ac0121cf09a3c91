package webhook

import (
	"context"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// Receiver stores a signed message; package billing's Service is one. A bad signature is an Invalid fault.
type Receiver interface {
	ReceiveEvent(ctx context.Context, body []byte, signature string) error
}

// Routes are the addresses that providers are told.
func Routes(stripe Receiver) []page.Route {
	return []page.Route{
		page.Post("/webhook/stripe", page.Webhook, func(c *page.Ctx) error { return receive(c, stripe) }),
	}
}

// receive only stores: the provider repeats what is not answered within seconds, and a job does the work.
func receive(c *page.Ctx, stripe Receiver) error {
	if err := stripe.ReceiveEvent(c.Context(), c.Body(), c.Header("Stripe-Signature")); err != nil {
		return err
	}
	return c.Empty()
}
