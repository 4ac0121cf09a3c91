package page

import (
	"bytes"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Render answers with a page or a piece of one. It is built in memory first, so that an error halfway becomes an error page
// and not half a page. Pages hold tokens and names, so no cache but the visitor's own may keep them, and none a signed-in
// person's.
func (c *Ctx) Render(status int, body templ.Component) error {
	var b bytes.Buffer
	if err := body.Render(c.dressed(), &b); err != nil {
		return err
	}
	if c.actor.SignedIn() || len(c.flashes) > 0 {
		c.NoStore()
	} else {
		c.fiber.Set(fiber.HeaderCacheControl, "private, no-cache")
	}
	c.fiber.Vary("HX-Request", fiber.HeaderCookie, fiber.HeaderAcceptLanguage)
	c.fiber.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.fiber.Status(status).Send(b.Bytes())
}

// Prefers is the offer that the Accept header likes best; the first when it does not say.
func (c *Ctx) Prefers(offers ...string) string {
	if best := c.fiber.Accepts(offers...); best != "" {
		return best
	}
	return offers[0]
}

// FieldTexts are a fault's field errors in the page's language, by field name.
func (c *Ctx) FieldTexts(f *fault.Error) map[string]string {
	texts := map[string]string{}
	t := c.site.Texts.For(c.spoken)
	for _, field := range f.Fields {
		if _, said := texts[field.Name]; !said {
			texts[field.Name] = t.TMap(field.Key, field.Args)
		}
	}
	return texts
}
