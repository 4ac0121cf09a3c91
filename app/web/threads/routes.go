package threads

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// Deps is what these pages need.
type Deps struct {
	Threads   *thread.Service
	Practices *practice.Service
	Now       func() time.Time
}

type pages struct{ Deps }

const (
	// Path is the list of threads.
	Path = ui.NetworkPath + "/keskustelut"

	reportsPath = Path + "/ilmoitukset"
	followPath  = "/seuranta" // outside the room, which search engines are kept from as a whole
)

// Routes are the rows of this family of pages: for those who run a hub, and for network admins, who moderate. Who has the link of a
// mail may stop the mails.
func Routes(d Deps) []page.Route {
	p := pages{d}
	const (
		one    = Path + "/:thread"
		post   = one + "/viestit/:post"
		follow = followPath + "/:token"
	)
	member := page.Member("hub")
	return []page.Route{
		page.Get(Path, member, p.list),
		page.Get(Path+"/uusi", member, p.showNew),
		page.Post(Path+"/uusi", member, p.start),
		page.Get(reportsPath, page.Admin, p.reports),
		page.Get(one, member, p.show),
		page.Post(one, member, p.reply),
		page.Post(one+"/seuraa", member, p.follow),
		page.Post(one+"/lukitse", page.Admin, p.lock),
		page.Get(post+"/muokkaa", member, p.showEdit),
		page.Post(post+"/muokkaa", member, p.edit),
		page.Get(post+"/ilmoita", member, p.showReport),
		page.Post(post+"/ilmoita", member, p.report),
		page.Get(post+"/poista", page.Admin, p.showHide),
		page.Post(post+"/poista", page.Admin, p.hide),
		page.Post(post+"/palauta", page.Admin, p.unhide),
		page.Post(post+"/jata", page.Admin, p.dismiss),
		page.Get(follow, page.Public, p.followed),
		page.Post(follow, page.Public, p.unfollow),
		page.Get(follow+"/lopeta", page.Public, p.toFollowed).With(page.Options{Neutral: true}),
		page.Post(follow+"/lopeta", page.Webhook, p.oneClick),
	}
}

// PathOf is a thread's page.
func PathOf(id int64) string { return Path + "/" + itoa(id) }

// PostPath is where a post can be read, in the part of its thread that it ends.
func PostPath(id, post int64) string {
	return PathOf(id) + "?viesti=" + itoa(post) + "#" + anchor(post)
}

func anchor(post int64) string { return "viesti-" + itoa(post) }

func postAction(p thread.Post, what string) string {
	return PathOf(p.ThreadID) + "/viestit/" + itoa(p.ID) + "/" + what
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func meta(title string) ui.PageMeta {
	return ui.PageMeta{Title: title, Area: ui.AreaNetwork, Current: "threads", Robots: "noindex"}
}

// speaking is a context that knows the page's language and its visitor.
func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}

// called gives the summary of a form's errors the order and the names of the fields.
func called(ctx context.Context, f ui.Form, order ...string) ui.Form {
	f.Order, f.Labels = order, map[string]string{}
	for _, name := range order {
		f.Labels[name] = ui.T(ctx, "threads.field."+name)
	}
	return f
}
