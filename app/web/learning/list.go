package learning

import (
	"context"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// choice is what the address asks for.
type choice struct {
	theme    learning.Theme
	delivery learning.Delivery
	hub      string // slug
	who      string // "lukio": open to upper-secondary students; "maksuton": without a fee
}

const (
	forSchools = "lukio"
	forFree    = "maksuton"
)

// listView is what can be learnt.
type listView struct {
	choice
	hubs  []hub.Hub
	found []learning.Course
	total int // without a choice
	today dates.Date
}

// list shows what can be learnt, by theme, way and hub.
func (p pages) list(c *page.Ctx) error {
	v := listView{today: p.today()}
	all, err := p.Learning.List(c.Context(), learning.Filter{})
	if err != nil {
		return err
	}
	v.total = len(all)
	hubs, err := p.Hubs.List(c.Context())
	if err != nil {
		return err
	}
	v.hubs = slices.DeleteFunc(hubs, func(h hub.Hub) bool {
		return !slices.ContainsFunc(all, func(c learning.Course) bool { return c.HubID == h.ID })
	})
	v.read(c)
	if v.found, err = p.Learning.List(c.Context(), v.filter()); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, listPage(v))
}

// read takes the choice from the address. What is not there is not asked for.
func (v *listView) read(c *page.Ctx) {
	if t := learning.Theme(c.Query("teema")); slices.Contains(learning.Themes(), t) {
		v.theme = t
	}
	if d := learning.Delivery(c.Query("tapa")); slices.Contains(learning.Deliveries(), d) {
		v.delivery = d
	}
	if slug := c.Query("hubi"); slices.ContainsFunc(v.hubs, func(h hub.Hub) bool { return h.Slug == slug }) {
		v.hub = slug
	}
	if who := c.Query("kenelle"); who == forSchools || who == forFree {
		v.who = who
	}
}

func (v listView) filter() learning.Filter {
	f := learning.Filter{Theme: v.theme, Delivery: v.delivery, Schools: v.who == forSchools, Free: v.who == forFree}
	for _, h := range v.hubs {
		if h.Slug == v.hub {
			f.Hub = h.ID
		}
	}
	return f
}

// path is the address of the choice.
func (c choice) path() string {
	q := url.Values{}
	for name, value := range map[string]string{"teema": string(c.theme), "tapa": string(c.delivery), "hubi": c.hub, "kenelle": c.who} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return ListPath
	}
	return ListPath + "?" + q.Encode()
}

// count is how many things narrow the list.
func (c choice) count() (n int) {
	for _, value := range []string{string(c.theme), string(c.delivery), c.hub, c.who} {
		if value != "" {
			n++
		}
	}
	return n
}

func (c choice) ofTheme(t learning.Theme) choice       { c.theme = t; return c }
func (c choice) ofDelivery(d learning.Delivery) choice { c.delivery = d; return c }
func (c choice) ofHub(slug string) choice              { c.hub = slug; return c }
func (c choice) ofWho(who string) choice               { c.who = who; return c }

// Card is a course as a card of a list; level is that of its heading.
func Card(ctx context.Context, c learning.Course, level int) ui.Card {
	card := ui.Card{
		Picture: ui.Picture{Poster: Poster(c, false)}, Title: c.Title(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, c.TitleText()), Href: ui.Href(ctx, CoursePath(c.Slug)),
		Place: c.PartnerName, Text: ui.DateRange(ctx, c.StartsOn, c.EndsOn), Level: level,
		Chips: []ui.ChipText{{Text: credits(ctx, c)}, {Text: where(ctx, c)}}, Price: fee(ctx, c), PerWhat: ui.T(ctx, "learning.fee_all"),
	}
	if c.FeeCents == 0 || c.ECTSTenths == 0 {
		card.PerWhat = ui.T(ctx, "learning.fee_none")
	}
	if c.Schools {
		card.Chips = append(card.Chips, ui.ChipText{Kind: "line", Text: ui.T(ctx, "learning.schools_short")})
	}
	return card
}

// Poster is the picture of a course.
func Poster(c learning.Course, wide bool) poster.Spec {
	return poster.Spec{Slug: c.Slug, Kind: "learning", Theme: scene(c.Theme), Season: seasonOf(c.StartsOn), Wide: wide}
}

// scene is what the picture of a theme's courses shows, so that a list of them is no row of one and the same desk.
func scene(t learning.Theme) string {
	switch t {
	case "business":
		return "coffee"
	case "education":
		return "students"
	case "psychology":
		return "forest"
	case "health":
		return "sup"
	case "social":
		return "campfire"
	case "science":
		return "fishing"
	case "language":
		return "podcast"
	case "culture":
		return "music"
	}
	return "study"
}

func seasonOf(d dates.Date) string {
	return []string{"winter", "spring", "summer", "autumn"}[int(d.Month())%12/3]
}
