package network

import (
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// homeView is the room at a glance.
type homeView struct {
	actor     access.Actor
	next      *network.Meeting // nil where none is called
	path      []network.Module
	unmanaged []network.Hub
	own       []network.Hub
}

// home is what waits for somebody in the network's room.
func (p pages) home(c *page.Ctx) error {
	v := homeView{actor: c.Actor()}
	meetings, err := p.Network.Meetings(c.Context(), v.actor)
	if err != nil {
		return err
	}
	for i := range meetings {
		if !meetings[i].Cancelled {
			v.next = &meetings[i]
			break
		}
	}
	if v.path, err = p.Network.Path(c.Context(), v.actor); err != nil {
		return err
	}
	hubs, err := p.Network.Hubs(c.Context(), v.actor)
	if err != nil {
		return err
	}
	for _, h := range hubs {
		if h.Unmanaged() {
			v.unmanaged = append(v.unmanaged, h)
		}
		if h.Status != "closed" && runs(v.actor, h.ID) {
			v.own = append(v.own, h)
		}
	}
	return c.Render(fiber.StatusOK, homePage(v))
}

// runs says whether somebody has a role of their own at a hub, which a network admin need not.
func runs(actor access.Actor, hub int64) bool {
	return actor.Has(access.HubStaff, hub) || actor.Has(access.CommunityManager, hub)
}
