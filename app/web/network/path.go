package network

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// pathView is the whole path; retired modules only network admins see.
type pathView struct {
	actor         access.Actor
	live, retired []network.Module
}

// path is the modules and how far the visitor is.
func (p pages) path(c *page.Ctx) error {
	v := pathView{actor: c.Actor()}
	all, err := p.Network.Path(c.Context(), v.actor)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Retired {
			v.retired = append(v.retired, m)
		} else {
			v.live = append(v.live, m)
		}
	}
	return c.Render(fiber.StatusOK, pathPage(v))
}

// moduleView is one module with its steps. Next is the one after it, nil at the end.
type moduleView struct {
	network.Module
	actor access.Actor
	next  *network.Module
	form  ui.Form
}

func (p pages) moduleView(c *page.Ctx) (v moduleView, err error) {
	id, err := c.ParamInt64("module")
	if err != nil {
		return v, err
	}
	v.actor = c.Actor()
	if v.Module, err = p.Network.Module(c.Context(), v.actor, id); err != nil {
		return v, err
	}
	all, err := p.Network.Path(c.Context(), v.actor)
	for i := range all {
		if i > 0 && all[i-1].ID == id && !all[i].Retired {
			v.next = &all[i]
		}
	}
	return v, err
}

// module is one module, and the list to tick.
func (p pages) module(c *page.Ctx) error {
	v, err := p.moduleView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, modulePage(v))
}

// tick keeps which steps the visitor has done.
func (p pages) tick(c *page.Ctx) error {
	id, err := c.ParamInt64("module")
	if err != nil {
		return err
	}
	var f struct {
		Done []int64 `form:"done"`
	}
	if err = c.Decode(&f); err == nil {
		err = p.Network.Tick(c.Context(), c.Actor(), id, f.Done)
	}
	if err != nil {
		v, missing := p.moduleView(c)
		if missing != nil {
			return missing
		}
		return c.Again(err, func(form ui.Form) templ.Component {
			v.form = form
			return modulePage(v)
		})
	}
	m, err := p.Network.Module(c.Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	key := "networkroom.ticked"
	if m.Progress().Complete() {
		key = "networkroom.completed"
	}
	c.Flash("ok", key, "Done", m.Progress().Done, "Of", m.Progress().Of)
	return c.Redirect(modulePath(id))
}
