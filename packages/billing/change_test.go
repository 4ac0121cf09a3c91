package billing_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// paid holds a stay and pays it, by card or by invoice.
func (w world) paid(t *testing.T, people int, method string) booking.Booking {
	t.Helper()
	b := w.hold(t, 0, people)
	if method == billing.Invoice {
		if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
			t.Fatal(err)
		}
		return b
	}
	session := w.page(t, 0, b)
	w.provider.pay(session)
	w.settle(t, session)
	return b
}

func (w world) detail(t *testing.T, b booking.Booking) booking.Detail {
	t.Helper()
	d, err := w.bookings.ByRef(ctx, w.Admin, b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// request is what a page sends that has shown what a wish costs.
func (w world) request(t *testing.T, b booking.Booking, wish booking.Wish, method string) billing.ChangeRequest {
	t.Helper()
	c, err := w.bookings.PreviewChange(ctx, w.Companies[0], w.detail(t, b), wish)
	if err != nil {
		t.Fatal(err)
	}
	return billing.ChangeRequest{Wish: wish, Expect: c.Difference(), Method: method, OpKey: uuid.New(), SuccessURL: "https://x/ok", CancelURL: "https://x/no"}
}

func (w world) change(t *testing.T, b booking.Booking, wish booking.Wish, method string) billing.Changed {
	t.Helper()
	c, err := w.billing.Change(ctx, w.Companies[0], b.Ref, w.request(t, b, wish, method))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// daysLeft sets the clock to so many days before the stay.
func (w world) daysLeft(n int) { *w.clock = dates.At(w.Monday.AddDays(-n), 12*60) }

// documents are kinds and sums of a booking's papers, in order.
func (w world) documents(t *testing.T, b booking.Booking) string {
	t.Helper()
	docs, err := w.billing.DocumentsOf(ctx, w.Admin, b)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range docs {
		out = append(out, fmt.Sprintf("%s %d %s", d.Kind, d.Gross, d.State))
	}
	return strings.Join(out, ", ")
}

func (w world) bankBack(t *testing.T) (cents int64) {
	t.Helper()
	list, err := w.billing.BankRefunds(ctx, w.Admin)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		cents += r.Amount
		if err := w.billing.MarkRefunded(ctx, w.Admin, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	return cents
}

// Two of eight people less are 10 desk-days of 15 € and 4 canoe trips of 52 €: 358 €, with tax 424.33 €.
func TestACheaperStayGivesBackByThePolicy(t *testing.T) {
	for _, c := range []struct {
		name      string
		method    string
		marked    bool // the invoice was paid
		daysLeft  int
		percent   int64
		card      bool
		bank      bool
		documents string
	}{
		{"card, in time", billing.Card, false, 40, 100, true, false, "receipt 209892 settled, credit_note -42433 settled"},
		{"card, half", billing.Card, false, 10, 50, true, false, "receipt 209892 settled, credit_note -21216 settled"},
		{"card, too late", billing.Card, false, 2, 0, false, false, "receipt 209892 settled, credit_note 0 settled"},
		{"open invoice, in time", billing.Invoice, false, 40, 100, false, false, "invoice 209892 open, credit_note -42433 settled"},
		{"open invoice, half", billing.Invoice, false, 10, 50, false, false, "invoice 209892 open, credit_note -21216 settled"},
		{"paid invoice, half", billing.Invoice, true, 10, 50, false, true, "invoice 209892 paid, credit_note -21216 settled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			b := w.paid(t, 8, c.method)
			if c.marked {
				if err := w.billing.MarkPaid(ctx, w.Admin, 2026000001, dates.Today(*w.clock)); err != nil {
					t.Fatal(err)
				}
			}
			w.daysLeft(c.daysLeft)
			made := w.change(t, b, booking.Wish{People: 6}, "")
			w.work(t)
			if made.State != booking.ChangeDone || made.Percent != int(c.percent) {
				t.Errorf("%+v", made)
			}
			if got := w.documents(t, b); got != c.documents {
				t.Errorf("papers: %s", got)
			}
			want := -made.Difference()
			if got := w.provider.refunded(); c.card != (got == want && got > 0) {
				t.Errorf("%d back to the card", got)
			}
			if got := w.bankBack(t); c.bank != (got == want && got > 0) {
				t.Errorf("%d back to the account", got)
			}
			w.sound(t)
			if w.told.what["changed"] != 1 {
				t.Errorf("told %v", w.told.what)
			}
			if d := w.detail(t, b); d.People != 6 || w.count(t, `SELECT sum(taken) FROM slot`) != 6*8 {
				t.Errorf("%+v", d.Booking)
			}
		})
	}
}

// TestWhatIsKeptStaysKept: cancelling the whole stay later gives nothing back of what a seller kept before.
func TestWhatIsKeptStaysKept(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 8, billing.Card)
	w.daysLeft(10)
	w.change(t, b, booking.Wish{People: 6}, "")
	back := -w.change(t, b, booking.Wish{People: 4}, "").Difference()
	w.work(t)
	w.sound(t)
	d := w.detail(t, b)
	kept := int64(0)
	for _, l := range d.Lines {
		if l.Kind == booking.Kept {
			kept += l.NetCents
		}
	}
	if kept != 4*(7500+10400)/2 {
		t.Errorf("kept %d", kept)
	}
	first := w.provider.refunded()
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	rest := d.Gross - 2*back // what 4 people and the sauna cost
	if got := w.provider.refunded() - first; got < rest/2-2 || got > rest/2+2 {
		t.Errorf("%d back of %d", got, rest)
	}
}

func TestADearerStayByInvoice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Invoice)
	made := w.change(t, b, booking.Wish{People: 6}, billing.Invoice)
	if made.State != booking.ChangeDone || made.URL != "" || w.detail(t, b).People != 6 {
		t.Fatalf("%+v", made)
	}
	w.sound(t)
	// Cheaper again: the newest invoice goes first, then the old one.
	w.change(t, b, booking.Wish{People: 3}, "")
	docs, err := w.billing.DocumentsOf(ctx, w.Companies[0], b)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.documents(t, b); !strings.Contains(got, "credited") || docs[0].Due() != w.detail(t, b).Gross {
		t.Errorf("%s, due %d of %d", got, docs[0].Due(), w.detail(t, b).Gross)
	}
	if err := w.billing.MarkPaid(ctx, w.Admin, docs[0].Number, dates.Today(*w.clock)); err != nil {
		t.Fatal(err)
	}
	w.sound(t)
	w.exec(t, `UPDATE company SET invoice_allowed = false`)
	if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, w.request(t, b, booking.Wish{People: 5}, billing.Invoice)); fault.CodeOf(err) != fault.Forbidden {
		t.Errorf("an invoice that is not allowed: %v", err)
	}
	if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, w.request(t, b, booking.Wish{People: 5}, "")); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("no method: %v", err)
	}
}

