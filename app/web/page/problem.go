package page

import (
	"strconv"

	"github.com/gofiber/fiber/v2"
)

// problem is what an error page shows.
type problem struct {
	status      int
	title, text string
	id          string // of the request, where it helps to find out what happened
	retry       string // the same address again, where that may help
}

// RenderProblem answers with an error page in the site's look, or with a note where htmx asked for a piece. It asks the
// database nothing.
func (c *Ctx) RenderProblem(status int, text string) error {
	p := problem{status: status, title: c.problemTitle(status), text: text}
	if status != fiber.StatusNotFound {
		p.id = c.id
	}
	if c.HX() {
		return c.Render(status, problemNote(p))
	}
	if status >= fiber.StatusInternalServerError && c.Method() == fiber.MethodGet {
		p.retry = c.Href(c.path)
	}
	return c.Render(status, problemPage(p))
}

// problemTitle: statuses without words of their own are called by the first of their kind.
func (c *Ctx) problemTitle(status int) string {
	t := c.site.Texts.For(c.lang)
	for _, s := range []int{status, status / 100 * 100} {
		if key := "problem.title_" + strconv.Itoa(s); t.Has(key) {
			return t.T(key)
		}
	}
	return t.T("problem.title_500")
}
