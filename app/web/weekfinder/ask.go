package weekfinder

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/google/uuid"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/weeks"
)

// usual values of a new asking.
const (
	usualGroup = 6
	usualWeeks = 12
)

type askForm struct {
	Title  string     `form:"title"`
	People int        `form:"people"`
	Weeks  int        `form:"weeks"`
	From   dates.Date `form:"from"`
	Until  dates.Date `form:"until"`
}

// start asks what the team is to be asked.
func (p pages) start(c *page.Ctx) error {
	from := p.today().StartOfWeek().AddDays(14)
	f := ui.NewForm("").SetInt("people", usualGroup).Set("weeks", "1").SetDate("from", from).SetDate("until", from.AddDays(7*usualWeeks-3))
	return c.Render(fiber.StatusOK, askPage(f, uuid.NewString()))
}

// ask makes the link.
func (p pages) ask(c *page.Ctx) error {
	var f askForm
	err := c.Form(&f)
	var token string
	if err == nil {
		key, keyErr := c.OpKey()
		if keyErr != nil {
			return keyErr
		}
		token, err = p.Weeks.Ask(c.Context(), weeks.New{Title: typed.Line(f.Title), People: f.People, Weeks: f.Weeks, From: f.From, Until: f.Until}, key)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			ctx := speaking(c)
			f.Order, f.Labels = []string{"title", "people", "weeks", "from", "until"}, map[string]string{}
			for _, name := range f.Order {
				f.Labels[name] = ui.T(ctx, "weeks.field."+name)
			}
			return askPage(f, uuid.NewString())
		})
	}
	return c.Redirect(path(token))
}