func TestADearerStayByCard(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	req := w.request(t, b, booking.Wish{People: 6}, billing.Card)
	made, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req)
	if err != nil || made.State != booking.ChangeWaiting || made.URL == "" {
		t.Fatal(made, err)
	}
	if d := w.detail(t, b); d.People != 4 || w.count(t, `SELECT sum(taken) FROM slot`) != 6*8 {
		t.Errorf("while it waits: %d people, %d taken", d.People, w.count(t, `SELECT sum(taken) FROM slot`))
	}
	w.sound(t)
	if again, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); err != nil || again.ID != made.ID || again.URL != made.URL {
		t.Errorf("the same form again: %+v, %v", again, err)
	}
	if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, w.request(t, b, booking.Wish{People: 3}, "")); fault.As(err).Key != "fault.change_waiting" {
		t.Errorf("another change meanwhile: %v", err)
	}
	session := made.URL[len("https://pay.example/"):]
	w.provider.pay(session)
	for range 2 { // the webhook and the browser
		if got := w.settle(t, session); got != billing.OutcomeConfirmed && got != billing.OutcomeKnown {
			t.Error(got)
		}
	}
	if d := w.detail(t, b); d.People != 6 || d.Gross != b.Gross+req.Expect {
		t.Errorf("%+v", d.Booking)
	}
	if got := w.documents(t, b); got != fmt.Sprintf("receipt %d settled, receipt %d settled", b.Gross, req.Expect) {
		t.Errorf("papers: %s", got)
	}
	if again, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); err != nil || again.ID != made.ID || again.State != booking.ChangeDone {
		t.Errorf("the same form after all: %+v, %v", again, err)
	}
	// Dropped in time, the money goes back to both cards' payments.
	w.change(t, b, booking.Wish{People: 1}, "")
	w.work(t)
	if got := w.provider.refunded(); got != b.Gross+req.Expect-w.detail(t, b).Gross || w.count(t, `SELECT count(*) FROM refund`) != 2 {
		t.Errorf("%d back", got)
	}
}

