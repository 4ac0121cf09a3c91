package partner

import (
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// suggestVAT is the question about the VAT class for the kind that was just chosen: a piece of the activity's form.
func (p pages) suggestVAT(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	f := ui.NewForm("").Set("kind", c.Query("kind"))
	if k := partners.Kind(c.Query("kind")); k.Valid() {
		f = f.Set("vat_class", string(k.SuggestVAT()))
	}
	return c.Render(200, vatField(who, f))
}
