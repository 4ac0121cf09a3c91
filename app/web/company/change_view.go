package company

import (
	"errors"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// changing is what a booking's page says about changes of it.
type changing struct {
	may     bool // its head count, days or programme may be changed now
	losses  []booking.Loss
	clashes []booking.Session // in the way of the group's own work
	waiting *booking.Made     // a change that waits for its payment
	made    []booking.Made
}

// changingOf reads it.
func (p pages) changingOf(c *page.Ctx, v view) (ch changing, err error) {
	if ch.losses, err = p.Bookings.LossesOf(c.Context(), c.Actor(), v.d.Booking); err != nil {
		return ch, err
	}
	if ch.clashes, err = p.Bookings.Clashes(c.Context(), c.Actor(), v.d); err != nil {
		return ch, err
	}
	all, err := p.Bookings.ChangesOf(c.Context(), c.Actor(), v.d.Booking)
	for _, m := range all {
		switch m.State {
		case booking.ChangeWaiting:
			ch.waiting = &m
		case booking.ChangeDone:
			ch.made = append(ch.made, m)
		}
	}
	ch.may = v.d.State.Live() && !v.lapsed && v.today.Before(v.d.StartsOn) && ch.waiting == nil
	return ch, err
}

// wish is a change as an address and a form name it. Zero fields leave things as they are.
type wish struct {
	Start  dates.Date `form:"alku"`
	People int        `form:"hlo" validate:"min=0,max=1000"`
	Drop   int64      `form:"pois" validate:"min=0"`
	Take   int64      `form:"tilalle" validate:"min=0"`
	Replan bool       `form:"tyoaika"`
}

func (w wish) wish() booking.Wish {
	return booking.Wish{Start: w.Start, People: w.People, Drop: w.Drop, Take: w.Take, Replan: w.Replan}
}

// changeView is a change before it is made: what it would be and cost, or why it cannot be had and what can.
type changeView struct {
	d         booking.Detail
	today     dates.Date
	wish      wish
	form      ui.Form          // head count and days
	starts    []booking.Change // the days that the stay may move to
	change    *booking.Change  // what the wish would make of the stay; nil when it cannot be had, or changes nothing
	money     billing.MoneyOfChange
	cannot    *booking.CannotChange
	problem   string // why not, where no other choice helps
	invoicing bool
	opKey     string
}

// aboutSessions says whether the change is about the programme alone.
func (v changeView) aboutSessions() bool {
	return v.wish.Drop != 0 || v.wish.Take != 0 || v.wish.Replan
}

// changeView reads a booking and reckons a wish.
func (p pages) changeView(c *page.Ctx, w wish) (v changeView, err error) {
	ctx, actor := c.Context(), c.Actor()
	v = changeView{wish: w, today: p.today(), opKey: freshKey()}
	if v.d, err = p.Bookings.ByRef(ctx, actor, c.Param("ref")); err != nil {
		return v, err
	}
	if v.invoicing, err = p.Billing.InvoiceAllowed(ctx, actor, v.d.CompanyID); err != nil {
		return v, err
	}
	change, err := p.Bookings.PreviewChange(ctx, actor, v.d, w.wish())
	switch {
	case err == nil:
		v.change = &change
		v.money, err = p.Billing.ChangeMoney(ctx, actor, v.d, change)
	default:
		err = v.explain(c, err)
	}
	if err != nil || v.aboutSessions() {
		return v, err
	}
	return v, p.fillDays(c, &v)
}

// explain keeps why a change cannot be had; what is nobody's to mend goes to the error page.
func (v *changeView) explain(c *page.Ctx, err error) error {
	switch {
	case errors.As(err, &v.cannot), booking.IsNothing(err):
		return nil
	case problemStatus[fault.CodeOf(err)] == 0:
		return err
	}
	f := fault.As(err)
	v.problem = c.T(f.Key, args(f)...)
	if len(f.Fields) > 0 {
		v.problem = c.T(f.Fields[0].Key, args(&fault.Error{Args: f.Fields[0].Args})...)
	}
	return nil
}

// shownDays is how far from the stay other days are looked for.
const shownDays = 120

// fillDays lists the days that the stay may move to with the wished head count, and fills the form.
func (p pages) fillDays(c *page.Ctx, v *changeView) (err error) {
	people := v.people()
	if people > 0 {
		v.starts, err = p.Bookings.StartsFor(c.Context(), c.Actor(), v.d, people, dates.Through(v.d.StartsOn.AddDays(-shownDays), v.d.StartsOn.AddDays(shownDays)))
	}
	v.form = ui.NewForm("muutos").SetInt("hlo", people).SetDate("alku", v.start())
	return err
}

// people and start are what the form shows: the wished ones, or those of the stay.
func (v changeView) people() int {
	if v.wish.People > 0 {
		return v.wish.People
	}
	return v.d.People
}

func (v changeView) start() dates.Date {
	if !v.wish.Start.IsZero() {
		return v.wish.Start
	}
	return v.d.StartsOn
}

// at is the address of the page with another wish.
func (v changeView) at(w booking.Wish) string { return changeHref(v.d.Ref, w) }

// changeHref is where a wish is looked at before it is made.
func changeHref(ref string, w booking.Wish) string {
	q := "?"
	add := func(name, value string) {
		if len(q) > 1 {
			q += "&"
		}
		q += name + "=" + value
	}
	if w.People != 0 {
		add("hlo", strconv.Itoa(w.People))
	}
	if !w.Start.IsZero() {
		add("alku", w.Start.String())
	}
	if w.Drop != 0 {
		add("pois", strconv.FormatInt(w.Drop, 10))
	}
	if w.Take != 0 {
		add("tilalle", strconv.FormatInt(w.Take, 10))
	}
	if w.Replan {
		add("tyoaika", "1")
	}
	if q == "?" {
		q = ""
	}
	return ChangePath(ref) + q
}

// ChangePath is the page on which a stay is changed.
func ChangePath(ref string) string { return BookingPath(ref) + "/muuta" }

// SessionPath is the page on which one of a stay's sessions is exchanged.
func SessionPath(ref string, session int64) string {
	return ChangePath(ref) + "/kerta/" + strconv.FormatInt(session, 10)
}

// options are the days to choose from: those of the stay first, then the others, in order.
func (v changeView) options(day func(start, last dates.Date) string) []ui.Option {
	list := []ui.Option{{Value: v.d.StartsOn.String(), Label: day(v.d.StartsOn, v.d.EndsOn)}}
	for _, c := range v.starts {
		list = append(list, ui.Option{Value: c.After.StartsOn.String(), Label: day(c.After.StartsOn, c.After.EndsOn)})
	}
	chosen := v.start().String()
	if !slices.ContainsFunc(list, func(o ui.Option) bool { return o.Value == chosen }) { // wished, and not to be had
		last := v.start().AddDays(v.d.EndsOn.Sub(v.d.StartsOn))
		list = append(list, ui.Option{Value: chosen, Label: day(v.start(), last)})
	}
	return list
}