func TestADifferenceThatIsNotPaidFallsAway(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	made := w.change(t, b, booking.Wish{People: 6}, billing.Card)
	if err := w.billing.Reconcile(ctx, 0); err != nil || w.count(t, `SELECT sum(taken) FROM slot`) != 6*8 {
		t.Fatalf("before its time: %v", err)
	}
	w.exec(t, `UPDATE booking_change SET expires_at = now() - interval '1 second'`)
	if _, err := w.billing.PayDifference(ctx, w.Companies[0], b.Ref, "https://x", "https://x"); fault.CodeOf(err) != fault.Gone {
		t.Errorf("paying when it is over: %v", err)
	}
	if err := w.billing.Reconcile(ctx, 0); err != nil {
		t.Fatal(err)
	}
	session := made.URL[len("https://pay.example/"):]
	if w.provider.sessions[session].Status != "expired" || w.count(t, `SELECT sum(taken) FROM slot`) != 4*8 || w.told.what["changed"] != 1 {
		t.Errorf("page %s, %d taken, told %v", w.provider.sessions[session].Status, w.count(t, `SELECT sum(taken) FROM slot`), w.told.what)
	}
	w.sound(t)
	// The provider takes the money all the same: it goes back, and the company is told.
	w.provider.pay(session)
	if got := w.settle(t, session); got != billing.OutcomeReturned {
		t.Error(got)
	}
	w.work(t)
	if w.provider.refunded() != made.Difference() || w.told.what["difference returned"] != 1 || w.detail(t, b).People != 4 {
		t.Errorf("%d back, told %v", w.provider.refunded(), w.told.what)
	}
}

// TestADifferenceThatIsPaidAtTheLastMoment: the page was paid before it could be closed, so the change is made.
func TestADifferenceThatIsPaidAtTheLastMoment(t *testing.T) {
	for name, end := range map[string]func(w world, b booking.Booking) error{
		"expiry": func(w world, _ booking.Booking) error {
			return w.billing.Reconcile(ctx, 0)
		},
		"withdrawal": func(w world, b booking.Booking) error {
			return w.billing.WithdrawChange(ctx, w.Companies[0], b.Ref)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			b := w.paid(t, 4, billing.Card)
			made := w.change(t, b, booking.Wish{People: 6}, billing.Card)
			w.exec(t, `UPDATE booking_change SET expires_at = now() - interval '1 second'`)
			w.provider.pay(made.URL[len("https://pay.example/"):])
			if err := end(w, b); err != nil && fault.As(err).Key != "fault.change_over" {
				t.Fatal(err)
			}
			if d := w.detail(t, b); d.People != 6 || w.provider.refunded() != 0 {
				t.Errorf("%d people", d.People)
			}
		})
	}
}

func TestWithdrawingAChange(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	made := w.change(t, b, booking.Wish{People: 6}, billing.Card)
	if err := w.billing.WithdrawChange(ctx, w.Companies[1], b.Ref); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another company: %v", err)
	}
	for i, want := range []fault.Code{"", fault.Conflict} {
		if err := w.billing.WithdrawChange(ctx, w.Companies[0], b.Ref); fault.CodeOf(err) != want {
			t.Errorf("time %d: %v", i+1, err)
		}
	}
	if w.count(t, `SELECT sum(taken) FROM slot`) != 4*8 || w.provider.sessions[made.URL[len("https://pay.example/"):]].Status != "expired" {
		t.Error("something is left")
	}
}

