package mapping

import (
	"context"
	"fmt"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
)

// assessView is a hub's assessment: the chart, and the form with a part for each criterion.
type assessView struct {
	hub      hub.Hub
	criteria []mapping.Criterion
	scores   mapping.Assessment
	means    map[string]int // of the network, in hundredths
	form     ui.Form
}

func (p pages) view(c *page.Ctx) (v assessView, err error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return v, err
	}
	if v.hub, err = p.Hubs.ForStaff(c.Context(), c.Actor(), id); err != nil {
		return v, err
	}
	all, err := p.Mapping.Compare(c.Context(), c.Actor())
	if err != nil {
		return v, err
	}
	v.criteria, v.means = all.Criteria, map[string]int{}
	for _, one := range all.Criteria {
		v.means[one.Key] = all.Mean(one.Key)
	}
	v.scores, err = p.Mapping.Of(c.Context(), c.Actor(), id)
	return v, err
}

// show is a hub's assessment of itself.
func (p pages) show(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	v.form = v.stored().SetDate("assessed_on", p.today()).Set("role", "manager")
	return c.Render(fiber.StatusOK, assessPage(v))
}

// assess writes it.
func (p pages) assess(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	var f mapping.Form
	if err = c.Decode(&f); err == nil {
		err = p.Mapping.Assess(c.Context(), c.Actor(), v.hub.ID, f)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			v.form.Order = v.order()
			return assessPage(v)
		})
	}
	c.Flash("ok", "mappingdesk.saved")
	return c.Redirect(Path(v.hub.ID))
}

func field(i int, name string) string { return fmt.Sprintf("rows.%d.%s", i, name) }

func (v assessView) order() []string {
	all := []string{"assessed_on", "role"}
	for i := range v.criteria {
		all = append(all, field(i, "score"), field(i, "evidence"), field(i, "planned"))
	}
	return all
}

// stored is the form as the hub was assessed last.
func (v assessView) stored() ui.Form {
	f := ui.NewForm("")
	for i, c := range v.criteria {
		if s, known := v.scores[c.Key]; known {
			f = f.SetInt(field(i, "score"), s.Score).Set(field(i, "evidence"), s.Evidence).Set(field(i, "planned"), s.Planned).SetBool(field(i, "teaches"), s.Teaches)
		}
	}
	return f
}

// Name is what a criterion is called.
func Name(ctx context.Context, c mapping.Criterion) string {
	return ui.T(ctx, "mapping.criterion."+c.Key)
}

// hundredths is "3,4" of 344.
func hundredths(ctx context.Context, n int) string {
	if n == 0 {
		return "–"
	}
	point := ","
	if ui.Lang(ctx) == "en" {
		point = "."
	}
	n = (n + 5) / 10
	return itoa(n/10) + point + itoa(n%10)
}

func scoreOptions(ctx context.Context) (all []ui.Option) {
	for n := 1; n <= mapping.Most; n++ {
		all = append(all, ui.Option{Value: itoa(n), Label: itoa(n) + " – " + ui.T(ctx, "mappingdesk.score."+itoa(n))})
	}
	return all
}

func roleOptions(ctx context.Context) (all []ui.Option) {
	for _, r := range mapping.Roles() {
		all = append(all, ui.Option{Value: r, Label: ui.T(ctx, "mappingdesk.role."+r)})
	}
	return all
}

// The chart: a bar a criterion, its length the score, a line where the network's mean is.
const (
	chartLeft, chartRow, chartUnit = 250, 34, 120
	chartWide                      = chartLeft + chartUnit*mapping.Most + 50
)

func (v assessView) chartHigh() int { return chartRow*len(v.criteria) + 26 }
