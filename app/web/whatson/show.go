package whatson

import (
	"context"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/schema"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// showView is an event with one of its occasions chosen.
type showView struct {
	deps pages
	all  []event.Occasion
	o    event.Occasion // the chosen one
	form ui.Form
}

// show is the page of an event.
func (p pages) show(c *page.Ctx) error {
	v, err := p.event(c, int64(c.QueryInt("kerta", 0)))
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, showPage(v))
}

// event reads the event that the address names, and chooses the occasion that is asked for, or the next that takes place.
func (p pages) event(c *page.Ctx, id int64) (showView, error) {
	all, err := p.Events.BySlug(c.Context(), c.Param("slug"))
	if err != nil {
		return showView{}, err
	}
	v := showView{deps: p, all: all, o: all[0]}
	for _, o := range all {
		if o.ID == id {
			v.o = o
		}
	}
	for i := 0; v.o.ID != id && v.o.Cancelled && i < len(all); i++ {
		v.o = all[i]
	}
	v.form = ui.NewForm("").Set("name", c.Actor().Name).Set("email", c.Actor().Email).SetInt("seats", 1)
	return v, nil
}

func (v showView) state() event.State { return v.o.StateAt(v.deps.Now()) }

// others are the other occasions.
func (v showView) others() (list []event.Occasion) {
	for _, o := range v.all {
		if o.ID != v.o.ID {
			list = append(list, o)
		}
	}
	return list
}

// othersShown is how many other occasions the page lists before it folds the rest.
const othersShown = 6

func (v showView) facts(ctx context.Context) []ui.Fact {
	list := []ui.Fact{
		{Term: ui.T(ctx, "event.fact.when"), Text: v.o.WhenLong(ui.Lang(ctx))}, {Term: ui.T(ctx, "event.fact.where"), Text: v.o.Address()},
		{Term: ui.T(ctx, "event.fact.price"), Text: eventview.Price(ctx, v.o.Event)},
	}
	if text := eventview.Repeats(ctx, v.o); text != "" {
		list = append(list, ui.Fact{Term: ui.T(ctx, "event.fact.repeats"), Text: text})
	}
	return list
}

// structuredMost is how many occasions search engines are told of.
const structuredMost = 12

// data is the event as search engines read it: its occasions, the chosen one first, and the way back.
func (v showView) data(ctx context.Context) []any {
	list := []any{schema.Event(ctx, v.o, eventview.Path(v.o), v.deps.Now())}
	for _, o := range v.others() {
		if len(list) < structuredMost {
			list = append(list, schema.Event(ctx, o, eventview.Path(o), v.deps.Now()))
		}
	}
	title := v.o.Title(ui.Lang(ctx))
	return append(list, schema.Crumbs(ctx, ui.T(ctx, "event.list.title"), eventview.ListPath, title, eventview.EventPath(v.o.Slug)))
}

// summary is the beginning of the text, for search results.
func summary(o event.Occasion, lang string) string {
	const most = 160
	text := []rune(o.When(lang) + ". " + o.Text(lang))
	if len(text) <= most {
		return string(text)
	}
	return string(text[:most-1]) + "…"
}

// signUp asks for seats: the answer is that a mail is on its way.
func (p pages) signUp(c *page.Ctx) error {
	id, err := strconv.ParseInt(c.FormValue("kerta"), 10, 64)
	if err != nil {
		id = 0
	}
	v, err := p.event(c, id)
	if err != nil {
		return err
	}
	if v.o.ID != id {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	f := event.SignupForm{Lang: c.Lang()}
	if err = c.Decode(&f); err == nil {
		err = p.Events.SignUp(c.Context(), id, f, c.IP().String())
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = labelled(speaking(c), f)
			return showPage(v)
		})
	}
	return c.Redirect(eventview.EventPath(v.o.Slug) + "/posti?kerta=" + strconv.FormatInt(id, 10))
}

// labelled gives a form's summary the names that the page gives its fields.
func labelled(ctx context.Context, f ui.Form) ui.Form {
	f.Order = []string{"name", "email", "seats", "hub"}
	f.Labels = map[string]string{}
	for _, name := range f.Order {
		f.Labels[name] = ui.T(ctx, "event.field."+name)
	}
	return f
}

// signedUp says that a mail is on its way.
func (p pages) signedUp(c *page.Ctx) error {
	v, err := p.event(c, int64(c.QueryInt("kerta", 0)))
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, signedUpPage(v))
}

// eager is a picture that is seen first.
func eager(p ui.Picture) ui.Picture {
	p.Eager = true
	return p
}
