package staff

import (
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// reckonPackage shows the figures of the form as it stands, without saving it: a piece for the script, the whole page for
// the button.
func (p pages) reckonPackage(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	return p.reckoned(c, b, p.sent(c, b, nil))
}

// reckoned answers with figures, or with what keeps them from being reckoned.
func (p pages) reckoned(c *page.Ctx, b *builder, wrong error) error {
	if wrong != nil && fault.CodeOf(wrong) != fault.Invalid {
		return wrong
	}
	switch {
	case c.HX():
		return c.Render(200, figuresPiece(b))
	case wrong != nil:
		return c.Render(422, builderPage(b))
	}
	return c.Render(200, builderPage(b))
}