func TestCancellingAStayWhoseChangeWaits(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	made := w.change(t, b, booking.Wish{People: 6}, billing.Card)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	if w.count(t, `SELECT sum(taken) FROM slot`) != 0 || w.count(t, `SELECT count(*) FROM booking_change WHERE state = 'withdrawn'`) != 1 || w.provider.refunded() != b.Gross {
		t.Error("something is left")
	}
	session := made.URL[len("https://pay.example/"):]
	w.provider.pay(session)
	if got := w.settle(t, session); got != billing.OutcomeReturned {
		t.Error(got)
	}
}

func TestChangingAnOption(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	session := w.page(t, 0, b)
	made := w.change(t, b, booking.Wish{People: 6}, "")
	if made.State != booking.ChangeDone || w.provider.sessions[session].Status != "expired" || w.documents(t, b) != "" {
		t.Fatalf("%+v, page %s", made, w.provider.sessions[session].Status)
	}
	again := w.page(t, 0, b)
	if w.provider.sessions[again].AmountCents != w.detail(t, b).Gross {
		t.Errorf("the page asks for %d", w.provider.sessions[again].AmountCents)
	}
	w.provider.pay(again)
	if got := w.settle(t, again); got != billing.OutcomeConfirmed {
		t.Error(got)
	}
}

// TestAPageThatNobodySawIsPaidForAnotherPrice: an attempt without an answer was given up, the option changed, and the page is
// paid after all. The money is not what the stay costs any more: it goes back.
func TestAPageThatNobodySawIsPaidForAnotherPrice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	w.provider.fail = errors.New("the answer was lost")
	if _, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "https://x/ok", "https://x/no"); err == nil {
		t.Fatal("a lost answer is not success")
	}
	w.change(t, b, booking.Wish{People: 6}, "")
	w.provider.pay("cs_1")
	if got := w.settle(t, "cs_1"); got != billing.OutcomeReturned {
		t.Error(got)
	}
	w.work(t)
	if w.state(t, b) != booking.Held || w.provider.refunded() != b.Gross {
		t.Errorf("%s, %d back", w.state(t, b), w.provider.refunded())
	}
}

func TestMovingAPaidStay(t *testing.T) {
	w := newWorld(t, packtest.Options{Weeks: 6})
	b := w.paid(t, 4, billing.Card)
	w.daysLeft(10)
	made := w.change(t, b, booking.Wish{Start: w.Monday.AddDays(28)}, "")
	if made.Difference() != 0 || w.documents(t, b) != fmt.Sprintf("receipt %d settled", b.Gross) {
		t.Errorf("%d cents, %s", made.Difference(), w.documents(t, b))
	}
	d := w.detail(t, b)
	if d.RefundCap != 50 || d.RefundPercent(dates.Today(*w.clock)) != 50 {
		t.Errorf("moving days made cancelling cheaper: %d %%", d.RefundPercent(dates.Today(*w.clock)))
	}
	*w.clock = dates.At(d.StartsOn.AddDays(-3), 12*60)
	if _, err := w.bookings.PreviewChange(ctx, w.Companies[0], d, booking.Wish{Start: d.StartsOn.AddDays(7)}); fault.As(err).Key != "fault.move_too_late" {
		t.Errorf("three days before: %v", err)
	}
	*w.clock = dates.At(d.StartsOn, 12*60)
	if _, err := w.bookings.PreviewChange(ctx, w.Companies[0], d, booking.Wish{People: 3}); fault.As(err).Key != "fault.stay_has_started" {
		t.Errorf("on its first day: %v", err)
	}
}

func TestThePriceThatWasShownIsCompared(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	req := w.request(t, b, booking.Wish{People: 3}, "")
	w.daysLeft(10) // the page was open over the day on which the policy changes
	if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); fault.As(err).Key != "fault.price_changed" {
		t.Error(err)
	}
	if w.documents(t, b) != fmt.Sprintf("receipt %d settled", b.Gross) {
		t.Error(w.documents(t, b))
	}
}

