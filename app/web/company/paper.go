package company

import (
	"github.com/hubittaako/hubittaako/app/base/pdf"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
)

// paper is the programme of the stay for printing.
func (p pages) paper(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	file, err := pdf.RenderProgram(stayview.Paper(speaking(c), v.d, plan(v, c.Lang()), v.d.CompanyName, v.today))
	if err != nil {
		return err
	}
	return c.Download("hubittaako-"+v.d.Ref+".pdf", "application/pdf", file)
}
