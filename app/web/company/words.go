package company

import (
	"context"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

func refusedText(ctx context.Context, r *booking.Refused) string {
	return stayview.Refused(ctx, r.Package, r.Refusal, r.People)
}

// args are a fault's values as T wants them.
func args(f *fault.Error) []any {
	var list []any
	for name, v := range f.Args {
		list = append(list, name, v)
	}
	return list
}

// daysAway is "7 päivää myöhemmin".
func daysAway(ctx context.Context, wished, day dates.Date) string {
	if n := day.Sub(wished); n < 0 {
		return ui.T(ctx, "site.search.change.earlier", "Count", -n)
	} else if n > 0 {
		return ui.T(ctx, "site.search.change.later", "Count", n)
	}
	return ui.T(ctx, "company.refused.same_day")
}

func itoa(n int) string { return strconv.Itoa(n) }

func legAddress(l booking.Leg) string {
	if l.Street == "" {
		return l.Municipality
	}
	return l.Street + ", " + l.Postcode + " " + l.Municipality
}

// late says whether an invoice's day has passed and it waits still.
func late(d billing.Document, today dates.Date) bool {
	return d.Due() > 0 && !d.DueOn.IsZero() && d.DueOn.Before(today)
}

func payLabel(ctx context.Context, v view) string {
	switch {
	case v.d.Gross == 0:
		return ui.T(ctx, "company.pay.free")
	case v.d.State == booking.AwaitingPayment:
		return ui.T(ctx, "company.pay.continue")
	}
	return ui.T(ctx, "company.pay.card")
}

var refundKinds = map[string]string{billing.RefundSucceeded: "ok", billing.RefundFailed: "bad"}

func refundState(ctx context.Context, r billing.Refund) ui.ChipText {
	kind, known := refundKinds[r.State]
	if !known {
		kind = "warn"
	}
	return ui.StateChip(kind, ui.T(ctx, "company.refund.state."+r.State))
}

// cancelText says what cancelling today means.
func cancelText(ctx context.Context, v view) string {
	values := []any{"Percent", v.cancel.Percent, "Credit", ui.Money(ctx, v.cancel.Credit), "Back", ui.Money(ctx, v.cancel.GoesBack)}
	switch {
	case v.d.State.OnHold():
		return ui.T(ctx, "company.cancel.hold")
	case v.cancel.Credit == 0:
		return ui.T(ctx, "company.cancel.nothing")
	case v.cancel.GoesBack == v.cancel.Credit:
		return ui.T(ctx, "company.cancel.refund", values...)
	case v.cancel.GoesBack == 0:
		return ui.T(ctx, "company.cancel.credit", values...)
	}
	return ui.T(ctx, "company.cancel.both", values...)
}

func cancelButton(ctx context.Context, v view) string {
	if v.d.State.OnHold() {
		return ui.T(ctx, "company.cancel.release")
	}
	return ui.T(ctx, "company.cancel.do")
}

// cancelledText says what came of the money.
func cancelledText(ctx context.Context, v view) string {
	var back int64
	for _, r := range v.refunds {
		back += r.Amount
	}
	if back > 0 {
		return ui.T(ctx, "company.cancelled_back", "Sum", ui.Money(ctx, back))
	}
	return ui.T(ctx, "company.cancelled_text")
}

// Who and why, where the system itself acted; people stand with their names and their own words.
var (
	systemActors  = []string{"calendar", "expiry", "payment", booking.QueueActor}
	systemReasons = []string{"page_closed", "free", billing.Card, billing.Invoice}
)

// eventText is who did it, and why where that was said.
func eventText(ctx context.Context, e booking.Event) string {
	actor, reason := e.Actor, e.Reason
	if slices.Contains(systemActors, actor) {
		actor = ui.T(ctx, "company.history.actor."+actor)
	}
	if slices.Contains(systemReasons, reason) {
		reason = ui.T(ctx, "company.history.reason."+reason)
	}
	if reason == "" {
		return actor
	}
	return actor + ": " + reason
}
