package dev

import (
	"net/http"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

const galleryPath = "/ui"

// gallery shows every component of the site in its states.
func gallery(c *page.Ctx) error { return c.Render(http.StatusOK, ui.Gallery()) }
