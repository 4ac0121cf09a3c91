package weekfinder

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/packages/weeks"
)

// view is a search for a week.
type view struct {
	ask    weeks.Ask
	ranked []option
	form   ui.Form
	read   int  // busy days that a calendar had
	file   bool // a calendar was read: the answer is still to be sent
}

// option is a week with the cheapest stay that can be had on it.
type option struct {
	weeks.Week
	hit *search.Hit // nil: nothing is free
}

// show is the weeks in order, and the form for one's own answer.
func (p pages) show(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, weeksPage(v))
}

func (p pages) view(c *page.Ctx) (v view, err error) {
	c.NoStore()
	if v.ask, err = p.Weeks.ByToken(c.Context(), c.Param("token")); err != nil {
		return v, err
	}
	v.form = ui.NewForm("vastaus")
	v.ranked, err = p.rank(c.Context(), v.ask)
	return v, err
}

// rank puts the weeks in order: those on which most can come first, among them those that can be had, then the cheapest.
func (p pages) rank(ctx context.Context, a weeks.Ask) (list []option, err error) {
	for _, w := range a.Options() {
		hits, err := p.Finder.Find(ctx, search.Query{Days: dates.Through(w.Start, w.Start.AddDays(6)), People: a.People, Weeks: a.Weeks, Order: search.ByPrice, Limit: 1})
		if err != nil {
			return nil, err
		}
		o := option{Week: w}
		if len(hits) > 0 {
			o.hit = &hits[0]
		}
		list = append(list, o)
	}
	slices.SortStableFunc(list, func(x, y option) int {
		return cmp.Or(cmp.Compare(len(x.Cannot), len(y.Cannot)), cmp.Compare(x.price(), y.price()))
	})
	return list, nil
}

// price is what the cheapest stay costs one person; more than any where none is free.
func (o option) price() int64 {
	if o.hit == nil {
		return 1 << 62
	}
	return o.hit.First.Price.PerPerson()
}

type replyForm struct {
	Name  string `form:"name"`
	Weeks []struct {
		Busy []dates.Date `form:"busy"`
	} `form:"weeks"`
}

// reply keeps an answer. With a calendar it only marks the days that the calendar has, for whoever sent it to look at: of the file
// nothing is kept.
func (p pages) reply(c *page.Ctx) error {
	var f replyForm
	if err := c.Form(&f); err != nil {
		return p.again(c, f, err)
	}
	up, err := c.File("file", maxFile)
	if err != nil {
		return p.again(c, f, err)
	}
	if up.Chosen() {
		return p.fromCalendar(c, f, up.Data)
	}
	reply := weeks.Reply{Name: typed.Line(f.Name), Busy: f.busy()}
	if err := p.Weeks.Reply(c.Context(), c.Param("token"), reply); err != nil {
		return p.again(c, f, err)
	}
	c.Flash("ok", "weeks.saved", "Name", reply.Name)
	return c.Redirect(path(c.Param("token")))
}

func (f replyForm) busy() (days []dates.Date) {
	for _, w := range f.Weeks {
		days = append(days, w.Busy...)
	}
	return days
}

// fromCalendar shows the form with the days of a calendar marked beside those that were.
func (p pages) fromCalendar(c *page.Ctx, f replyForm, file []byte) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	days, err := ics.BusyDays(file, dates.Through(v.ask.First, v.ask.Last))
	if errors.Is(err, ics.ErrNoCalendar) {
		return p.again(c, f, fault.OnField("file", "weeks.no_calendar"))
	} else if err != nil {
		return err
	}
	v.file, v.read = true, len(days)
	v.form = v.filled(f.Name, append(days, f.busy()...))
	return c.Render(fiber.StatusOK, weeksPage(v))
}

// again shows the form with what is wrong.
func (p pages) again(c *page.Ctx, f replyForm, err error) error {
	code := fault.CodeOf(err)
	if code != fault.Invalid && code != fault.Conflict {
		return err
	}
	v, failed := p.view(c)
	if failed != nil {
		return failed
	}
	ctx := speaking(c)
	v.form = v.filled(f.Name, f.busy()).WithFault(ctx, err)
	v.form.Order, v.form.Labels = []string{"name", "file"}, map[string]string{"name": ui.T(ctx, "weeks.name"), "file": ui.T(ctx, "weeks.file")}
	status := fiber.StatusUnprocessableEntity
	if code == fault.Conflict {
		status = fiber.StatusConflict
	}
	return c.Render(status, weeksPage(v))
}

// filled is the form with a name and marked days.
func (v view) filled(name string, busy []dates.Date) ui.Form {
	f := ui.NewForm("vastaus").Set("name", name)
	for i, monday := range v.mondays() {
		var marked []string
		for _, d := range busy {
			if d.StartOfWeek() == monday {
				marked = append(marked, d.String())
			}
		}
		f = f.Set(weekField(i), marked...)
	}
	return f
}

func (v view) mondays() (list []dates.Date) {
	for d := v.ask.First; d.Before(v.ask.Last); d = d.AddDays(7) {
		list = append(list, d)
	}
	return list
}

func weekField(i int) string { return fmt.Sprintf("weeks.%d.busy", i) }

// dayOptions are the working days of a week.
func dayOptions(ctx context.Context, monday dates.Date) (list []ui.Option) {
	for i := range 5 {
		d := monday.AddDays(i)
		list = append(list, ui.Option{Value: d.String(), Label: ui.DateShort(ctx, d)})
	}
	return list
}

// remove takes an answer back.
func (p pages) remove(c *page.Ctx) error {
	if err := p.Weeks.Remove(c.Context(), c.Param("token"), c.FormValue("name")); err != nil {
		return err
	}
	c.Flash("ok", "weeks.removed")
	return c.Redirect(path(c.Param("token")))
}

// searchPath is the search for a week's stays.
func searchPath(a weeks.Ask, w weeks.Week) string {
	return site.SearchPath + "?pv=" + w.Start.String() + "&hlo=" + strconv.Itoa(a.People) + "&kesto=" + strconv.Itoa(a.Weeks) + "&jarj=hinta"
}
