package eventdesk

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// showView is an event: its occasions with who comes, and the forms that change it.
type showView struct {
	desk
	deps  pages
	first event.Occasion // the event's words
	list  []event.Occasion
	past  int                      // occasions that are over and left out
	who   map[int64][]event.Signup // by occasion
	words ui.Form
	add   ui.Form
	row   int64   // the occasion whose form came back, 0 for none
	back  ui.Form // that form
	off   ui.Form // the form that calls everything off
	photo ui.Form

	problem string // why nothing was changed, when it is about no field
}

// show is the page of an event.
func (p pages) show(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	return c.Render(200, showPage(v))
}

func (p pages) showView(c *page.Ctx) (showView, error) {
	d, all, err := p.event(c)
	if err != nil {
		return showView{}, err
	}
	v := showView{desk: d, deps: p, first: all[0], who: map[int64][]event.Signup{}, words: wordsForm(all[0].Event), off: ui.NewForm("kaikki"), photo: ui.NewForm(photoID)}
	for _, o := range all {
		if o.StateAt(p.Now()) == event.Over {
			v.past++
			continue
		}
		v.list = append(v.list, o)
		if v.who[o.ID], err = p.Events.Signups(c.Context(), c.Actor(), o.ID); err != nil {
			return v, err
		}
	}
	last := all[len(all)-1]
	v.add = timesForm("lisaa", last).SetDate("day", later(last.Day.AddDays(7), p.today().AddDays(1))).Set("last_day").Set("repeat", string(event.Once)).SetBool("skip_closed", true)
	return v, nil
}

func later(a, b dates.Date) dates.Date {
	if b.After(a) {
		return b
	}
	return a
}

// wordsForm is the form of an event's words as they are.
func wordsForm(e event.Event) ui.Form {
	f := ui.NewForm("")
	for name, value := range map[string]string{
		"title_fi": e.TitleFi, "title_en": e.TitleEn, "title_sv": e.TitleSv, "text_fi": e.TextFi, "text_en": e.TextEn, "text_sv": e.TextSv,
		"theme": string(e.Theme), "motif": e.Motif, "place": e.Place, "link": e.Link,
	} {
		f = f.Set(name, value)
	}
	return f.SetMoney("price", e.PriceCents).SetInt("closes_hours", e.ClosesHours)
}

// timesForm is the form of an occasion as it is.
func timesForm(id string, o event.Occasion) ui.Form {
	f := ui.NewForm(id).SetDate("day", o.Day).SetClock("from", dates.MinutesOf(o.StartsAt)).SetClock("to", dates.MinutesOf(o.EndsAt)).SetInt("seats", o.Capacity)
	if end := dates.Of(o.EndsAt); end != o.Day {
		f = f.SetDate("last_day", end)
	}
	return f
}

// formOf is the state of an occasion's own form.
func (v showView) formOf(o event.Occasion) ui.Form {
	if v.row == o.ID {
		return v.back
	}
	return timesForm("k"+itoa(o.ID), o)
}

// shownFirst is how many coming occasions the page lists before it folds the rest.
const shownFirst = 8

// opensRest says whether the form that came back stands among the folded occasions.
func (v showView) opensRest() bool {
	for _, o := range v.list[min(len(v.list), shownFirst):] {
		if v.row == o.ID {
			return true
		}
	}
	return false
}

func (v showView) occasionPath(o event.Occasion, more string) string {
	return v.path(v.first.EventID) + "/kerrat/" + itoa(o.ID) + more
}

// update writes the words anew.
func (p pages) update(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	var w event.Words
	if err = c.Decode(&w); err == nil {
		err = p.Events.Update(c.Context(), c.Actor(), v.first.EventID, w)
	}
	return v.answer(c, err, "eventdesk.updated", func(v *showView, f ui.Form) { v.words = f })
}

// add lets the event take place at more times.
func (p pages) add(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	var t event.Times
	n := 0
	if err = c.Decode(&t); err == nil {
		n, err = p.Events.AddOccasions(c.Context(), c.Actor(), v.first.EventID, t)
	}
	return v.answer(c, err, "eventdesk.added", func(v *showView, f ui.Form) {
		f.ID = "lisaa"
		v.add = f
	}, "Count", n)
}

// occasion is the occasion that the address names, within its event.
func (v showView) occasion(c *page.Ctx) (event.Occasion, error) {
	for _, o := range v.list {
		if strconv.FormatInt(o.ID, 10) == c.Param("occasion") {
			return o, nil
		}
	}
	return event.Occasion{}, fault.New(fault.NotFound, "fault.not_found")
}

// change moves an occasion or gives it other seats.
func (p pages) change(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	o, err := v.occasion(c)
	if err != nil {
		return err
	}
	var t event.Times
	if err = c.Decode(&t); err == nil {
		err = p.Events.ChangeOccasion(c.Context(), c.Actor(), o.ID, t)
	}
	return v.answer(c, err, "eventdesk.changed", func(v *showView, f ui.Form) {
		f.ID = "k" + itoa(o.ID)
		v.row, v.back = o.ID, f
	})
}

// cancel calls an occasion off.
func (p pages) cancel(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	o, err := v.occasion(c)
	if err != nil {
		return err
	}
	err = p.Events.CancelOccasion(c.Context(), c.Actor(), o.ID, c.FormValue("reason"))
	return v.answer(c, err, "eventdesk.cancelled", func(v *showView, f ui.Form) {
		back := timesForm("k"+itoa(o.ID), o).Set("reason", f.Value("reason"))
		back.Errors, back.Order, back.Labels = f.Errors, f.Order, f.Labels
		v.row, v.back = o.ID, back
	})
}

// cancelAll calls everything to come off.
func (p pages) cancelAll(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	n, err := p.Events.CancelEvent(c.Context(), c.Actor(), v.first.EventID, c.FormValue("reason"))
	return v.answer(c, err, "eventdesk.cancelled_all", func(v *showView, f ui.Form) {
		f.ID = "kaikki"
		v.off = f
	}, "Count", n)
}

// answer goes back to the event after a change, or shows what was wrong at the form itself.
func (v showView) answer(c *page.Ctx, err error, done string, into func(v *showView, f ui.Form), args ...any) error {
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			if f = called(speaking(c), f); f.Error("") != "" {
				v.problem = f.Error("")
			} else {
				into(&v, f)
			}
			return showPage(v)
		})
	}
	c.Flash("ok", done, args...)
	return c.Redirect(v.path(v.first.EventID))
}
