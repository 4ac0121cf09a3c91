package site

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/search"
)

// listHubs shows the network: on a map and as a list.
func (p pages) listHubs(c *page.Ctx) error {
	list, err := p.Hubs.List(c.Context())
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, hubsPage(list))
}

// hubPageView is a hub with the packages that stay there.
type hubPageView struct {
	hub   hub.Hub
	hits  []search.Hit
	today dates.Date
}

// showHub is one hub: its character, where it is, when it is open, what can be booked there.
func (p pages) showHub(c *page.Ctx) error {
	h, err := p.Hubs.BySlug(c.Context(), c.Param("slug"))
	if err != nil {
		return err
	}
	v := hubPageView{hub: h, today: p.today()}
	search := searchForm{People: usualGroup}.query(v.today)
	search.HubID = h.ID
	if v.hits, err = p.Finder.Find(c.Context(), search); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, hubPage(v))
}

// hubPoster is the picture of a hub in the season of the day.
func hubPoster(h hub.Hub, today dates.Date, wide bool) poster.Spec {
	return poster.Spec{Slug: h.Slug, Kind: "hub", Season: season(today), Wide: wide}
}

func hubStatus(ctx context.Context, h hub.Hub) ui.ChipText {
	kind := "warn"
	if h.Status == hub.Working {
		kind = "ok"
	}
	return ui.StateChip(kind, ui.T(ctx, "site.hub.status."+string(h.Status)))
}

func hubFacts(ctx context.Context, h hub.Hub) []ui.Fact {
	list := []ui.Fact{{Term: ui.T(ctx, "site.hub.place"), Text: h.Municipality}}
	if h.Desks > 0 {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.hub.desks"), Text: ui.T(ctx, "site.hub.desk_count", "Count", h.Desks)})
	}
	if h.Status == hub.Working {
		price := ui.T(ctx, "site.hub.free")
		if h.DeskDayCents > 0 {
			price = ui.T(ctx, "site.hub.desk_day", "Price", ui.MoneyShort(ctx, h.DeskDayCents))
		}
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.hub.price"), Text: price})
	}
	if text := h.Emphasis(ui.Lang(ctx)); text != "" {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.hub.emphasis"), Text: text})
	}
	return list
}

// opening is a line of the opening hours: days in a row with the same hours share one.
type opening struct{ Days, Hours string }

func openings(ctx context.Context, hours hub.Hours) []opening {
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
