package staff

import (
	"errors"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages"
)

// publishPackage saves the draft and puts it on sale. Where something is missing it stays a draft, saved, and the page says
// what to mend.
func (p pages) publishPackage(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	saved, err := p.save(c, b)
	if err != nil {
		return p.refused(c, b, err)
	}
	err = p.Editor.Publish(c.Context(), c.Actor(), saved.ID, saved.RevisionID, saved.Version)
	var notReady *packages.NotReady
	switch {
	case errors.As(err, &notReady):
		c.Flash("warn", "staff.builder.not_ready", "Count", len(notReady.Problems))
	case err != nil:
		return err
	default:
		c.Flash("ok", "staff.builder.published", "Name", saved.Name(c.Lang()))
	}
	return c.Redirect(b.path() + kept(c))
}
