package company

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

func changeTitle(ctx context.Context, v changeView) string {
	switch {
	case !v.aboutSessions():
		return ui.T(ctx, "company.change.title")
	case v.wish.Replan:
		return ui.T(ctx, "rhythm.replan_title")
	case v.wish.Take == 0:
		return ui.T(ctx, "company.change.title_out")
	case v.wish.Drop == 0:
		return ui.T(ctx, "company.change.title_in")
	}
	return ui.T(ctx, "company.change.title_swap")
}

// backFrom is the page that a choice about sessions was made on.
func backFrom(v changeView) string {
	if v.wish.Replan {
		return RhythmPath(v.d.Ref)
	}
	if v.wish.Drop != 0 {
		return SessionPath(v.d.Ref, v.wish.Drop)
	}
	return ChangePath(v.d.Ref) + "/lisaa"
}

func dayRange(ctx context.Context) func(start, last dates.Date) string {
	return func(start, last dates.Date) string {
		return dates.WeekdayShort(start.Weekday(), ui.Lang(ctx)) + " " + ui.DateRange(ctx, start, last)
	}
}

func daysHelp(ctx context.Context, v changeView) string {
	switch {
	case v.d.State == booking.Confirmed && v.d.RefundPercent(v.today) == 0:
		return ui.T(ctx, "fault.move_too_late")
	case len(v.starts) == 0:
		return ui.T(ctx, "company.change.no_days")
	}
	return ui.T(ctx, "company.change.days_help", "Count", len(v.starts))
}

func clock(ctx context.Context, from, to time.Time) string {
	lang := ui.Lang(ctx)
	return dates.FormatShort(dates.Of(from), lang) + " " + dates.FormatTime(from, lang) + "–" + dates.FormatTime(to, lang)
}

func seatWhen(ctx context.Context, s booking.Seat) string { return clock(ctx, s.StartsAt, s.EndsAt) }

func sessionWhen(ctx context.Context, s booking.Session) string {
	return clock(ctx, s.StartsAt, s.EndsAt)
}

// differenceWords are what a change costs, in few words.
func differenceWords(ctx context.Context, c booking.Change) string {
	switch n := c.Difference(); {
	case n > 0:
		return "+" + ui.Money(ctx, n)
	case n < 0:
		return ui.Money(ctx, n)
	}
	return ui.T(ctx, "company.change.same_price")
}

// changeRows are what is different: what, before, after.
func changeRows(ctx context.Context, c booking.Change) (rows [][3]string) {
	if c.Before.People != c.After.People {
		rows = append(rows, [3]string{ui.T(ctx, "company.fact.people"), itoa(c.Before.People), itoa(c.After.People)})
	}
	if c.Moves {
		rows = append(rows, [3]string{ui.T(ctx, "company.fact.days"), ui.DateRange(ctx, c.Before.StartsOn, c.Before.EndsOn), ui.DateRange(ctx, c.After.StartsOn, c.After.EndsOn)})
	}
	rows = append(rows, seatRows(ctx, c)...)
	return append(rows, [3]string{ui.T(ctx, "company.change.price"), ui.Money(ctx, c.Before.Gross), ui.Money(ctx, c.After.Gross)})
}

// seatRows pair the sessions that go with those that come of the same activity; the rest stand alone.
func seatRows(ctx context.Context, c booking.Change) (rows [][3]string) {
	come := c.New()
	for _, s := range c.Gone() {
		row := [3]string{s.Title(ui.Lang(ctx)), seatWhen(ctx, s), ui.T(ctx, "company.change.gone")}
		if i := slices.IndexFunc(come, func(n booking.Seat) bool { return n.ActivityID == s.ActivityID }); i >= 0 {
			row[2] = seatWhen(ctx, come[i])
			come = slices.Delete(come, i, i+1)
		}
		rows = append(rows, row)
	}
	for _, s := range come {
		rows = append(rows, [3]string{s.Title(ui.Lang(ctx)), "–", seatWhen(ctx, s)})
	}
	return rows
}

