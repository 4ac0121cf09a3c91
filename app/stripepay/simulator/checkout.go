package simulator

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
)

const (
	minLife  = 30 * time.Minute
	maxLife  = 24 * time.Hour
	minTotal = 50 // cents, the least that Stripe charges in euros
	maxItems = 100
)

var sessionParams = []string{
	"mode", "success_url", "cancel_url", "client_reference_id", "customer_email", "locale", "expires_at", "submit_type",
	"currency", "metadata[*]", "expand[]", "payment_method_types[]",
	"line_items[][quantity]", "line_items[][price_data][currency]", "line_items[][price_data][unit_amount]",
	"line_items[][price_data][tax_behavior]", "line_items[][price_data][product_data][name]",
	"line_items[][price_data][product_data][description]",
	"payment_intent_data[description]", "payment_intent_data[metadata][*]", "payment_intent_data[receipt_email]",
	"payment_intent_data[statement_descriptor_suffix]", "payment_intent_data[transfer_group]",
}

func createSession(s *Server, c call) (any, *apiError) {
	p := c.params
	if e := p.only(sessionParams...); e != nil {
		return nil, e
	}
	for _, name := range []string{"mode", "success_url"} {
		if p.text(name) == "" {
			return nil, badParam(name, "parameter_missing", "Missing required param: "+name+".")
		}
	}
	if p.text("mode") != "payment" {
		return nil, badParam("mode", "", "The simulator knows the mode 'payment' only.")
	}
	if mail := p.text("customer_email"); p.has("customer_email") && !strings.Contains(mail, "@") {
		return nil, badParam("customer_email", "email_invalid", "Invalid email address: "+mail)
	}
	now := s.cfg.Clock()
	ends, e := expiry(p, now)
	if e != nil {
		return nil, e
	}
	items, currency, e := items(p)
	if e != nil {
		return nil, e
	}
	out := &session{
		ID: newID("cs_test_"), Created: now, ExpiresAt: ends, Status: open, PaymentStatus: unpaid,
		Currency: currency, Items: items, Total: total(items),
		Reference: p.text("client_reference_id"), Email: p.text("customer_email"), Locale: p.text("locale"),
		SuccessURL: p.text("success_url"), CancelURL: p.text("cancel_url"), Metadata: p.metadata("metadata"),
		IntentMetadata: p.metadata("payment_intent_data[metadata]"), Description: p.text("payment_intent_data[description]"),
	}
	if out.Total < minTotal {
		return nil, badParam("line_items", "amount_too_small", "The Checkout Session's total amount must convert to at least 50 cents.")
	}
	s.state.Sessions[out.ID] = out
	return s.renderSession(out, false), nil
}

// expiry counts in whole seconds as Stripe does.
func expiry(p params, now time.Time) (time.Time, *apiError) {
	at, e := p.number("expires_at", now.Add(maxLife).Unix())
	if e != nil {
		return time.Time{}, e
	}
	life := time.Duration(at-now.Unix()) * time.Second
	switch {
	case life < minLife:
		return time.Time{}, badParam("expires_at", "", "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.")
	case life > maxLife:
		return time.Time{}, badParam("expires_at", "", "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.")
	}
	return time.Unix(at, 0).UTC(), nil
}

// items reads line_items[n] in the order of n; all in one currency.
func items(p params) ([]item, string, *apiError) {
	var out []item
	currency := ""
	for _, n := range indexes(p) {
		it, cur, e := oneItem(p, fmt.Sprintf("line_items[%d]", n))
		if e != nil {
			return nil, "", e
		}
		if currency != "" && cur != currency {
			return nil, "", badParam("line_items", "", "All line items must have the same currency.")
		}
		currency = cur
		out = append(out, it)
	}
	switch {
	case len(out) == 0:
		return nil, "", badParam("line_items", "parameter_missing", "Missing required param: line_items.")
	case len(out) > maxItems:
		return nil, "", badParam("line_items", "", "A Checkout Session has at most 100 line items.")
	}
	return out, currency, nil
}

func oneItem(p params, at string) (item, string, *apiError) {
	name := at + "[price_data][product_data][name]"
	currency := strings.ToLower(p.text(at + "[price_data][currency]"))
	if p.text(name) == "" {
		return item{}, "", badParam(name, "parameter_missing", "Missing required param: "+name+".")
	}
	if len(currency) != 3 {
		return item{}, "", badParam(at+"[price_data][currency]", "", "Invalid currency: "+currency)
	}
	quantity, e := p.number(at+"[quantity]", 0)
	if e != nil {
		return item{}, "", e
	}
	unit, e := p.number(at+"[price_data][unit_amount]", -1)
	if e != nil {
		return item{}, "", e
	}
	if quantity < 1 || unit < 0 {
		return item{}, "", badParam(at, "parameter_invalid_integer", "A quantity of at least 1 and an amount of at least 0 are needed.")
	}
	return item{Name: p.text(name), Quantity: quantity, UnitCents: unit}, currency, nil
}

func indexes(p params) []int {
	seen := map[int]bool{}
	for name := range p.v {
		rest, ok := strings.CutPrefix(name, "line_items[")
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(rest, "]")
		if n, err := strconv.Atoi(number); err == nil {
			seen[n] = true
		}
	}
	out := make([]int, 0, len(seen))
	for n := range seen {
		out = append(out, n)
	}
	sort.Ints(out)
	return out
}

func total(items []item) int64 {
	var sum int64
	for _, i := range items {
		sum += i.Cents()
	}
	return sum
}

func getSession(s *Server, c call) (any, *apiError) {
	if e := c.params.only("expand[]"); e != nil {
		return nil, e
	}
	ses, ok := s.look(c.id)
	if !ok {
		return nil, missing("checkout.session", c.id)
	}
	return s.renderSession(ses, c.params.expands("payment_intent")), nil
}

func expireSession(s *Server, c call) (any, *apiError) {
	if e := c.params.only("expand[]"); e != nil {
		return nil, e
	}
	ses, ok := s.look(c.id)
	if !ok {
		return nil, missing("checkout.session", c.id)
	}
	if ses.Status != open {
		return nil, refusal("", "", `Only Checkout Sessions with a status in ["open"] can be expired. `+
			"This Checkout Session has a status of `"+ses.Status+"`.")
	}
	s.expire(ses)
	return s.renderSession(ses, c.params.expands("payment_intent")), nil
}

// look finds a session and first lets it run out if its time has come. Call with the lock held.
func (s *Server) look(id string) (*session, bool) {
	ses, ok := s.state.Sessions[id]
	if ok && s.due(ses) {
		s.expire(ses)
		s.save()
	}
	return ses, ok
}

func (s *Server) due(ses *session) bool {
	return ses.Status == open && !s.cfg.Clock().Before(ses.ExpiresAt)
}

func (s *Server) expire(ses *session) {
	ses.Status = expired
	s.emit("checkout.session.expired", ses.ID, s.renderSession(ses, false))
}

// ExpireDue lets every session whose time is over run out and returns how many did. It happens by itself about once a
// second; tests that move the clock call it.
func (s *Server) ExpireDue() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, ses := range s.state.Sessions {
		if s.due(ses) {
			s.expire(ses)
			n++
		}
	}
	if n > 0 {
		s.save()
	}
	return n
}

func getIntent(s *Server, c call) (any, *apiError) {
	if e := c.params.only("expand[]"); e != nil {
		return nil, e
	}
	pay, ok := s.state.Payments[c.id]
	if !ok {
		return nil, missing("payment_intent", c.id)
	}
	return renderIntent(pay), nil
}
