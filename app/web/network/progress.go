package network

import (
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// progress is how far everybody is, for network admins.
func (p pages) progress(c *page.Ctx) error {
	list, err := p.Network.Walkers(c.Context(), c.Actor())
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, progressPage(list))
}
