package admin

import (
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

type partnerPages struct{ partners *partners.Service }

// PartnerRoutes are the rows about partners: who applies, who is in.
func PartnerRoutes(service *partners.Service) []page.Route {
	p := partnerPages{service}
	return []page.Route{
		page.Get(partnersPath(), page.Admin, p.list),
		page.Post(partnersPath()+"/:id/hyvaksy", page.Admin, p.approve),
		page.Post(partnersPath()+"/:id/hylkaa", page.Admin, p.decline),
	}
}

func partnersPath() string { return ui.OrgPath("network", 0) + "/kumppanit" }

func partnerAction(id int64, action string) string {
	return partnersPath() + "/" + strconv.FormatInt(id, 10) + "/" + action
}
