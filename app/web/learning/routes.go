package learning

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// Addresses that other pages link to.
const (
	ListPath = "/opi"
	NeedPath = ListPath + "/toiveet"
)

const (
	seatPath = ListPath + "/paikka"
	newsPath = ListPath + "/uutiset"
)

// Deps is what these pages need.
type Deps struct {
	Learning *learning.Service
	Partners *partners.Service
	Hubs     *hub.Service
	Now      func() time.Time
}

type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	const (
		one   = ListPath + "/:slug"
		desk  = "/kumppani/:id/kurssit"
		entry = desk + "/:course"
	)
	partner, staff := page.Member("partner"), page.Member("hub")
	return []page.Route{
		page.Get(ListPath, page.Public, p.list),
		page.Get(NeedPath, page.Public, p.showNeed),
		page.Post(NeedPath, page.Public, p.tellNeed),
		page.Get(NeedPath+"/kiitos", page.Public, p.thanks),
		page.Get(seatPath+"/:token", page.Public, p.ticket),
		page.Post(seatPath+"/:token", page.Public, p.useTicket),
		page.Get(newsPath+"/:token", page.Public, p.reader),
		page.Post(newsPath+"/:token", page.Public, p.changeReader),
		page.Get(newsPath+"/:token/lopeta", page.Public, p.toReader).With(page.Options{Neutral: true}),
		page.Post(newsPath+"/:token/lopeta", page.Webhook, p.oneClick),
		page.Get(one, page.Public, p.show),
		page.Post(one+"/paikka", page.Public, p.askSeat),
		page.Get(one+"/posti", page.Public, p.mailed),

		page.Get(desk, partner, p.courses),
		page.Get(desk+"/uusi", partner, p.showNew),
		page.Post(desk+"/uusi", partner, p.create),
		page.Get(desk+"/toiveet", partner, p.demandForPartner),
		page.Get(entry, partner, p.edit),
		page.Post(entry, partner, p.update),
		page.Post(entry+"/julkaise", partner, p.publish),
		page.Post(entry+"/arkistoi", partner, p.archive),
		page.Get("/hubi/:id/oppiminen", staff, p.demandForHub),
	}
}

// CoursePath is the page of a course.
func CoursePath(slug string) string { return ListPath + "/" + slug }

func deskPath(partner int64) string { return ui.OrgPath("partner", partner) + "/kurssit" }

func entryPath(partner, course int64) string { return deskPath(partner) + "/" + itoa(course) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// speaking is a context that knows the page's language and its visitor.
func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}

// called gives a form's summary of errors the order and the names of the fields; area is where the locales keep the names.
func called(ctx context.Context, f ui.Form, area string, order ...string) ui.Form {
	f.Order, f.Labels = order, map[string]string{}
	for _, name := range order {
		f.Labels[name] = strings.TrimSuffix(ui.T(ctx, area+"."+name), "?") // a colon follows
	}
	return f
}