// changeNotes say what to know before agreeing.
func changeNotes(ctx context.Context, v changeView) (notes []string) {
	c := *v.change
	if n := c.After.People; n < c.Before.People && slices.ContainsFunc(v.d.Participants, func(p booking.Participant) bool { return p.Position > n }) {
		notes = append(notes, ui.T(ctx, "company.change.participants", "N", n))
	}
	if kept(c) {
		notes = append(notes, ui.T(ctx, "company.change.percent", "Percent", c.Percent))
	}
	if v.d.State == booking.Confirmed && c.Moves && c.Percent < 100 {
		notes = append(notes, ui.T(ctx, "company.change.cap", "Percent", c.Percent))
	}
	switch {
	case v.d.State != booking.Confirmed:
		notes = append(notes, ui.T(ctx, "company.change.on_hold"))
	case v.money.GoesBack > 0:
		notes = append(notes, ui.T(ctx, "company.change.goes_back", "Back", ui.Money(ctx, v.money.GoesBack)))
	case v.money.Credit > 0:
		notes = append(notes, ui.T(ctx, "company.change.lowers", "Credit", ui.Money(ctx, v.money.Credit)))
	}
	return notes
}

// kept says whether the sellers keep something of what is dropped.
func kept(c booking.Change) bool {
	return slices.ContainsFunc(c.Lines(), func(l booking.Line) bool { return l.Kind == booking.Kept && l.NetCents > 0 })
}

func totalLabel(ctx context.Context, v changeView) string {
	switch {
	case v.money.Pay > 0:
		return ui.T(ctx, "company.change.to_pay")
	case v.money.GoesBack > 0:
		return ui.T(ctx, "company.change.back_to_you")
	case v.money.Credit > 0:
		return ui.T(ctx, "company.change.credited")
	}
	return ui.T(ctx, "company.change.price_after")
}

func totalCents(v changeView) int64 {
	switch {
	case v.money.Pay > 0:
		return v.money.Pay
	case v.money.GoesBack > 0:
		return v.money.GoesBack
	case v.money.Credit > 0:
		return v.money.Credit
	}
	return v.change.After.Gross
}

// differencePrice is the difference line by line.
func differencePrice(ctx context.Context, c booking.Change) ui.Price {
	d := booking.Detail{Lines: c.Lines()}
	d.Net, d.Gross = c.After.Net-c.Before.Net, c.Difference()
	p := stayview.Sold(ctx, d)
	p.Caption, p.Label, p.VAT = ui.T(ctx, "company.change.lines"), ui.T(ctx, "company.change.difference"), nil
	for _, l := range c.VATLines() {
		p.VAT = append(p.VAT, ui.VATRow{RateBP: l.BP, Net: l.Net, VAT: l.VAT})
	}
	return p
}

func cannotText(ctx context.Context, r *booking.CannotChange) string {
	return stayview.Refused(ctx, r.Package, r.Refusal, r.People)
}

// otherTitle names an alternative: its days, its head count, or its session.
func otherTitle(ctx context.Context, c booking.Change) string {
	switch come := c.New(); {
	case c.Moves:
		return ui.DateRange(ctx, c.After.StartsOn, c.After.EndsOn)
	case c.Wish.Take != 0 && len(come) > 0:
		return seatWhen(ctx, come[0])
	}
	return ui.T(ctx, "stay.people", "Count", c.After.People)
}

func otherText(ctx context.Context, c booking.Change) string {
	switch come := c.New(); {
	case c.Moves:
		return ui.T(ctx, "stay.people", "Count", c.After.People)
	case c.Wish.Take != 0 && len(come) > 0:
		return come[0].Title(ui.Lang(ctx))
	}
	return ui.T(ctx, "company.change.same_days")
}

func sessionTitle(ctx context.Context, v sessionView) string {
	if v.a.Seat.SessionID == 0 {
		return ui.T(ctx, "company.swap.add")
	}
	return v.a.Seat.Title(ui.Lang(ctx))
}

func sessionLead(ctx context.Context, v sessionView) string {
	if v.a.Seat.SessionID == 0 {
		return ui.T(ctx, "company.swap.add_lead")
	}
	return seatWhen(ctx, v.a.Seat)
}

