package simulator

import (
	"errors"
	"strings"
)

var (
	errNoSession = errors.New("stripe simulator: no such session")
	errNotOpen   = errors.New("stripe simulator: the session is not open")
	errNotSlow   = errors.New("stripe simulator: no payment of this session is under way")
)

// Pay does what the button Pay does. With the SlowPayments knob the session is complete but unpaid afterwards.
func (s *Server) Pay(sessionID string) error {
	return s.try(sessionID, func(ses *session, pay *payment) {
		ses.Status = complete
		if s.knobs.SlowPayments {
			pay.Status = processing
		} else {
			pay.Status, ses.PaymentStatus = succeeded, paid
		}
		s.emit("checkout.session.completed", ses.ID, s.renderSession(ses, false))
	})
}

// Decline does what the button Decline card does: nothing is charged and the session stays open.
func (s *Server) Decline(sessionID string) error {
	return s.try(sessionID, func(_ *session, pay *payment) { pay.Status = needsCard })
}

// try attempts to pay an open session; the first attempt makes the payment intent.
func (s *Server) try(sessionID string, fn func(*session, *payment)) error {
	var err error
	s.update(func(st *state) {
		ses, ok := s.look(sessionID)
		switch {
		case !ok:
			err = errNoSession
		case ses.Status != open:
			err = errNotOpen
		default:
			fn(ses, s.intent(ses))
		}
	})
	return err
}

func (s *Server) intent(ses *session) *payment {
	if pay := s.state.Payments[ses.Intent]; pay != nil {
		return pay
	}
	pay := &payment{
		ID: newID("pi_"), Charge: newID("ch_"), Session: ses.ID, Created: s.cfg.Clock(), Amount: ses.Total,
		Currency: ses.Currency, Description: ses.Description, Metadata: ses.IntentMetadata,
	}
	ses.Intent = pay.ID
	s.state.Payments[pay.ID] = pay
	return pay
}

// SettlePayment ends a slow payment, well or badly, and sends checkout.session.async_payment_succeeded or _failed. The
// session stays complete either way.
func (s *Server) SettlePayment(sessionID string, ok bool) error {
	err := errNotSlow
	s.update(func(st *state) {
		ses := st.Sessions[sessionID]
		if ses == nil || st.Payments[ses.Intent] == nil || st.Payments[ses.Intent].Status != processing {
			return
		}
		err = nil
		word := "failed"
		st.Payments[ses.Intent].Status = needsCard
		if ok {
			word = succeeded
			st.Payments[ses.Intent].Status, ses.PaymentStatus = succeeded, paid
		}
		s.emit("checkout.session.async_payment_"+word, ses.ID, s.renderSession(ses, false))
	})
	return err
}

// successURL fills the session's id into the place that the shop left for it.
func (ses *session) successURL() string {
	return strings.ReplaceAll(ses.SuccessURL, "{CHECKOUT_SESSION_ID}", ses.ID)
}
