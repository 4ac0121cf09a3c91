package admin

import (
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

type hubPages struct{ hubs *hub.Service }

// HubRoutes are the rows about hubs: the list, and adding one. A hub's facts are changed on its own pages.
func HubRoutes(service *hub.Service) []page.Route {
	p := hubPages{service}
	return []page.Route{
		page.Get(hubsPath(), page.Admin, p.list),
		page.Post(hubsPath(), page.Admin, p.create),
	}
}

func hubsPath() string { return ui.OrgPath("network", 0) + "/hubit" }
