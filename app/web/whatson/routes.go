package whatson

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Deps are what the pages are joined from.
type Deps struct {
	Events *event.Service
	Hubs   *hub.Service
	Now    func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Addresses below those of eventview.
const (
	icsPath    = eventview.ListPath + "/kalenteri.ics"
	atomPath   = eventview.ListPath + "/syote.atom"
	rssPath    = eventview.ListPath + "/syote.rss"
	thanksPath = eventview.LetterPath + "/kiitos"
)

// feedCache is how long programs and proxies may keep a feed or a calendar.
const feedCache = 10 * time.Minute

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	const (
		one    = eventview.ListPath + "/:slug"
		ticket = eventview.ListPath + "/paikka/:token"
		reader = eventview.LetterPath + "/:token"
	)
	feed := page.Options{Cache: feedCache}
	return []page.Route{
		page.Get(eventview.ListPath, page.Public, p.list),
		page.Get(icsPath, page.Public, p.calendar).With(feed),
		page.Get(atomPath, page.Public, p.atom).With(feed),
		page.Get(rssPath, page.Public, p.rss).With(feed),
		page.Get(one, page.Public, p.show),
		page.Get(one+"/kalenteri.ics", page.Public, p.eventCalendar).With(feed),
		page.Post(one+"/ilmoittaudu", page.Public, p.signUp),
		page.Get(one+"/posti", page.Public, p.signedUp),
		page.Get(ticket, page.Public, p.ticket),
		page.Post(ticket, page.Public, p.useTicket),
		page.Get(eventview.LetterPath, page.Public, p.letter),
		page.Post(eventview.LetterPath, page.Public, p.subscribe),
		page.Get(thanksPath, page.Public, p.subscribed),
		page.Get(reader, page.Public, p.reader),
		page.Post(reader, page.Public, p.changeReader),
		page.Get(reader+"/lopeta", page.Public, p.toReader).With(page.Options{Neutral: true}),
		page.Post(reader+"/lopeta", page.Webhook, p.oneClick),
	}
}

// speaking is a context that knows the page's language and its visitor.
func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }
