package statement

import (
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// Addresses that other pages link to.
const (
	Path         = "/saavutettavuus"
	FeedbackPath = "/palaute"
)

const thanksPath = FeedbackPath + "/kiitos"

// Deps are what the pages are joined from.
type Deps struct {
	Feedback *feedback.Service
	Operator string // who answers for the site
	Contact  string // their e-mail address
}

type pages struct{ Deps }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	return []page.Route{
		page.Get(Path, page.Public, p.show),
		page.Get(FeedbackPath, page.Public, p.showForm),
		page.Post(FeedbackPath, page.Public, p.give),
		page.Get(thanksPath+"/:ref", page.Public, p.thanks),
	}
}
