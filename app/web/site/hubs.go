package site

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/schema"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/partners/learning"
	"github.com/hubittaako/hubittaako/partners/students"
)

// listHubs shows the network: on a map and as a list, with the ways between.
func (p pages) listHubs(c *page.Ctx) error {
	list, err := p.Hubs.Network(c.Context())
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, hubsPage(list, p.Now()))
}

// hubPageView is a hub with its neighbours and the packages that stay there.
type hubPageView struct {
	hub     hub.Hub
	network []hub.Hub
	hits    []search.Hit
	events  []happening
	courses []learning.Course
	corners []students.Corner
	photos  []hub.Photo
	rooms   []room.Room
	details details
	strong  []mapping.Criterion
	today   dates.Date
	now     time.Time
}

// showHub is one hub: its character, where it is, when it is open, what can be booked there.
func (p pages) showHub(c *page.Ctx) error {
	h, err := p.Hubs.BySlug(c.Context(), c.Param("slug"))
	if err != nil {
		return err
	}
	v := hubPageView{hub: h, today: p.today(), now: p.Now()}
	if v.network, err = p.Hubs.Network(c.Context()); err != nil {
		return err
	}
	if v.photos, err = p.Hubs.Photos(c.Context(), h.ID); err != nil {
		return err
	}
	if v.details.Details, err = p.Hubs.Details(c.Context(), h.ID); err != nil {
		return err
	}
	if p.Mapping != nil {
		if v.strong, err = p.Mapping.Strengths(c.Context(), h.ID); err != nil {
			return err
		}
	}
	if p.Rooms != nil {
		if v.rooms, err = p.Rooms.Rooms(c.Context(), h.ID); err != nil {
			return err
		}
	}
	query := searchForm{People: usualGroup}.query(v.today)
	query.HubID = h.ID
	if v.hits, err = p.Finder.Find(c.Context(), query); err != nil {
		return err
	}
	if v.events, err = p.goingOn(speaking(c), h.ID, hubHappenings); err != nil {
		return err
	}
	if v.courses, err = p.coursesAt(c.Context(), h.ID); err != nil {
		return err
	}
	if p.Students != nil {
		if v.corners, err = p.Students.CornersAt(c.Context(), h.ID); err != nil {
			return err
		}
	}
	return c.Render(fiber.StatusOK, hubPage(v))
}

// hubsData and hubData are the pages as search engines read them.
func hubsData(ctx context.Context, hubs []hub.Hub) []any {
	var paths []string
	for _, h := range alive(hubs) {
		paths = append(paths, HubsPath+"/"+h.Slug)
	}
	return []any{schema.List(ctx, paths...)}
}

func hubData(ctx context.Context, v hubPageView) []any {
	h, path := v.hub, HubsPath+"/"+v.hub.Slug
	images := []string{ui.Abs(ctx, hubPicture(h))}
	if len(v.photos) > 0 {
		images = nil
	}
	for _, p := range v.photos {
		images = append(images, ui.From(ctx).BaseURL+stayview.PhotoPath(p.ID, 1600))
	}
	return []any{schema.Hub(ctx, h, path, images...), schema.Crumbs(ctx, ui.T(ctx, "site.hubs.title"), HubsPath, h.Name, path)}
}

// hubPoster is the picture of a hub in the season of the day.
func hubPoster(h hub.Hub, today dates.Date, wide bool) poster.Spec {
	return poster.Spec{Slug: h.Slug, Kind: "hub", Season: season(today), Wide: wide}
}

// hubPictures are three: the hub's photos, and for as many as are missing drawings of it from outside, of its desks by the window
// and of what it is near to.
func hubPictures(ctx context.Context, v hubPageView) (list []ui.Picture) {
	for _, p := range v.photos[:min(len(v.photos), 3)] {
		list = append(list, stayview.PhotoPicture(p.ID, p.Alt(ui.Lang(ctx)), p.Focus(), ui.Picture{Eager: true}))
	}
	drawn := []ui.Picture{
		{Poster: hubPoster(v.hub, v.today, true), Alt: v.hub.Name, Eager: true},
		{Poster: poster.Spec{Slug: v.hub.Slug + "-sisalla", Kind: "room", Season: season(v.today)}, Eager: true},
		{Poster: poster.Spec{Slug: v.hub.Slug + "-ranta", Kind: "package", Season: season(v.today), Theme: "jetty"}, Eager: true},
	}
	if near := hubActivities(v, 1); len(near) > 0 {
		drawn[2] = stayview.ItemPicture(ctx, near[0].pkg, near[0].Item)
		drawn[2].Eager = true
	}
	return append(list, drawn[len(list):]...)
}

// morePhotos are those that the page's head has no room for.
func morePhotos(ctx context.Context, v hubPageView) (list []ui.Picture) {
	for _, p := range v.photos[min(len(v.photos), 3):] {
		list = append(list, stayview.PhotoPicture(p.ID, p.Alt(ui.Lang(ctx)), p.Focus(), ui.Picture{}))
	}
	return list
}

