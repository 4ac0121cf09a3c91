package threads

import (
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// showView is a part of a thread, and the form that replies.
type showView struct {
	thread.Thread
	about practice.Practice
	part  thread.Page
	form  ui.Form
	op    string
	me    int64
	admin bool
	now   time.Time
}

func (p pages) thread(c *page.Ctx) (thread.Thread, error) {
	id, err := c.ParamInt64("thread")
	if err != nil {
		return thread.Thread{}, err
	}
	return p.Threads.ByID(c.Context(), c.Actor(), id)
}

func (p pages) showView(c *page.Ctx, cut thread.Cut) (v showView, err error) {
	if v.Thread, err = p.thread(c); err != nil {
		return v, err
	}
	if v.PracticeID != 0 {
		if v.about, err = p.Practices.ByID(c.Context(), c.Actor(), v.PracticeID); err != nil {
			return v, err
		}
	}
	v.part, err = p.Threads.Posts(c.Context(), c.Actor(), v.ID, cut)
	v.form, v.op, v.me, v.admin, v.now = ui.NewForm(""), opKey(c), c.Actor().PersonID, c.Actor().IsAdmin(), p.Now()
	return v, err
}

// show is a part of a thread: its beginning, or the one that the address names.
func (p pages) show(c *page.Ctx) error {
	v, err := p.showView(c, thread.Cut{After: number(c.Query("jalkeen")), Before: number(c.Query("ennen")), Until: number(c.Query("viesti"))})
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, showPage(v))
}

// reply adds a post.
func (p pages) reply(c *page.Ctx) error {
	t, err := p.thread(c)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	id, err := p.Threads.Reply(c.Context(), c.Actor(), t.ID, c.FormValue("body"), op)
	if err != nil {
		v, failed := p.showView(c, thread.Cut{Until: t.LastPostID})
		if failed != nil {
			return failed
		}
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, "body")
			return showPage(v)
		})
	}
	c.Flash("ok", "threads.replied")
	return c.Redirect(PostPath(t.ID, id))
}

// follow tells the visitor of new posts, or no more.
func (p pages) follow(c *page.Ctx) error {
	t, err := p.thread(c)
	if err != nil {
		return err
	}
	on := c.FormValue("on") == "1"
	if err := p.Threads.Follow(c.Context(), c.Actor(), t.ID, on); err != nil {
		return err
	}
	c.Flash("ok", map[bool]string{true: "threads.followed", false: "threads.unfollowed"}[on])
	return c.Redirect(PathOf(t.ID))
}

// lock ends a thread, or opens it again.
func (p pages) lock(c *page.Ctx) error {
	t, err := p.thread(c)
	if err != nil {
		return err
	}
	on := c.FormValue("on") == "1"
	if err := p.Threads.Lock(c.Context(), c.Actor(), t.ID, on); err != nil {
		return err
	}
	c.Flash("ok", map[bool]string{true: "threads.is_locked", false: "threads.is_open"}[on])
	return c.Redirect(PathOf(t.ID))
}

// postView is one post and a form about it.
type postView struct {
	thread.Thread
	post thread.Post
	form ui.Form
}

// postView is the post that the address names, within its thread.
func (p pages) postView(c *page.Ctx) (v postView, err error) {
	if v.Thread, err = p.thread(c); err != nil {
		return v, err
	}
	id, err := c.ParamInt64("post")
	if err != nil {
		return v, err
	}
	v.form = ui.NewForm("")
	if v.post, err = p.Threads.Post(c.Context(), c.Actor(), id); err == nil && v.post.ThreadID != v.ID {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return v, err
}

func (v postView) back() string { return PostPath(v.ID, v.post.ID) }

// showEdit is the form of one's own post.
func (p pages) showEdit(c *page.Ctx) error {
	v, err := p.postView(c)
	if err != nil {
		return err
	}
	if !v.post.Editable(c.Actor().PersonID, p.Now()) {
		return c.Redirect(v.back())
	}
	v.form = v.form.Set("body", v.post.Body)
	return c.Render(fiber.StatusOK, editPage(v))
}

func (p pages) edit(c *page.Ctx) error {
	return p.onPost(c, editPage, "body", "threads.edited", func(id int64) error {
		return p.Threads.Edit(c.Context(), c.Actor(), id, c.FormValue("body"))
	})
}

// showReport is the form that tells the network's admins of a post.
func (p pages) showReport(c *page.Ctx) error {
	v, err := p.postView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, reportPage(v))
}

func (p pages) report(c *page.Ctx) error {
	return p.onPost(c, reportPage, "reason", "threads.reported", func(id int64) error {
		return p.Threads.Report(c.Context(), c.Actor(), id, c.FormValue("reason"))
	})
}

// showHide is the form that takes a post out of sight.
func (p pages) showHide(c *page.Ctx) error {
	v, err := p.postView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, hidePage(v))
}

func (p pages) hide(c *page.Ctx) error {
	return p.onPost(c, hidePage, "reason", "threads.hidden", func(id int64) error {
		return p.Threads.Hide(c.Context(), c.Actor(), id, c.FormValue("reason"))
	})
}

func (p pages) unhide(c *page.Ctx) error {
	return p.onPost(c, hidePage, "reason", "threads.unhidden", func(id int64) error { return p.Threads.Unhide(c.Context(), c.Actor(), id) })
}

// onPost does something about a post and goes back to it, or shows the form again.
func (p pages) onPost(c *page.Ctx, form func(v postView) templ.Component, field, done string, do func(id int64) error) error {
	v, err := p.postView(c)
	if err != nil {
		return err
	}
	if err := do(v.post.ID); err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, field)
			return form(v)
		})
	}
	c.Flash("ok", done)
	return c.Redirect(v.back())
}

// reports are the posts that somebody has reported.
func (p pages) reports(c *page.Ctx) error {
	list, err := p.Threads.Reports(c.Context(), c.Actor())
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, reportsPage(list))
}

// dismiss lets a post stay that was reported.
func (p pages) dismiss(c *page.Ctx) error {
	v, err := p.postView(c)
	if err != nil {
		return err
	}
	if err := p.Threads.Dismiss(c.Context(), c.Actor(), v.post.ID); err != nil {
		return err
	}
	c.Flash("ok", "threads.dismissed")
	return c.Redirect(reportsPath)
}
