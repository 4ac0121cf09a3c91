package billing_test

import (
	"errors"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestCancelling(t *testing.T) {
	for _, c := range []struct {
		name     string
		method   string
		marked   bool
		daysLeft int
		full     bool
		percent  int64
		card     bool // money goes back to the card
		bank     bool // a network admin has to give it back
		invoice  string
	}{
		{"card, in time", billing.Card, false, 30, false, 100, true, false, ""},
		{"card, half", billing.Card, false, 10, false, 50, true, false, ""},
		{"card, too late", billing.Card, false, 2, false, 0, false, false, ""},
		{"card, too late but an admin is kind", billing.Card, false, 2, true, 100, true, false, ""},
		{"unpaid invoice, in time", billing.Invoice, false, 30, false, 100, false, false, "credited"},
		{"unpaid invoice, half", billing.Invoice, false, 10, false, 50, false, false, "open"},
		{"paid invoice, in time", billing.Invoice, true, 30, false, 100, false, true, "paid"},
		{"paid invoice, half", billing.Invoice, true, 10, false, 50, false, true, "paid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			b := w.hold(t, 0, 4)
			if c.method == billing.Card {
				session := w.page(t, 0, b)
				w.provider.pay(session)
				w.settle(t, session)
			} else if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
				t.Fatal(err)
			}
			if c.marked {
				if err := w.billing.MarkPaid(ctx, w.Admin, 2026000001, dates.MustParse("2026-11-23")); err != nil {
					t.Fatal(err)
				}
			}
			*w.clock = dates.At(w.Monday.AddDays(-c.daysLeft), 12*60)
			actor := w.Companies[0]
			if c.full {
				actor = w.Admin
			}
			if err := w.billing.Cancel(ctx, w.Companies[1], b.Ref, "", false); fault.CodeOf(err) != fault.NotFound {
				t.Fatalf("another company cancels: %v", err)
			}
			if err := w.billing.Cancel(ctx, actor, b.Ref, "plans changed", c.full); err != nil {
				t.Fatal(err)
			}
			if err := w.billing.Cancel(ctx, actor, b.Ref, "again", c.full); fault.CodeOf(err) != fault.Conflict {
				t.Fatalf("twice: %v", err)
			}
			w.work(t)
			want := b.Gross * c.percent / 100
			near := func(got int64) bool { return got-want <= 2 && want-got <= 2 } // halves of cents, in the company's favour
			if got := w.provider.refunded(); c.card != (got != 0) || c.card && !near(got) {
				t.Errorf("%d back to the card, want about %d", got, want)
			}
			bank, err := w.billing.BankRefunds(ctx, w.Admin)
			if err != nil || c.bank != (len(bank) == 1) || c.bank && !near(bank[0].Amount) {
				t.Errorf("bank: %+v %v", bank, err)
			}
			if c.bank {
				if err := w.billing.MarkRefunded(ctx, w.Admin, bank[0].ID); err != nil {
					t.Error(err)
				}
			}
			if c.invoice != "" && w.count(t, `SELECT count(*) FROM invoice WHERE kind = 'invoice' AND state = $1`, c.invoice) != 1 {
				t.Errorf("the invoice is not %s", c.invoice)
			}
			if n := w.count(t, `SELECT count(*) FROM invoice WHERE kind = 'credit_note'`); (c.percent > 0) != (n == 1) {
				t.Errorf("%d credit notes", n)
			}
			if n := w.count(t, `SELECT count(*) FROM allocation`); n != 0 {
				t.Errorf("a cancelled stay holds %d slots", n)
			}
		})
	}
}

func TestAStayThatHasBegunIsNotCancelledByItsCompany(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	*w.clock = dates.At(w.Monday, 12*60)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); fault.CodeOf(err) != fault.Conflict {
		t.Fatal(err)
	}
}

func TestCancellingAnOptionCostsNothing(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	session := w.page(t, 0, b)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	if w.provider.sessions[session].Status != "expired" || w.count(t, `SELECT count(*) FROM allocation`) != 0 || w.count(t, `SELECT count(*) FROM invoice`) != 0 {
		t.Fatal("something is left")
	}
}

func TestARefundIsMadeOnceHoweverOftenTheJobRuns(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	session := w.page(t, 0, b)
	w.provider.pay(session)
	w.settle(t, session)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	id := w.count(t, `SELECT id FROM refund`)
	w.provider.fail = errors.New("the answer was lost")
	if err := w.billing.MakeRefund(ctx, int64(id)); err == nil {
		t.Fatal("a lost answer is not success")
	}
	if err := w.billing.Reconcile(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if len(w.provider.refunds) != 1 || w.provider.refunded() != b.Gross {
		t.Fatalf("%+v", w.provider.refunds)
	}
	refunds, err := w.billing.RefundsOf(ctx, w.Companies[0], b.CompanyID, b.ID)
	if err != nil || len(refunds) != 1 || refunds[0].State != billing.RefundSucceeded {
		t.Fatal(refunds, err)
	}
}
