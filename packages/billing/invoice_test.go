package billing_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestInvoice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); !errors.Is(err, fault.New(fault.Conflict, "fault.already_paid")) {
		t.Fatalf("twice: %v", err)
	}
	docs, err := w.billing.DocumentsOf(ctx, w.Companies[0], b)
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	d := docs[0]
	if d.Number != 2026000001 || d.Reference != "20260000011" || d.DueOn != dates.MustParse("2026-12-07") || d.Due() != b.Gross {
		t.Fatalf("%+v", d)
	}
	if _, err := w.billing.DocumentByNumber(ctx, w.Companies[1], d.Number); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("another company reads the invoice: %v", err)
	}
	if err := w.billing.MarkPaid(ctx, w.Companies[0], d.Number, dates.MustParse("2026-11-23")); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("a company marks its own invoice paid: %v", err)
	}
	if err := w.billing.MarkPaid(ctx, w.Admin, d.Number, dates.MustParse("2026-11-24")); fault.CodeOf(err) != fault.Invalid {
		t.Fatalf("paid tomorrow: %v", err)
	}
	for i, want := range []fault.Code{"", fault.Conflict} {
		if err := w.billing.MarkPaid(ctx, w.Admin, d.Number, dates.MustParse("2026-11-23")); fault.CodeOf(err) != want {
			t.Fatalf("try %d: %v", i, err)
		}
	}
}

func TestInvoiceOnlyWhereAllowed(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE company SET invoice_allowed = false`)
	b := w.hold(t, 0, 4)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); fault.CodeOf(err) != fault.Forbidden {
		t.Fatal(err)
	}
	if w.state(t, b) != booking.Held {
		t.Fatal(w.state(t, b))
	}
}

func TestInvoiceAfterAnOpenPayPageClosesThePage(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	session := w.page(t, 0, b)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	if w.provider.sessions[session].Status != "expired" {
		t.Fatal("the page can still be paid")
	}
}

func TestAFreeStayIsConfirmedWithoutAPage(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE leg SET desk_day_cents = 0`)
	w.exec(t, `UPDATE item SET price_cents = 0`)
	b := w.hold(t, 0, 2)
	url, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", "")
	if err != nil || url != "" {
		t.Fatal(url, err)
	}
	if w.state(t, b) != booking.Confirmed {
		t.Fatal(w.state(t, b))
	}
}

// An invoice for nothing would wait for its money for good.
func TestAFreeStayLeavesNoOpenInvoice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE revision SET pricing = 'fixed', fixed_cents = 0`)
	w.exec(t, `UPDATE leg SET vat_class = 'none'`)
	w.exec(t, `UPDATE item SET vat_class = 'none'`)
	b := w.hold(t, 0, 2)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	if open := w.count(t, `SELECT count(*) FROM invoice WHERE state = 'open'`); open != 0 || w.state(t, b) != booking.Confirmed {
		t.Fatal(open, w.state(t, b))
	}
}

// A stay may cost nothing because its first hub gives away what the others charge: each still has its share in the books.
func TestAFreeStayIsDividedAmongItsSellers(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE revision SET pricing = 'fixed', fixed_cents = 0`)
	w.exec(t, `UPDATE leg SET vat_class = 'none'`)
	w.exec(t, `UPDATE item SET vat_class = 'none'`)
	b := w.hold(t, 0, 2)
	if _, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", ""); err != nil {
		t.Fatal(err)
	}
	if got := w.count(t, `SELECT coalesce(sum(cents), 0) FROM ledger_entry WHERE account = $1`, fmt.Sprintf("partner:%d", w.Partners[0])); got != -32000 {
		t.Fatalf("the sauna's share is %d", got)
	}
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	if got := w.count(t, `SELECT count(*) FROM (SELECT account FROM ledger_entry GROUP BY account HAVING sum(cents) <> 0) a`); got != 0 {
		t.Fatalf("after the cancelling %d accounts are not even", got)
	}
}

func TestInvoiceNumbersHaveNoGaps(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 10, Seats: 40, Companies: 10})
	var wg sync.WaitGroup
	for i := range w.Companies {
		wg.Go(func() {
			b, err := w.bookings.Hold(ctx, w.Companies[i], booking.HoldRequest{
				CompanyID: packtest.Company(w.Companies[i]), RevisionID: w.RevisionID, Start: w.Monday, People: 1, Lang: "fi", OpKey: uuid.New()})
			if err != nil {
				t.Error(err)
				return
			}
			if i%3 == 0 {
				w.billing.Cancel(ctx, access.Actor{}, b.Ref, "", false) //nolint:errcheck // refused, on purpose
			}
			if err := w.billing.PayByInvoice(ctx, w.Companies[i], b.Ref); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := w.count(t, `SELECT count(*) FROM invoice`); n != 10 {
		t.Fatal(n)
	}
}
