package practices

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// Deps is what these pages need.
type Deps struct {
	Practices *practice.Service
	Hubs      *hub.Service
	Now       func() time.Time
}

type pages struct{ Deps }

// Path is the list of practices.
const Path = ui.NetworkPath + "/kaytannot"

// Routes are the rows of this family of pages: for those who run a hub, and for network admins.
func Routes(d Deps) []page.Route {
	p := pages{d}
	const one = Path + "/:practice"
	member := page.Member("hub")
	return []page.Route{
		page.Get(Path, member, p.list),
		page.Get(Path+"/uusi", member, p.showNew),
		page.Post(Path+"/uusi", member, p.create),
		page.Get(one, member, p.show),
		page.Get(one+"/muokkaa", member, p.showEdit),
		page.Post(one+"/muokkaa", member, p.edit),
		page.Post(one+"/kuvat", member, p.addPhoto).With(page.Options{Body: page.MaxBody}),
		page.Post(one+"/kuvat/:photo/poista", member, p.removePhoto),
		page.Post(one+"/veda", member, p.withdraw),
		page.Post(one+"/palauta", member, p.restore),
		page.Get(one+"/vie", member, p.take),
		page.Post(one+"/ota", member, p.adopt),
		page.Get(one+"/saanto", member, p.showRule),
		page.Post(one+"/saanto", member, p.adoptRule),
		page.Post(one+"/luovu", member, p.leave),
	}
}

// PathOf is a practice's page.
func PathOf(id int64) string { return Path + "/" + itoa(id) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func meta(title string) ui.PageMeta {
	return ui.PageMeta{Title: title, Area: ui.AreaNetwork, Current: "practices", Robots: "noindex"}
}

// practice is the one that the address names.
func (p pages) practice(c *page.Ctx) (practice.Practice, error) {
	id, err := c.ParamInt64("practice")
	if err != nil {
		return practice.Practice{}, err
	}
	return p.Practices.ByID(c.Context(), c.Actor(), id)
}

// own is practice for those who may change it.
func (p pages) own(c *page.Ctx) (practice.Practice, error) {
	x, err := p.practice(c)
	if err == nil {
		err = c.Actor().MayHub(x.HubID)
	}
	return x, err
}

// mine are the hubs that the visitor runs and that are not closed.
func (p pages) mine(c *page.Ctx) ([]hub.Hub, error) {
	list, err := p.Hubs.Mine(c.Context(), c.Actor())
	return slices.DeleteFunc(list, func(h hub.Hub) bool { return h.Status == hub.Closed }), err
}

// chosen is the hub that a form or an address names among those that may be; where there is one only, it need not be named.
func chosen(name string, list []hub.Hub) (hub.Hub, error) {
	if name == "" && len(list) == 1 {
		return list[0], nil
	}
	for _, h := range list {
		if itoa(h.ID) == name {
			return h, nil
		}
	}
	if name == "" {
		return hub.Hub{}, fault.OnField("hubi", "field.required")
	}
	return hub.Hub{}, fault.New(fault.NotFound, "fault.not_found")
}

func hubOptions(list []hub.Hub) (all []ui.Option) {
	for _, h := range list {
		all = append(all, ui.Option{Value: itoa(h.ID), Label: h.Name})
	}
	return all
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
func called(ctx context.Context, f ui.Form, id string, order ...string) ui.Form {
	f.ID, f.Order, f.Labels = id, order, map[string]string{}
	for _, name := range order {
		f.Labels[name] = ui.T(ctx, "practices.field."+name)
	}
	return f
}
