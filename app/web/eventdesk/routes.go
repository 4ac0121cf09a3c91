package eventdesk

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// Deps is what these pages need.
type Deps struct {
	Events    *event.Service
	Hubs      *hub.Service
	Practices *practice.Service // whose formats new events can begin with; may be nil
	Now       func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages: the same for a hub and for the network.
func Routes(d Deps) []page.Route {
	p := pages{d}
	rows := p.rows("/hubi/:id/tapahtumat", page.Member("hub"))
	return append(rows, p.rows(ui.OrgPath("network", 0)+"/tapahtumat", page.Admin)...)
}

func (p pages) rows(list string, policy page.Policy) []page.Route {
	one := list + "/:event"
	return []page.Route{
		page.Get(list, policy, p.list),
		page.Get(list+"/uusi", policy, p.showNew),
		page.Post(list+"/uusi", policy, p.create),
		page.Post(list+"/katso", policy, p.preview),
		page.Get(one, policy, p.show),
		page.Post(one, policy, p.update),
		page.Post(one+"/kuva", policy, p.setPhoto).With(page.Options{Body: page.MaxBody}),
		page.Post(one+"/kuva/poista", policy, p.removePhoto),
		page.Post(one+"/kerrat", policy, p.add),
		page.Post(one+"/peru", policy, p.cancelAll),
		page.Post(one+"/kerrat/:occasion", policy, p.change),
		page.Post(one+"/kerrat/:occasion/peru", policy, p.cancel),
	}
}

// desk is whose events a page is about: a hub's, or the network's where the hub is the zero one.
type desk struct {
	hub  hub.Hub
	base string // address of the list
}

// desk is the hub that the address names, or the network; to those who do not run it, it does not exist.
func (p pages) desk(c *page.Ctx) (desk, error) {
	if c.Param("id") == "" {
		return desk{base: ui.OrgPath("network", 0) + "/tapahtumat"}, c.Actor().MayAdmin()
	}
	id, err := c.ParamInt64("id")
	if err != nil {
		return desk{}, err
	}
	h, err := p.Hubs.ForStaff(c.Context(), c.Actor(), id)
	return desk{h, ui.OrgPath("hub", id) + "/tapahtumat"}, err
}

func (d desk) path(event int64) string { return d.base + "/" + itoa(event) }

// event is the event that the address names, within its desk: all of its occasions.
func (p pages) event(c *page.Ctx) (d desk, all []event.Occasion, err error) {
	if d, err = p.desk(c); err != nil {
		return d, nil, err
	}
	id, err := c.ParamInt64("event")
	if err != nil {
		return d, nil, err
	}
	if all, err = p.Events.Occasions(c.Context(), c.Actor(), id); err != nil {
		return d, nil, err
	}
	if all[0].HubID != d.hub.ID {
		return d, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return d, all, nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}
