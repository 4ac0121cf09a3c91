package billing_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// TestEarnings: what a partner is told it earns is what its lines say, and after a cancellation what was kept of them.
func TestEarnings(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	partner := w.Partners[0]
	member := access.Actor{PersonID: w.Admin.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: partner}}}
	earned := func(net, vat int64, stays int) {
		t.Helper()
		months, err := w.billing.PartnerEarnings(ctx, member, partner, w.Monday.Year())
		if err != nil || len(months) != 12 {
			t.Fatal(len(months), err)
		}
		for _, m := range months {
			want := map[bool][3]int64{true: {net, vat, int64(stays)}}[m.Month == w.Monday.MonthOf()]
			if got := [3]int64{m.Net, m.VAT, int64(m.Stays)}; got != want {
				t.Errorf("%s: %v, want %v", m.Month, got, want)
			}
		}
	}
	ours := func(b booking.Booking) (net, vat int64) {
		t.Helper()
		d, err := w.bookings.ByRef(ctx, w.Admin, b.Ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range d.Lines {
			if l.PartnerID == partner {
				net, vat = net+l.NetCents, vat+money.VATOn(l.NetCents, l.VATBP)
			}
		}
		if net == 0 {
			t.Fatal("the partner sells nothing in this stay")
		}
		return net, vat
	}

	if _, err := w.billing.PartnerEarnings(ctx, w.Companies[0], partner, 2027); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company reads what a partner earns: %v", err)
	}
	b := w.hold(t, 0, 4)
	earned(0, 0, 0) // on hold
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	net, vat := ours(b)
	earned(net, vat, 1)

	*w.clock = dates.At(w.Monday.AddDays(-10), 12*60) // half comes back
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	half := net - (net+1)/2
	earned(half, money.VATOn(half, int(vat*10000/net+1)/50*50), 1)

	if months, err := w.billing.PartnerEarnings(ctx, member, partner, w.Monday.Year()+1); err != nil || months[0].Month.Year != w.Monday.Year()+1 || months[5].Net != 0 {
		t.Errorf("another year: %+v, %v", months, err)
	}
}