func TestAKeyIsForOneChange(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	req := w.request(t, b, booking.Wish{People: 3}, "")
	var wg sync.WaitGroup
	for range 5 { // a form that is sent again and again
		wg.Go(func() {
			if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if w.count(t, `SELECT count(*) FROM booking_change`) != 1 || w.count(t, `SELECT count(*) FROM invoice WHERE kind = 'credit_note'`) != 1 {
		t.Error("one form made several changes")
	}
	req.Wish.People = 2
	if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); fault.As(err).Key != "fault.form_sent" {
		t.Error(err)
	}
}

// TestABreakBetweenTheSteps: whether a commit went through is unknown, or the provider's answer is lost. The form sent again
// finds what was done, and does it once.
func TestABreakBetweenTheSteps(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	w.told.fail = postgres.ErrCommitUnknown
	if made := w.change(t, b, booking.Wish{People: 3}, ""); made.State != booking.ChangeDone || w.count(t, `SELECT count(*) FROM booking_change`) != 1 {
		t.Errorf("%+v", made)
	}
	req := w.request(t, b, booking.Wish{People: 5}, billing.Card)
	w.provider.fail = errors.New("the answer was lost")
	if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); err == nil {
		t.Fatal("a lost answer is not success")
	}
	w.sound(t)
	made, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req)
	if err != nil || made.State != booking.ChangeWaiting || len(w.provider.sessions) != 2 {
		t.Fatalf("%+v, %d pages, %v", made, len(w.provider.sessions), err)
	}
	session := made.URL[len("https://pay.example/"):]
	w.provider.pay(session)
	if err := w.billing.Reconcile(ctx, 0); err != nil { // nobody brought the news
		t.Fatal(err)
	}
	if w.detail(t, b).People != 5 {
		t.Error("paid, and not changed")
	}
}

func TestSwappingAfterPaying(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	d := w.detail(t, b)
	var canoe, sauna int64
	for _, s := range d.Sessions {
		if s.TitleFi == "Kanootti" {
			canoe = s.ID
		} else {
			sauna = s.ID
		}
	}
	w.daysLeft(10)
	made := w.change(t, b, booking.Wish{Drop: canoe}, "")
	if want := int64(-(4*5200 + 2808) / 2); made.Difference() != want || made.Percent != 50 {
		t.Errorf("leaving a trip of 4 × 52 € out gives back %d, want %d", -made.Difference(), -want)
	}
	a, err := w.bookings.AlternativesTo(ctx, w.Companies[0], w.detail(t, b), sauna)
	if err != nil || len(a.Times) != 1 {
		t.Fatal(a, err)
	}
	if made := w.change(t, b, a.Times[0].Wish, ""); made.Difference() != 0 || len(made.Lines()) != 0 {
		t.Errorf("another time of the same costs %d", made.Difference())
	}
	dearer := w.change(t, b, booking.Wish{Take: canoe}, billing.Card)
	if dearer.Difference() != 4*5200+2808 || dearer.State != booking.ChangeWaiting {
		t.Errorf("%+v", dearer)
	}
	w.sound(t)
	session := dearer.URL[len("https://pay.example/"):]
	w.provider.pay(session)
	if got := w.settle(t, session); got != billing.OutcomeConfirmed {
		t.Error(got)
	}
	w.work(t)
	docs, err := w.billing.DocumentsOf(ctx, w.Companies[0], b)
	if err != nil || len(docs) != 3 {
		t.Fatal(docs, err)
	}
	for _, doc := range docs {
		if pdf, err := w.billing.PDF(doc); err != nil || len(pdf) < 1000 {
			t.Errorf("%s: %v", doc.Kind, err)
		}
		c, err := doc.Text()
		for _, l := range c.Lines {
			if err != nil || l.Seller == "" || l.SellerBID == "" && l.PartnerID != 0 {
				t.Errorf("nobody sells %+v", l)
			}
		}
	}
}
