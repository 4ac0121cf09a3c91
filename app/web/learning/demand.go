package learning

import (
	"context"
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// demandView is what people want to learn, for those who may do something about it.
type demandView struct {
	learning.Demand
	meta ui.PageMeta
	back ui.Crumb
	here []learning.Course // at the hub
}

// demandForPartner shows institutions what people want to learn.
func (p pages) demandForPartner(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	ctx := speaking(c)
	v := demandView{meta: meta(who, ui.T(ctx, "learningdesk.demand.title")), back: ui.Crumb{Text: ui.T(ctx, "learningdesk.title"), Href: ui.Href(ctx, deskPath(who.ID))}}
	return p.demand(c, v)
}

// demandForHub shows hub staff what people want to learn.
func (p pages) demandForHub(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	h, err := p.Hubs.ForStaff(c.Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	here, err := p.Learning.List(c.Context(), learning.Filter{Hub: id})
	if err != nil {
		return err
	}
	return p.demand(c, demandView{here: here, meta: ui.PageMeta{
		Title: c.T("learningdesk.demand.title"), Area: ui.AreaStaff, Current: "learning", Org: h.ID, OrgName: h.Name, Robots: "noindex",
	}})
}

func (p pages) demand(c *page.Ctx, v demandView) (err error) {
	if v.Demand, err = p.Learning.Demand(c.Context(), c.Actor()); err != nil {
		return err
	}
	return c.Render(200, demandPage(v))
}

// bar is a line of a chart: its width is in percent of the longest.
type bar struct {
	name, width string
	count       int
}

func bars(list []learning.Count, name func(string) string) (all []bar) {
	most := 1
	for _, c := range list {
		most = max(most, c.Count)
	}
	for _, c := range list {
		all = append(all, bar{name(c.Name), strconv.Itoa(max(1, c.Count*100/most)), c.Count})
	}
	return all
}

func (v demandView) themeBars(ctx context.Context) []bar {
	return bars(v.ByTheme, func(t string) string { return Theme(ctx, learning.Theme(t)) })
}

func (v demandView) townBars() []bar {
	return bars(v.ByMunicipality, func(s string) string { return s })
}

// townsShown is how many municipalities the table of both has room for, the most active first.
const townsShown = 6

func (v demandView) towns() []learning.Count {
	return v.ByMunicipality[:min(len(v.ByMunicipality), townsShown)]
}

// cell is how many in a municipality named a theme; nothing rather than a nought.
func (v demandView) cell(theme, town string) string {
	if n := v.Cells[learning.Theme(theme)][town]; n > 0 {
		return strconv.Itoa(n)
	}
	return "–"
}

// hereRows are the courses of a hub with their seats.
func hereRows(ctx context.Context, list []learning.Course) (rows []ui.Row) {
	for _, c := range list {
		rows = append(rows, ui.Row{
			Title: c.Title(ui.Lang(ctx)), Sub: c.PartnerName + ", " + ui.DateRange(ctx, c.StartsOn, c.EndsOn), Href: ui.Href(ctx, CoursePath(c.Slug)),
			End: ui.T(ctx, "learningdesk.here_seats", "Taken", c.Taken, "Seats", c.Seats),
		})
	}
	return rows
}