func othersTitle(ctx context.Context, v sessionView) string {
	if v.a.Seat.SessionID == 0 {
		return ui.T(ctx, "company.swap.free")
	}
	return ui.T(ctx, "company.swap.others")
}

func withoutTitle(ctx context.Context, v sessionView) string {
	if v.a.Lost {
		return ui.T(ctx, "company.swap.money_back")
	}
	return ui.T(ctx, "company.swap.out")
}

func withoutText(ctx context.Context, v sessionView) string {
	back := ui.Money(ctx, -v.a.Out.Difference())
	switch {
	case v.a.Lost:
		return ui.T(ctx, "company.swap.money_back_text", "Sum", back)
	case v.d.State != booking.Confirmed:
		return ui.T(ctx, "company.swap.out_held", "Sum", back)
	}
	return ui.T(ctx, "company.swap.out_text", "Sum", back, "Percent", v.a.Out.Percent)
}

// swapPicture is the poster of an activity that may come.
func swapPicture(v sessionView, c booking.Change) ui.Picture {
	o := v.a.Kinds[c.New()[0].ActivityID]
	return ui.Picture{Poster: poster.Spec{Slug: o.Slug, Kind: o.Kind, Season: v.d.Season, Theme: o.Motif}}
}

func offeredBy(v sessionView, c booking.Change) string {
	o := v.a.Kinds[c.New()[0].ActivityID]
	parts := slices.DeleteFunc([]string{o.Partner, o.Place, o.Municipality}, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(parts), ", ")
}

func waitingText(ctx context.Context, m booking.Made) string {
	return changeText(ctx, m.Change) + ". " + ui.T(ctx, "company.waiting.text")
}

// madeText is a change in one line, and whose it was.
func madeText(ctx context.Context, m booking.Made) string {
	if m.Actor == billing.FallbackActor {
		return ui.T(ctx, "company.history.actor.fallback") + ": " + changeText(ctx, m.Change)
	}
	return m.Actor + ": " + changeText(ctx, m.Change)
}

func changeText(ctx context.Context, c booking.Change) string {
	var parts []string
	for _, row := range changeRows(ctx, c) {
		if row[0] == ui.T(ctx, "company.change.price") && row[1] == row[2] {
			continue
		}
		parts = append(parts, row[0]+" "+row[1]+" → "+row[2])
	}
	return strings.Join(parts, "; ")
}

func lostTitle(ctx context.Context, v view, l booking.Loss) string {
	for _, s := range v.d.Sessions {
		if s.ID == l.SessionID {
			return s.Title(ui.Lang(ctx)) + ", " + sessionWhen(ctx, s)
		}
	}
	return ""
}

// doorsText says what the rules of the package are today.
func doorsText(ctx context.Context, v view) string {
	if v.d.State != booking.Confirmed {
		return ui.T(ctx, "company.change.doors_held")
	}
	return ui.T(ctx, "company.change.doors", "Percent", v.d.RefundPercent(v.today))
}

func fallbackOptions(ctx context.Context) (options []ui.Option) {
	for _, f := range booking.Fallbacks() {
		options = append(options, ui.Option{Value: string(f), Label: ui.T(ctx, "company.fallback."+string(f))})
	}
	return options
}

// terms are the cancellation policy over time; what a move of the days has ended is left out.
func terms(v view) ui.CancelTerms {
	t := stayview.Terms(v.d.FreeUntilDays, v.d.HalfUntilDays, v.d.StartsOn, v.today)
	t.Steps = slices.DeleteFunc(t.Steps, func(s ui.CancelStep) bool { return s.PercentBP < (100-v.d.RefundCap)*100 })
	return t
}

// otherInvoices are the open ones beside the first.
func (v view) otherInvoices() (list []billing.Document) {
	first, _ := v.openInvoice()
	for _, d := range v.documents {
		if d.Due() > 0 && d.ID != first.ID {
			list = append(list, d)
		}
	}
	return list
}

// lossReason is why a session was called off: its partner's own words, or ours where too few people had confirmed.
func lossReason(ctx context.Context, l booking.Loss) string {
	if l.Short {
		return ui.T(ctx, "pool.short", "Min", l.PoolMin)
	}
	return ui.T(ctx, "company.lost.reason", "Reason", l.Reason)
}
