package company

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// showChange is the page on which a stay is changed: the form with head count and days, and what a choice would mean. With a
// session in the address it is that choice alone.
func (p pages) showChange(c *page.Ctx) error {
	var w wish
	if err := c.QueryForm(&w); err != nil && fault.CodeOf(err) != fault.Invalid {
		return err
	} else if err != nil { // an address that somebody has typed: the page says what is wrong with the number
		v, failed := p.changeView(c, wish{})
		if failed != nil {
			return failed
		}
		v.form = v.form.Set("hlo", c.Query("hlo")).WithFault(speaking(c), err)
		return c.Render(fiber.StatusUnprocessableEntity, changePage(v))
	}
	v, err := p.changeView(c, w)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, changePage(v))
}

func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }
