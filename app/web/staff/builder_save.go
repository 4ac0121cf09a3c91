package staff

import (
	"net/url"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages"
)

// savePackage saves the draft; of a package on sale it starts one.
func (p pages) savePackage(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	if _, err := p.save(c, b); err != nil {
		return p.refused(c, b, err)
	}
	c.Flash("ok", "staff.builder.saved")
	return c.Redirect(b.path() + kept(c))
}

// saveAndPreview saves the draft and shows it as companies would see it.
func (p pages) saveAndPreview(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	if _, err := p.save(c, b); err != nil {
		return p.refused(c, b, err)
	}
	return c.Redirect(b.path() + "/esikatselu")
}

func (p pages) save(c *page.Ctx, b *builder) (packages.Package, error) {
	var draft packages.DraftForm
	if err := c.Decode(&draft); err != nil {
		return packages.Package{}, err
	}
	return p.Editor.Save(c.Context(), c.Actor(), b.stored.ID, draft)
}

// longestSearch is what an address has room for.
const longestSearch = 200

// kept is what the page should look like after it was saved as before: the group of the figures and the search.
func kept(c *page.Ctx) string {
	q := url.Values{}
	for _, name := range []string{"people", "q", "kind"} {
		if v := c.FormValue(name); v != "" && len(v) <= longestSearch {
			q.Set(name, v)
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}
