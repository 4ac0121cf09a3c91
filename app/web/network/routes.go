package network

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// Deps is what these pages need.
type Deps struct {
	Network *network.Service
	Mapping *mapping.Service
	Now     func() time.Time
}

type pages struct{ Deps }

// Path is where the room begins; the pages of other families stand below it.
const Path = ui.NetworkPath

const (
	hubsPath     = Path + "/hubit"
	coachPath    = Path + "/polku"
	progressPath = coachPath + "/edistyminen"
	meetingsPath = Path + "/tapaamiset"
	feedPath     = Path + "/kalenteri"
	publicFeed   = "/tapaamiset" // outside the room, which search engines are kept from as a whole
)

// Routes are the rows of this family of pages: for those who run a hub, and for network admins, who write the path.
func Routes(d Deps) []page.Route {
	p := pages{d}
	const (
		module  = coachPath + "/:module"
		meeting = meetingsPath + "/:meeting"
	)
	member := page.Member("hub")
	return []page.Route{
		page.Get(Path, member, p.home),
		page.Get(hubsPath, member, p.hubs),
		page.Get(coachPath, member, p.path),
		page.Get(coachPath+"/uusi", page.Admin, p.newModule),
		page.Post(coachPath+"/uusi", page.Admin, p.addModule),
		page.Get(progressPath, page.Admin, p.progress),
		page.Get(module, member, p.module),
		page.Post(module, member, p.tick),
		page.Get(module+"/muokkaa", page.Admin, p.showModule),
		page.Post(module+"/muokkaa", page.Admin, p.editModule),
		page.Post(module+"/siirra", page.Admin, p.moveModule),
		page.Post(module+"/kaytto", page.Admin, p.retireModule),
		page.Get(meetingsPath, member, p.meetings),
		page.Get(meetingsPath+"/uusi", member, p.newMeeting),
		page.Post(meetingsPath+"/uusi", member, p.addMeeting),
		page.Get(meeting, member, p.meeting),
		page.Get(meeting+"/muokkaa", member, p.showMeeting),
		page.Post(meeting+"/muokkaa", member, p.editMeeting),
		page.Post(meeting+"/peru", member, p.cancelMeeting),
		page.Post(meeting+"/vastaus", member, p.answer),
		page.Post(feedPath, member, p.newFeed),
		page.Get(publicFeed+"/:token", page.Public, p.feed),
	}
}

func modulePath(id int64) string { return coachPath + "/" + itoa(id) }

// MeetingPath is a meeting's page.
func MeetingPath(id int64) string { return meetingsPath + "/" + itoa(id) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// meta is what the room's pages have in common; current is the entry of the menu.
func meta(current, title string) ui.PageMeta {
	return ui.PageMeta{Title: title, Area: ui.AreaNetwork, Current: current, Robots: "noindex"}
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
		f.Labels[name] = strings.TrimSuffix(ui.T(ctx, "networkroom.field."+name), "?")
	}
	return f
}
