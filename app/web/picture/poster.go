package picture

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// forever: an address names the facts and the version of the drawing, so what it shows never changes.
const forever = 365 * 24 * time.Hour

// Routes are the rows of this family.
func Routes() []page.Route {
	return []page.Route{
		page.Get(poster.PathPrefix+":version/:facts/:file", page.Public, drawPoster).With(page.Options{Neutral: true, Cache: forever}),
	}
}

// drawPoster makes the picture from its address. Addresses of other versions are not kept alive: pages name the present one.
func drawPoster(c *page.Ctx) error {
	spec, ok := poster.Parse(c.Param("facts"), c.Param("file"))
	if !ok || c.Param("version") != poster.Version {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return c.Bytes("image/svg+xml", poster.Draw(spec))
}
