package staff

import (
	"context"
	"errors"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// factsView is a hub as its staff keep it: the form of its facts, and beside it the closed days.
type factsView struct {
	hub     hub.Hub
	today   dates.Date
	admin   bool // may change the status
	form    ui.Form
	closing ui.Form            // the form that closes a day
	inWay   *hub.StaysInTheWay // why the last change was refused
}

// showFacts is everything about the hub that its staff may change.
func (p pages) showFacts(c *page.Ctx) error {
	v, err := p.factsView(c)
	if err != nil {
		return err
	}
	return c.Render(200, factsPage(*v))
}

// updateFacts changes it. A change that takes desks from stays is refused with the bookings in its way.
func (p pages) updateFacts(c *page.Ctx) error {
	v, err := p.factsView(c)
	if err != nil {
		return err
	}
	f := hub.Facts{Status: v.hub.Status}
	if err = c.Decode(&f); err == nil {
		err = p.Hubs.Update(c.Context(), c.Actor(), v.hub.ID, f)
	}
	if err != nil {
		return v.again(c, err, func(f ui.Form) { v.form = f })
	}
	c.Flash("ok", "staff.facts.saved")
	return c.Redirect(factsPath(v.hub.ID))
}

func (p pages) factsView(c *page.Ctx) (*factsView, error) {
	h, err := p.hub(c)
	if err != nil {
		return nil, err
	}
	return &factsView{hub: h, today: p.today(), admin: c.Actor().IsAdmin(), form: factsForm(h), closing: ui.NewForm(closeID)}, nil
}

// again shows the page with a refused form; put gives the form its place.
func (v *factsView) again(c *page.Ctx, err error, put func(ui.Form)) error {
	errors.As(err, &v.inWay)
	return c.Again(err, func(f ui.Form) templ.Component {
		put(f)
		v.form.Order = factsOrder
		return factsPage(*v)
	})
}

// factsOrder is the order of the fields on the page, for the summary of errors.
var factsOrder = []string{
	"name", "status", "intro_fi", "intro_en", "emphasis_fi", "emphasis_en", "story_fi", "story_en", "intro_sv", "emphasis_sv", "story_sv", "step_free", "desks", "desk_day", "free_from", "free_until", "vat_class", "hours.1.opens",
	"hours.2.opens", "hours.3.opens", "hours.4.opens", "hours.5.opens", "hours.6.opens", "hours.7.opens", "street", "postcode", "municipality", "position",
	"email", "phone", "business_id",
}

func factsForm(h hub.Hub) ui.Form {
	facts := hub.FactsOf(h)
	f := ui.NewForm("").SetInt("desks", facts.Desks).SetMoney("desk_day", facts.DeskDayCents).SetDate("free_from", facts.FreeFrom).SetDate("free_until", facts.FreeUntil)
	for name, value := range map[string]string{
		"name": facts.Name, "status": string(facts.Status), "municipality": facts.Municipality, "street": facts.Street, "postcode": facts.Postcode,
		"position": facts.Position, "email": facts.Email, "phone": facts.Phone, "business_id": facts.BusinessID, "intro_fi": facts.IntroFi,
		"intro_en": facts.IntroEn, "story_fi": facts.StoryFi, "story_en": facts.StoryEn, "emphasis_fi": facts.EmphasisFi, "emphasis_en": facts.EmphasisEn,
		"intro_sv": facts.IntroSv, "story_sv": facts.StorySv, "emphasis_sv": facts.EmphasisSv,
		"vat_class": string(facts.VATClass),
	} {
		f = f.Set(name, value)
	}
	if facts.StepFree {
		f = f.Set("step_free", "on")
	}
	for _, row := range facts.Hours {
		if row.Opens != nil && row.Closes != nil {
			f = f.SetClock(hoursField(row.Weekday, "opens"), *row.Opens).SetClock(hoursField(row.Weekday, "closes"), *row.Closes)
		}
	}
	return f
}

// hoursField names the fields of a weekday after the weekday, so that a message finds its row.
func hoursField(weekday int, name string) string {
	return "hours." + strconv.Itoa(weekday) + "." + name
}

func statusChip(ctx context.Context, s hub.Status) ui.ChipText {
	kind := map[hub.Status]string{hub.Working: "ok", hub.Planned: "warn", hub.Closed: "bad"}[s]
	return ui.StateChip(kind, ui.T(ctx, "staff.status."+string(s)))
}

func statusOptions(ctx context.Context) (all []ui.Option) {
	for _, s := range hub.Statuses() {
		all = append(all, ui.Option{Value: string(s), Label: ui.T(ctx, "staff.status."+string(s))})
	}
	return all
}
