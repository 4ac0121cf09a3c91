package mapping

import (
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
)

// Deps is what these pages need.
type Deps struct {
	Mapping *mapping.Service
	Hubs    *hub.Service
	Now     func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages. The comparison is the same for those who run a hub and for the network.
func Routes(d Deps) []page.Route {
	p := pages{d}
	staff := page.Member("hub")
	const one = "/hubi/:id/kartoitus"
	network := ui.OrgPath("network", 0) + "/kartoitus"
	return []page.Route{
		page.Get(one, staff, p.show),
		page.Post(one, staff, p.assess),
		page.Get(one+"/vertailu", staff, p.compare),
		page.Get(network, page.Admin, p.compare),
		page.Post(network, page.Admin, p.weigh),
	}
}

// Path is where a hub assesses itself.
func Path(hubID int64) string { return ui.OrgPath("hub", hubID) + "/kartoitus" }

// NetworkPath is the comparison for network admins.
func NetworkPath() string { return ui.OrgPath("network", 0) + "/kartoitus" }

func comparePath(hubID int64) string { return Path(hubID) + "/vertailu" }

func itoa(n int) string { return strconv.Itoa(n) }
