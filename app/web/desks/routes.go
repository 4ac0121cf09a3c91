package desks

import (
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// Deps is what these pages need.
type Deps struct {
	Desks *desk.Service
	Hubs  *hub.Service
	Now   func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p, staff := pages{d}, page.Member("hub")
	const (
		floor = "/hubi/:id/tyopisteet"
		plan  = floor + "/pohja"
	)
	return []page.Route{
		page.Get(floor, staff, p.show),
		page.Post(floor+"/anna", staff, p.giveAll),
		page.Post(floor+"/siirra", staff, p.move),
		page.Post(floor+"/vapauta", staff, p.free),
		page.Get(plan, staff, p.showPlan),
		page.Post(plan, staff, p.add),
		page.Post(plan+"/loput", staff, p.addRest),
		page.Get(plan+"/:desk", staff, p.showDesk),
		page.Post(plan+"/:desk", staff, p.update),
		page.Post(plan+"/:desk/poista", staff, p.remove),
	}
}

// Path is the floor plan of a hub, today.
func Path(hubID int64) string { return ui.OrgPath("hub", hubID) + "/tyopisteet" }

// DayPath is the floor plan on a day.
func DayPath(hubID int64, day dates.Date) string { return Path(hubID) + "?paiva=" + day.String() }

func planPath(hubID int64) string { return Path(hubID) + "/pohja" }

func deskPath(d desk.Desk) string { return planPath(d.HubID) + "/" + itoa(d.ID) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// hub is the one that the address names; to those who do not run it, it does not exist.
func (p pages) hub(c *page.Ctx) (hub.Hub, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return hub.Hub{}, err
	}
	return p.Hubs.ForStaff(c.Context(), c.Actor(), id)
}
