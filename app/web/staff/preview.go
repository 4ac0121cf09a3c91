package staff

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// previewPackage shows the draft as companies would see it, with real free days and prices; nothing can be booked.
func (p pages) previewPackage(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	pkg, err := p.packageOf(c, h)
	if err != nil {
		return err
	}
	v := site.PackageView{
		Package: pkg, Self: packagePath(h.ID, pkg.ID) + "/esikatselu", Today: p.today(), Hold: site.Hold{Preview: true},
		People: min(max(c.QueryInt("hlo", usualGroup), pkg.GroupMin), pkg.GroupMax),
	}
	v.Form = ui.NewForm("panel").SetInt("hlo", v.People)
	if d, err := dates.ParseInput(c.Query("alku")); err == nil {
		v.Start = d
	}
	if m, err := dates.ParseMonth(c.Query("kk")); err == nil {
		v.Month = m
	}
	if err := v.Fill(c.Context(), p.Finder); err != nil {
		return err
	}
	return c.Render(200, previewPage(h, v))
}
