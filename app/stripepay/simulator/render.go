package simulator

// The objects in the shape of API version 2023-10-16: amounts in cents, times in seconds, ids where nothing is expanded.

func (s *Server) renderSession(ses *session, expand bool) map[string]any {
	out := map[string]any{
		"id": ses.ID, "object": "checkout.session", "livemode": false, "mode": "payment", "ui_mode": "hosted",
		"status": ses.Status, "payment_status": ses.PaymentStatus, "created": ses.Created.Unix(),
		"expires_at": ses.ExpiresAt.Unix(), "currency": ses.Currency, "amount_subtotal": ses.Total,
		"amount_total": ses.Total, "client_reference_id": orNull(ses.Reference), "customer": nil,
		"customer_email": orNull(ses.Email), "locale": orNull(ses.Locale), "metadata": ses.Metadata,
		"payment_intent": nil, "payment_method_types": []string{"card"}, "success_url": ses.SuccessURL,
		"cancel_url": orNull(ses.CancelURL), "url": nil,
	}
	if ses.Status == open {
		out["url"] = s.payURL(ses.ID)
	}
	if pay := s.state.Payments[ses.Intent]; pay != nil {
		out["payment_intent"] = pay.ID
		if expand {
			out["payment_intent"] = renderIntent(pay)
		}
	}
	return out
}

func renderIntent(pay *payment) map[string]any {
	out := map[string]any{
		"id": pay.ID, "object": "payment_intent", "livemode": false, "created": pay.Created.Unix(),
		"status": pay.Status, "amount": pay.Amount, "amount_received": int64(0), "currency": pay.Currency,
		"capture_method": "automatic", "description": orNull(pay.Description), "metadata": pay.Metadata,
		"latest_charge": nil, "payment_method_types": []string{"card"},
	}
	if pay.Status == succeeded {
		out["amount_received"] = pay.Amount
		out["latest_charge"] = pay.Charge
	}
	return out
}

func renderCharge(pay *payment) map[string]any {
	return map[string]any{
		"id": pay.Charge, "object": "charge", "livemode": false, "created": pay.Created.Unix(), "status": succeeded,
		"amount": pay.Amount, "amount_captured": pay.Amount, "amount_refunded": pay.Refunded,
		"refunded": pay.Refunded == pay.Amount, "captured": true, "paid": true, "currency": pay.Currency,
		"description": orNull(pay.Description), "metadata": pay.Metadata, "payment_intent": pay.ID,
	}
}

func (s *Server) renderRefund(r *refund) map[string]any {
	out := map[string]any{
		"id": r.ID, "object": "refund", "created": r.Created.Unix(), "status": r.Status, "amount": r.Amount,
		"currency": r.Currency, "reason": orNull(r.Reason), "metadata": r.Metadata, "payment_intent": r.Payment,
		"charge": nil, "failure_reason": orNull(r.Failure),
	}
	if pay := s.state.Payments[r.Payment]; pay != nil {
		out["charge"] = pay.Charge
	}
	return out
}

// orNull is how Stripe writes what is not there.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
