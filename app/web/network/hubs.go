package network

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// hubsView is every hub and those who run it.
type hubsView struct {
	actor   access.Actor
	list    []network.Hub
	teaches map[int64][]mapping.Criterion
}

// hubs is who runs which hub, and what they can teach.
func (p pages) hubs(c *page.Ctx) error {
	v := hubsView{actor: c.Actor(), teaches: map[int64][]mapping.Criterion{}}
	var err error
	if v.list, err = p.Network.Hubs(c.Context(), v.actor); err != nil {
		return err
	}
	all, err := p.Mapping.Compare(c.Context(), v.actor)
	if err != nil {
		return err
	}
	for _, h := range all.Hubs {
		for _, strong := range h.Strengths(all.Criteria) {
			if h.Assessment[strong.Key].Teaches {
				v.teaches[h.ID] = append(v.teaches[h.ID], strong)
			}
		}
	}
	return c.Render(fiber.StatusOK, hubsPage(v))
}

func (v hubsView) lacking() (n int) {
	for _, h := range v.list {
		if h.Unmanaged() {
			n++
		}
	}
	return n
}

// mayInvite says whether the visitor may ask somebody to run the hub; a hub that has ended needs nobody.
func (v hubsView) mayInvite(h network.Hub) bool {
	return h.Status != "closed" && accounts.MayManageMembers(v.actor, "hub", h.ID)
}

func membersPath(h network.Hub) string { return ui.OrgPath("hub", h.ID) + "/jasenet" }

// anchor is the hub's place on the page.
func anchor(h network.Hub) string { return "hubi-" + itoa(h.ID) }

func statusChip(ctx context.Context, h network.Hub) ui.ChipText {
	kind := map[string]string{"working": "ok", "planned": "line"}[h.Status]
	return ui.StateChip(kind, ui.T(ctx, "staff.status."+h.Status))
}
