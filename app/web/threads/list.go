package threads

import (
	"context"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// listView is the threads, those with the latest posts first.
type listView struct {
	list    []thread.Thread
	before  int64 // where this part begins, 0 for the first
	more    bool
	about   practice.Practice // narrows the list; the zero one for none
	reports int               // that wait for the visitor
}

// list shows the threads.
func (p pages) list(c *page.Ctx) (err error) {
	v := listView{before: number(c.Query("ennen"))}
	if v.about, err = p.about(c, c.Query("kaytanto")); err != nil {
		return err
	}
	if v.list, v.more, err = p.Threads.List(c.Context(), c.Actor(), v.about.ID, v.before); err != nil {
		return err
	}
	if v.reports, err = p.Threads.OpenReports(c.Context(), c.Actor()); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, listPage(v))
}

// about is the practice that an address or a form names, the zero one where it names none.
func (p pages) about(c *page.Ctx, name string) (practice.Practice, error) {
	id := number(name)
	if id == 0 {
		return practice.Practice{}, nil
	}
	return p.Practices.ByID(c.Context(), c.Actor(), id)
}

func (v listView) newPath() string {
	if v.about.ID != 0 {
		return Path + "/uusi?kaytanto=" + itoa(v.about.ID)
	}
	return Path + "/uusi"
}

// next is where the older threads are.
func (v listView) next() string {
	to := Path + "?ennen=" + itoa(v.list[len(v.list)-1].LastPostID)
	if v.about.ID != 0 {
		to += "&kaytanto=" + itoa(v.about.ID)
	}
	return to
}

// row is a thread in the list.
func row(ctx context.Context, t thread.Thread) ui.Row {
	r := ui.Row{
		Title: t.Title, Href: ui.Href(ctx, PathOf(t.ID)), Avatar: writer(ctx, t.LastBy),
		Sub: ui.T(ctx, "threads.last", "Name", writer(ctx, t.LastBy), "Time", ui.Moment(ctx, t.LastPostAt)),
		End: ui.T(ctx, "threads.posts", "Count", t.Posts),
	}
	if t.Following {
		r.Chips = append(r.Chips, ui.ChipText{Kind: "ok", Text: ui.T(ctx, "threads.following")})
	}
	if t.Locked() {
		r.Chips = append(r.Chips, ui.ChipText{Kind: "line", Text: ui.T(ctx, "threads.locked")})
	}
	return r
}

func rows(ctx context.Context, list []thread.Thread) (all []ui.Row) {
	for _, t := range list {
		all = append(all, row(ctx, t))
	}
	return all
}

// writer is a name, or a word for somebody who is no longer known.
func writer(ctx context.Context, name string) string {
	if name == "" {
		return ui.T(ctx, "threads.gone")
	}
	return name
}

// newView is the form of a new thread.
type newView struct {
	about practice.Practice
	form  ui.Form
	op    string
}

// showNew is the form of a new thread.
func (p pages) showNew(c *page.Ctx) error {
	about, err := p.about(c, c.Query("kaytanto"))
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, newPage(newView{about, ui.NewForm(""), opKey(c)}))
}

// start begins a thread.
func (p pages) start(c *page.Ctx) error {
	about, err := p.about(c, c.FormValue("practice"))
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f thread.Form
	var id int64
	if err = c.Decode(&f); err == nil {
		id, err = p.Threads.Start(c.Context(), c.Actor(), f, op)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			return newPage(newView{about, called(speaking(c), f, "title", "body"), opKey(c)})
		})
	}
	c.Flash("ok", "threads.started")
	return c.Redirect(PathOf(id))
}
