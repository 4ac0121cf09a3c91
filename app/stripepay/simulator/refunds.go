package simulator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

var errNoSuchRefund = errors.New("stripe simulator: no such refund is pending")

func createRefund(s *Server, c call) (any, *apiError) {
	p := c.params
	if e := p.only("payment_intent", "charge", "amount", "reason", "metadata[*]", "expand[]"); e != nil {
		return nil, e
	}
	reason := p.text("reason")
	if reason != "" && !slices.Contains([]string{"duplicate", "fraudulent", "requested_by_customer"}, reason) {
		return nil, badParam("reason", "", "Invalid reason: "+reason)
	}
	pay, e := s.chargeOf(p)
	if e != nil {
		return nil, e
	}
	amount, e := p.number("amount", pay.Amount-pay.Refunded)
	if e != nil {
		return nil, e
	}
	if e := refundable(pay, amount); e != nil {
		return nil, e
	}
	r := &refund{
		ID: newID("re_"), Payment: pay.ID, Created: s.cfg.Clock(), Status: succeeded, Reason: reason,
		Amount: amount, Currency: pay.Currency, Metadata: p.metadata("metadata"),
	}
	s.state.Refunds[r.ID] = r
	pay.Refunded += amount
	if s.knobs.Refunds == RefundsPend {
		r.Status = pending
	}
	s.emit("charge.refunded", pay.Charge, renderCharge(pay))
	if s.knobs.Refunds == RefundsFail {
		s.finish(r, false)
	}
	return s.renderRefund(r), nil
}

func (s *Server) chargeOf(p params) (*payment, *apiError) {
	id := p.text("payment_intent")
	if id == "" {
		for _, pay := range s.state.Payments {
			if pay.Charge == p.text("charge") {
				id = pay.ID
			}
		}
	}
	pay, ok := s.state.Payments[id]
	if !ok {
		return nil, missing("payment_intent", p.text("payment_intent"))
	}
	return pay, nil
}

func refundable(pay *payment, amount int64) *apiError {
	left := pay.Amount - pay.Refunded
	switch {
	case pay.Status != succeeded:
		return refusal("", "payment_intent_unexpected_state",
			"This PaymentIntent ("+pay.ID+") does not have a successful charge to refund.")
	case amount < 0 || amount == 0 && left > 0:
		return badParam("amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.")
	case left == 0:
		return refusal("", "charge_already_refunded", "Charge "+pay.Charge+" has already been refunded.")
	case amount > left:
		return refusal("amount", "", fmt.Sprintf("Refund amount (%d) is greater than unrefunded amount on charge (%d)", amount, left))
	}
	return nil
}

func getRefund(s *Server, c call) (any, *apiError) {
	if e := c.params.only("expand[]"); e != nil {
		return nil, e
	}
	r, ok := s.state.Refunds[c.id]
	if !ok {
		return nil, missing("refund", c.id)
	}
	return s.renderRefund(r), nil
}

// listRefunds gives all refunds of a payment at once, newest first.
func listRefunds(s *Server, c call) (any, *apiError) {
	if e := c.params.only("payment_intent", "limit", "starting_after"); e != nil {
		return nil, e
	}
	found := []*refund{}
	for _, r := range s.state.Refunds {
		if want := c.params.text("payment_intent"); want == "" || r.Payment == want {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *refund) int {
		return cmp.Or(b.Created.Compare(a.Created), strings.Compare(a.ID, b.ID))
	})
	data := make([]map[string]any, 0, len(found))
	for _, r := range found {
		data = append(data, s.renderRefund(r))
	}
	return map[string]any{"object": "list", "url": "/v1/refunds", "has_more": false, "data": data}, nil
}

// SettleRefund ends a pending refund, well or badly, and sends charge.refund.updated. A failed refund's money is back on
// the charge and can be refunded again.
func (s *Server) SettleRefund(id string, ok bool) error {
	err := errNoSuchRefund
	s.update(func(st *state) {
		if r := st.Refunds[id]; r != nil && r.Status == pending {
			s.finish(r, ok)
			err = nil
		}
	})
	return err
}

func (s *Server) finish(r *refund, ok bool) {
	r.Status = succeeded
	if !ok {
		r.Status, r.Failure = failed, "expired_or_canceled_card"
		s.state.Payments[r.Payment].Refunded -= r.Amount
	}
	s.emit("charge.refund.updated", r.ID, s.renderRefund(r))
}
