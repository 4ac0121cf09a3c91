package simulator

import "time"

// RefundOutcome is how refunds go.
type RefundOutcome string

// Refunds succeed at once unless told otherwise. A pending one waits for SettleRefund.
const (
	RefundsSucceed RefundOutcome = ""
	RefundsPend    RefundOutcome = "pending"
	RefundsFail    RefundOutcome = "failed"
)

// Knobs make the simulator misbehave. The zero value is a good day. They bear on what happens after SetKnobs.
type Knobs struct {
	HoldEvents      bool          // events are recorded and wait for Send or Release
	DropEvents      int           // so many of the next events are never sent by themselves
	DuplicateEvents int           // each event is sent so many times more, all at once
	DelayEvents     time.Duration // each event waits so long first
	ReorderEvents   time.Duration // each event waits a random part of this, so that they overtake each other

	Down        bool // every request is answered with a 503 and nothing is carried out
	BreakWrites int  // so many of the next writes are not carried out and answered with a 500
	FailWrites  int  // so many of the next writes are carried out and answered with a 500
	HangWrites  int  // so many of the next writes are carried out and never answered, replays included

	Refunds      RefundOutcome
	SlowPayments bool // paying leaves the session complete but unpaid until SettlePayment
}

// SetKnobs replaces the knobs.
func (s *Server) SetKnobs(k Knobs) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.knobs = k
}

// Knobs returns the knobs as they stand; the counting ones have gone down.
func (s *Server) Knobs() Knobs {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.knobs
}

// spend takes one off a counting knob; false when it is at zero.
func spend(n *int) bool {
	if *n <= 0 {
		return false
	}
	*n--
	return true
}
