package students

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/students"
)

// Path is the public page of the students' corner; other pages link to it.
const Path = "/opiskelijat"

// Deps is what these pages need.
type Deps struct {
	Students *students.Service
	Partners *partners.Service
	Hubs     *hub.Service
	Now      func() time.Time
}

type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	const (
		given = "/yritys/:company/toimeksiannot"
		mine  = given + "/:assignment"
		desk  = "/kumppani/:id/opiskelijat"
		one   = desk + "/:assignment"
	)
	company, school := page.Member("company"), page.Member("partner")
	return []page.Route{
		page.Get(Path, page.Public, p.corner),
		page.Get(given, company, p.given),
		page.Get(given+"/uusi", company, p.showNew),
		page.Post(given+"/uusi", company, p.post),
		page.Get(mine, company, p.showGiven),
		page.Post(mine, company, p.edit),
		page.Post(mine+"/peru", company, p.withdraw),
		page.Post(mine+"/aika", company, p.answerTime),
		page.Post(mine+"/palaute", company, p.finish),
		page.Get(desk, school, p.desk),
		page.Post(desk+"/nurkka", school, p.saveCorner),
		page.Get(one, school, p.showDesk),
		page.Post(one+"/palauta", school, p.giveBack),
		page.Post(one+"/hylkaa", school, p.decline),
		page.Post(one+"/julkaise", school, p.publish),
		page.Post(one+"/tekijat", school, p.match),
		page.Post(one+"/aika", school, p.propose),
		page.Post(one+"/tulos", school, p.deliver),
		page.Get(one+"/todistus/:student", school, p.certificate),
	}
}

// GivenPath is where a company's assignments are.
func GivenPath(company int64) string { return ui.OrgPath("company", company) + "/toimeksiannot" }

// DeskPath is where a school's assignments are.
func DeskPath(partner int64) string { return ui.OrgPath("partner", partner) + "/opiskelijat" }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// speaking is a context that knows the page's language and its visitor.
func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}

// called gives a form its id on the page, and its summary of errors the order and the names of the fields.
func called(ctx context.Context, f ui.Form, id, area string, order ...string) ui.Form {
	f.ID, f.Order, f.Labels = id, order, map[string]string{}
	for _, name := range order {
		f.Labels[name] = strings.TrimSuffix(ui.T(ctx, area+"."+name), "?") // a colon follows
	}
	return f
}
