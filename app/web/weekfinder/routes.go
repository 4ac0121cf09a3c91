package weekfinder

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/packages/weeks"
)

// Deps are what the pages are joined from.
type Deps struct {
	Weeks  *weeks.Service
	Finder *search.Finder
	Now    func() time.Time
}

type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// maxFile is the largest calendar that is read; a body may have a little around it.
const maxFile = 2 << 20

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	return []page.Route{
		page.Get(site.WeeksPath, page.Public, p.start),
		page.Post(site.WeeksPath, page.Public, p.ask),
		page.Get(site.WeeksPath+"/:token", page.Public, p.show),
		page.Post(site.WeeksPath+"/:token", page.Public, p.reply).With(page.Options{Body: maxFile + 1<<20}),
		page.Post(site.WeeksPath+"/:token/poista", page.Public, p.remove),
	}
}

func path(token string) string { return site.WeeksPath + "/" + token }

func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }
