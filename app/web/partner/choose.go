package partner

import (
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// choose leads to the partner's own pages, or asks which when somebody belongs to several. Network admins choose from their list.
func (p pages) choose(c *page.Ctx) error {
	var own []access.Grant
	seen := map[int64]bool{}
	for _, g := range c.Actor().Grants {
		if g.Role.Kind() == "partner" && !seen[g.Org] {
			seen[g.Org] = true
			own = append(own, g)
		}
	}
	switch len(own) {
	case 0:
		return c.Redirect(ui.OrgPath("network", 0) + "/kumppanit")
	case 1:
		return c.Redirect(homePath(own[0].Org))
	}
	return c.Render(200, choosePage(own))
}
