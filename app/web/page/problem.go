package page

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"
)

// placesShown is how many of a person's own pages an error page leads back to.
const placesShown = 3

// problem is what an error page shows.
type problem struct {
	status      int
	title, text string
	id          string // of the request, where it helps to find out what happened
	retry       string // the same address again, where that may help
	signIn      string // where to sign in, for a person whose sign-in has ended
	typed       []string
}

// RenderProblem answers with an error page in the site's look, or with a note where htmx asked for a piece. It asks the
// database nothing.
func (c *Ctx) RenderProblem(status int, text string) error {
	p := problem{status: status, title: c.problemTitle(status), text: text}
	if status != fiber.StatusNotFound {
		p.id = c.id
	}
	if status == fiber.StatusUnauthorized {
		p.signIn = c.signInAgain()
	}
	if c.HX() {
		return c.Render(status, problemNote(p))
	}
	if status >= fiber.StatusInternalServerError && c.Method() == fiber.MethodGet {
		p.retry = c.Href(c.path)
	}
	if status == fiber.StatusUnauthorized {
		p.typed = c.typedText()
	}
	return c.Render(status, problemPage(p))
}

// signInAgain is the sign-in page that leads back to where the form stood.
func (c *Ctx) signInAgain() string {
	from, err := url.Parse(c.Header(fiber.HeaderReferer))
	if err != nil || from.Path == "" {
		return c.Href("/kirjaudu")
	}
	back := &url.URL{Path: from.Path, RawQuery: from.RawQuery}
	next, ok := OwnPath(back.String())
	if !ok {
		return c.Href("/kirjaudu")
	}
	return c.Href("/kirjaudu") + "?next=" + url.QueryEscape(next)
}

// typedText is what a person wrote into the form that could not be taken, for copying: not its hidden values, no secrets.
func (c *Ctx) typedText() []string {
	if c.Method() == fiber.MethodGet || c.ReadForm() != nil {
		return nil
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys(c.posted().values)) {
		if strings.HasPrefix(name, "_") || strings.Contains(name, "password") {
			continue
		}
		for _, v := range c.FormValues(name) {
			if strings.ContainsFunc(v, unicode.IsLetter) && !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
	}
	return all
}

// problemTitle: statuses without words of their own are called by the first of their kind.
func (c *Ctx) problemTitle(status int) string {
	t := c.site.Texts.For(c.spoken)
	for _, s := range []int{status, status / 100 * 100} {
		if key := "problem.title_" + strconv.Itoa(s); t.Has(key) {
			return t.T(key)
		}
	}
	return t.T("problem.title_500")
}