// hubActivity is something that can be done from a hub, with a package that has it.
type hubActivity struct {
	packages.Item
	pkg packages.Package
}

// hubActivities are the activities of the packages that stay at the hub, each once, beds and buses left out.
func hubActivities(v hubPageView, most int) (list []hubActivity) {
	seen := map[int64]bool{}
	for _, h := range v.hits {
		for _, it := range h.Package.Items {
			if it.Kind == "lodging" || it.Kind == "transport" || seen[it.ActivityID] || len(list) == most {
				continue
			}
			seen[it.ActivityID] = true
			list = append(list, hubActivity{it, h.Package})
		}
	}
	return list
}

// rides are the names of the activities that bring people to the hub.
func rides(ctx context.Context, v hubPageView) (names []string) {
	for _, h := range v.hits {
		for _, it := range h.Package.Items {
			if name := it.Title(ui.Lang(ctx)); it.Kind == "transport" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// comingFrom are the towns that people come to a hub from.
func comingFrom() []town { return []town{jyvaskyla, oulu, kuopio, tampere, helsinki} }

// driveText is "noin 1 h 45 min".
func driveText(ctx context.Context, km int) string {
	minutes := drive(km)
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return ui.T(ctx, "front.way.minutes", "Minutes", m)
	case m == 0:
		return ui.T(ctx, "front.way.hours", "Hours", h)
	default:
		return ui.T(ctx, "front.way.hours_minutes", "Hours", h, "Minutes", m)
	}
}

// mapAddress shows a hub on a map of the world's.
func mapAddress(h hub.Hub) string {
	lat, lon := strconv.FormatFloat(h.Lat, 'f', 4, 64), strconv.FormatFloat(h.Lon, 'f', 4, 64)
	return "https://www.openstreetmap.org/?" + url.Values{"mlat": {lat}, "mlon": {lon}}.Encode() + "#map=14/" + lat + "/" + lon
}

func hubStatus(ctx context.Context, h hub.Hub) ui.ChipText {
	kind := map[hub.Status]string{hub.Working: "ok", hub.Planned: "warn", hub.Closed: "line"}[h.Status]
	return ui.StateChip(kind, ui.T(ctx, "site.hub.status."+string(h.Status)))
}

func hubFacts(ctx context.Context, h hub.Hub, today dates.Date) []ui.Fact {
	list := []ui.Fact{{Term: ui.T(ctx, "site.hub.place"), Text: h.Municipality}}
	if h.Desks > 0 {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.hub.desks"), Text: ui.T(ctx, "site.hub.desk_count", "Count", h.Desks)})
	}
	if h.Status == hub.Working {
		price := ui.T(ctx, "site.hub.free")
		if h.DeskDayCents > 0 {
			price = ui.T(ctx, "site.hub.desk_day", "Price", ui.MoneyShort(ctx, h.DeskDayCents))
		}
		if h.DeskDayCents > 0 && h.FreeLater(today) {
			price += ". " + ui.T(ctx, "hubinfo.free_period", "Days", ui.DateRange(ctx, h.FreeFrom, h.FreeUntil))
		}
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.hub.price"), Text: price})
	}
	if text := h.Emphasis(ui.Lang(ctx)); text != "" && h.Status == hub.Working {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.hub.emphasis"), Words: h.EmphasisText()})
	}
	return list
}

// opening is a line of the opening hours: days in a row with the same hours share one.
type opening struct {
	Days, Hours string
	Today       bool
}

func openings(ctx context.Context, hours hub.Hours, today dates.Date) []opening {
	var list []opening
	for from := 1; from <= 7; {
		to := from
		for to < 7 && hours.On(to+1) == hours.On(from) {
			to++
		}
		o := opening{Days: dates.WeekdayName(from, ui.Lang(ctx)), Hours: ui.T(ctx, "site.hub.closed")}
		if to > from {
			o.Days += "–" + dates.WeekdayName(to, ui.Lang(ctx))
		}
		if span := hours.On(from); span.Open() {
			o.Hours = ui.ClockRange(ctx, span.Opens, span.Closes)
		}
		o.Today = from <= today.Weekday() && today.Weekday() <= to
		list = append(list, o)
		from = to + 1
	}
	return list
}

// address is where a hub is, on one line; only the municipality while there is no street.
func address(h hub.Hub) string {
	if h.Street == "" {
		return h.Municipality
	}
	return strings.TrimSpace(h.Street + ", " + h.Postcode + " " + h.Municipality)
}

// closuresSoon are the closed days of the next three months.
func closuresSoon(v hubPageView) []hub.Closure {
	var list []hub.Closure
	for _, c := range v.hub.Closures {
		if dates.Through(v.today, v.today.AddDays(90)).Contains(c.Day) {
			list = append(list, c)
		}
	}
	return list
}
