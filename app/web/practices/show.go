package practices

import (
	"context"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// showView is a practice: what it is, who has adopted it, and how the visitor's hubs can.
type showView struct {
	practice.Practice
	adoptions []practice.Adoption
	own       bool      // the visitor runs the hub that wrote it
	hubs      []hub.Hub // of the visitor, but for the hub that wrote it
	form      ui.Form
}

func (p pages) showView(c *page.Ctx) (v showView, err error) {
	if v.Practice, err = p.practice(c); err != nil {
		return v, err
	}
	if v.adoptions, err = p.Practices.Adoptions(c.Context(), c.Actor(), v.ID); err != nil {
		return v, err
	}
	v.own = c.Actor().MayHub(v.HubID) == nil
	all, err := p.mine(c)
	for _, h := range all {
		if h.ID != v.HubID {
			v.hubs = append(v.hubs, h)
		}
	}
	v.form = ui.NewForm(adoptID)
	return v, err
}

const adoptID = "ota"

// show is the page of a practice.
func (p pages) show(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, showPage(v))
}

// adopt notes that a hub has taken the practice over.
func (p pages) adopt(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	h, err := chosen(c.FormValue("hubi"), v.hubs)
	if err == nil {
		err = p.Practices.Adopt(c.Context(), c.Actor(), v.ID, h.ID, c.FormValue("note"))
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, adoptID, "hubi", "note")
			return showPage(v)
		})
	}
	c.FlashUndo(page.Undo{Path: PathOf(v.ID) + "/luovu", Values: map[string][]string{"hubi": {itoa(h.ID)}}}, "practices.adopted", "Hub", h.Name)
	return c.Redirect(PathOf(v.ID))
}

// leave takes an adoption back.
func (p pages) leave(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	h, err := chosen(c.FormValue("hubi"), v.hubs)
	if err != nil {
		return err
	}
	if err := p.Practices.Leave(c.Context(), c.Actor(), v.ID, h.ID); err != nil {
		return err
	}
	c.Flash("ok", "practices.left", "Hub", h.Name)
	return c.Redirect(PathOf(v.ID))
}

// take leads to where the thing is taken over: packages are copied, events made and rules added on pages of the hub's.
func (p pages) take(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	h, err := chosen(c.Query("hubi"), v.hubs)
	if fault.CodeOf(err) == fault.Invalid {
		return c.Redirect(PathOf(v.ID))
	}
	if err != nil {
		return err
	}
	switch v.Kind {
	case practice.Package:
		return c.Redirect(ui.OrgPath("hub", h.ID) + "/paketit/verkosta/" + itoa(v.PackageID))
	case practice.Event:
		return c.Redirect(ui.OrgPath("hub", h.ID) + "/tapahtumat/uusi?kaytanto=" + itoa(v.ID))
	case practice.Rule:
		return c.Redirect(PathOf(v.ID) + "/saanto?hubi=" + itoa(h.ID))
	}
	return c.Redirect(PathOf(v.ID))
}

// withdraw takes the practice back.
func (p pages) withdraw(c *page.Ctx) error {
	x, err := p.own(c)
	if err != nil {
		return err
	}
	if err := p.Practices.Withdraw(c.Context(), c.Actor(), x.ID); err != nil {
		return err
	}
	c.FlashUndo(page.Undo{Path: PathOf(x.ID) + "/palauta"}, "practices.withdrawn")
	return c.Redirect(PathOf(x.ID))
}

// restore lets it stand again.
func (p pages) restore(c *page.Ctx) error {
	x, err := p.own(c)
	if err != nil {
		return err
	}
	if err := p.Practices.Restore(c.Context(), c.Actor(), x.ID); err != nil {
		return err
	}
	c.Flash("ok", "practices.restored")
	return c.Redirect(PathOf(x.ID))
}

// adoption is how one of the visitor's hubs has adopted it.
func (v showView) adoption(h hub.Hub) (practice.Adoption, bool) {
	for _, a := range v.adoptions {
		if a.HubID == h.ID {
			return a, true
		}
	}
	return practice.Adoption{}, false
}

// mayLeave says whether the adoption can be taken back here: not where it is a package's copy alone.
func (v showView) mayLeave(a practice.Adoption) bool {
	for _, h := range v.hubs {
		if h.ID == a.HubID {
			return !a.Copied()
		}
	}
	return false
}

// made is where what was made of it stands, "" where it is not the visitor's.
func (v showView) made(a practice.Adoption) (key, path string) {
	for _, h := range v.hubs {
		switch {
		case h.ID != a.HubID:
		case a.EventID != 0:
			return "practices.to_event", ui.OrgPath("hub", h.ID) + "/tapahtumat/" + itoa(a.EventID)
		case a.PackageID != 0:
			return "practices.to_package", ui.OrgPath("hub", h.ID) + "/paketit/" + itoa(a.PackageID)
		case a.AddedFi+a.AddedEn+a.AddedSv != "":
			return "practices.to_rules", ui.OrgPath("hub", h.ID) + "/kuvaus"
		}
	}
	return "", ""
}

// free are the visitor's hubs that have not adopted it yet.
func (v showView) free() (list []hub.Hub) {
	for _, h := range v.hubs {
		if _, has := v.adoption(h); !has {
			list = append(list, h)
		}
	}
	return list
}

func paragraphs(s string) (list []string) {
	for _, one := range strings.Split(s, "\n\n") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

func day(ctx context.Context, a practice.Adoption) string {
	return ui.Date(ctx, dates.Of(a.AdoptedAt))
}

func lines(s string) []string { return strings.Split(s, "\n") }
