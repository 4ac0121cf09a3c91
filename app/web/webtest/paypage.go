package webtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/hubittaako/hubittaako/packages/billing"
)

// payOrigin is where the pay pages are.
const payOrigin = "https://pay.test"

// PayPage is a card payment provider in memory. Nobody pays unless a test does.
type PayPage struct {
	mu       sync.Mutex
	sessions map[string]*billing.CheckoutSession
	byKey    map[string]string
	asked    []billing.CheckoutRequest
}

func newPayPage() *PayPage {
	return &PayPage{sessions: map[string]*billing.CheckoutSession{}, byKey: map[string]string{}}
}

// Paid pays at the page with this address and gives the address that the payer is sent back to.
func (p *PayPage) Paid(address string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := strings.TrimPrefix(address, payOrigin+"/")
	s := p.sessions[id]
	s.Status, s.Paid, s.PaymentIntent = "complete", true, "pi_"+id
	return p.back(id)
}

// Back is where the payer is sent after the page with this address.
func (p *PayPage) Back(address string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.back(strings.TrimPrefix(address, payOrigin+"/"))
}

func (p *PayPage) back(id string) string {
	for _, r := range p.asked {
		if p.byKey[r.Key] == id {
			path := strings.TrimPrefix(r.SuccessURL, Origin)
			return strings.ReplaceAll(path, "{CHECKOUT_SESSION_ID}", id)
		}
	}
	return ""
}

// CreateCheckout gives one page for one key.
func (p *PayPage) CreateCheckout(_ context.Context, r billing.CheckoutRequest) (billing.CheckoutSession, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	id, known := p.byKey[r.Key]
	if !known {
		id = fmt.Sprintf("cs_%d", len(p.sessions)+1)
		s := &billing.CheckoutSession{ID: id, URL: payOrigin + "/" + id, Status: "open", Currency: "eur", PaymentID: r.PaymentID, BookingRef: r.BookingRef}
		for _, l := range r.Lines {
			s.AmountCents += l.Quantity * l.UnitCents
		}
		p.byKey[r.Key], p.sessions[id], p.asked = id, s, append(p.asked, r)
	}
	return *p.sessions[id], nil
}

// Checkout reads a page.
func (p *PayPage) Checkout(_ context.Context, id string) (billing.CheckoutSession, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s, ok := p.sessions[id]; ok {
		return *s, nil
	}
	return billing.CheckoutSession{}, errors.New("webtest: no such pay page")
}

// ExpireCheckout closes a page that nobody paid at.
func (p *PayPage) ExpireCheckout(ctx context.Context, id string) (billing.CheckoutSession, error) {
	p.mu.Lock()
	if s, ok := p.sessions[id]; ok && s.Status == "open" {
		s.Status = "expired"
	}
	p.mu.Unlock()
	return p.Checkout(ctx, id)
}

// Refund gives everything back at once.
func (p *PayPage) Refund(_ context.Context, r billing.RefundRequest) (billing.ProviderRefund, error) {
	return billing.ProviderRefund{ID: "re_" + r.Key, Status: "succeeded", AmountCents: r.AmountCents}, nil
}

// RefundByID knows no refund: tests that need one ask billing.
func (p *PayPage) RefundByID(context.Context, string) (billing.ProviderRefund, error) {
	return billing.ProviderRefund{}, errors.New("webtest: no such refund")
}

// ParseEvent takes no messages.
func (p *PayPage) ParseEvent([]byte, string) (billing.Event, error) {
	return billing.Event{}, errors.New("webtest: no messages here")
}
