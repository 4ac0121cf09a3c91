package mapping

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
)

// compareView is all hubs beside each other, for those who run one or, where hub is the zero one, for network admins.
type compareView struct {
	hub  hub.Hub
	all  mapping.Comparison
	form ui.Form
}

func (p pages) compareView(c *page.Ctx) (v compareView, err error) {
	if c.Param("id") != "" {
		id, err := c.ParamInt64("id")
		if err != nil {
			return v, err
		}
		if v.hub, err = p.Hubs.ForStaff(c.Context(), c.Actor(), id); err != nil {
			return v, err
		}
	}
	if v.all, err = p.Mapping.Compare(c.Context(), c.Actor()); err != nil {
		return v, err
	}
	v.form = ui.NewForm("")
	for _, one := range v.all.Criteria {
		v.form = v.form.SetInt("weight."+one.Key, one.Weight)
	}
	return v, nil
}

// compare shows the whole network by its criteria.
func (p pages) compare(c *page.Ctx) error {
	v, err := p.compareView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, comparePage(v))
}

// weigh sets how much each criterion counts.
func (p pages) weigh(c *page.Ctx) error {
	v, err := p.compareView(c)
	if err != nil {
		return err
	}
	weights := map[string]int{}
	var wrong []fault.Field
	for _, one := range v.all.Criteria {
		n, err := strconv.Atoi(c.FormValue("weight." + one.Key))
		if err != nil {
			wrong = append(wrong, fault.Field{Name: "weight." + one.Key, Key: "field.number"})
		}
		weights[one.Key] = n
	}
	if err = fault.Check(wrong); err == nil {
		err = p.Mapping.Weigh(c.Context(), c.Actor(), weights)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			return comparePage(v)
		})
	}
	c.Flash("ok", "mappingdesk.weights_saved")
	return c.Redirect(NetworkPath())
}

func (v compareView) meta(title string) ui.PageMeta {
	m := ui.PageMeta{Title: title, Area: ui.AreaAdmin, Current: "hubs", Robots: "noindex", Style: "place.css"}
	if v.hub.ID != 0 {
		m.Area, m.Current, m.Org, m.OrgName = ui.AreaStaff, "hub", v.hub.ID, v.hub.Name
	}
	return m
}

// names are the hubs' names in a line, "–" for none.
func names(list []mapping.Hub) string {
	if len(list) == 0 {
		return "–"
	}
	all := make([]string, len(list))
	for i, h := range list {
		all[i] = h.Name
	}
	return strings.Join(all, ", ")
}
