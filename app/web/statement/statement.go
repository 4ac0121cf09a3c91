package statement

import (
	"cmp"
	"net/http"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// made is when the statement was last gone through. Whoever changes what it says, or finds that it still holds, changes the day.
var made = dates.MustParse("2026-11-23")

// gaps are what is not accessible: keys of what, which criteria, and what to do instead.
var gaps = []string{"pdf", "partners", "payment"}

// The supervisor's address.
const (
	authorityEmail = "saavutettavuus@traficom.fi"
	authorityPhone = "029 534 5000"
)

// lawURLs: the act is in two languages.
var lawURLs = map[string]string{
	"fi": "https://www.finlex.fi/fi/lainsaadanto/saadoskokoelma/2019/306", "sv": "https://www.finlex.fi/sv/lagstiftning/forfattningssamling/2019/306",
}

func lawURL(lang string) templ.SafeURL {
	return templ.SafeURL(cmp.Or(lawURLs[lang], lawURLs["fi"]))
}

var authoritySites = map[string]string{
	"fi": "www.saavutettavuusvaatimukset.fi", "sv": "www.tillganglighetskrav.fi", "en": "www.webaccessibility.fi",
}

var picture = poster.Spec{Slug: "teksti-access", Kind: "package", Season: "summer", Theme: "canoe"}

type statementView struct{ site, operator, contact string }

func (p pages) show(c *page.Ctx) error {
	return c.Render(http.StatusOK, statementPage(statementView{site: c.URL("/"), operator: p.Operator, contact: p.Contact}))
}
