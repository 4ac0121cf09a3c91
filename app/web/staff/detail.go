package staff

import (
	"context"
	"fmt"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// detailView is the form of what else one wants to know of a hub.
type detailView struct {
	hub      hub.Hub
	form     ui.Form
	contacts int // rows
	today    dates.Date
}

// spareContacts are the empty rows for more of them.
const spareContacts = 2

// showDetails is access, languages, equipment, the way there, contacts and house rules.
func (p pages) showDetails(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	d, err := p.Hubs.Details(c.Context(), h.ID)
	if err != nil {
		return err
	}
	return c.Render(200, detailPage(detailView{hub: h, form: detailForm(d), contacts: len(d.Contacts) + spareContacts, today: p.today()}))
}

// describe changes them.
func (p pages) describe(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	var d hub.Details
	if err = c.Decode(&d); err == nil {
		err = p.Hubs.Describe(c.Context(), c.Actor(), h.ID, d)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.Order = detailOrder()
			return detailPage(detailView{hub: h, form: f, contacts: max(len(d.Contacts), spareContacts), today: p.today()})
		})
	}
	c.Flash("ok", "hubdesk.saved")
	return c.Redirect(detailPath(h.ID))
}

func detailPath(hubID int64) string { return homePath(hubID) + "/kuvaus" }

// detailTexts are the fields that have a text per language.
func detailTexts() []string { return []string{"access", "road", "coach", "rail", "parking", "rules"} }

func detailOrder() []string {
	all := []string{"access"}
	for _, name := range detailTexts() {
		all = append(all, name+"_fi", name+"_en", name+"_sv")
		if name == "access" {
			all = append(all, "languages", "facilities", "down_mbps", "up_mbps", "measured_on")
		}
	}
	return all
}

func detailForm(d hub.Details) ui.Form {
	f := ui.NewForm("").Set("access", d.Access).Set("languages", d.Languages...).Set("facilities", d.Facilities...).SetDate("measured_on", d.MeasuredOn).
		Set("access_fi", d.AccessFi).Set("access_en", d.AccessEn).Set("access_sv", d.AccessSv).Set("rules_fi", d.RulesFi).Set("rules_en", d.RulesEn).Set("rules_sv", d.RulesSv)
	if d.DownMbps > 0 {
		f = f.SetInt("down_mbps", d.DownMbps)
	}
	if d.UpMbps > 0 {
		f = f.SetInt("up_mbps", d.UpMbps)
	}
	for name, way := range d.Ways() {
		f = f.Set(name+"_fi", way.Fi).Set(name+"_en", way.En).Set(name+"_sv", way.Sv)
	}
	for i, c := range d.Contacts {
		f = f.Set(contactField(i, "role"), c.Role).Set(contactField(i, "email"), c.Email).Set(contactField(i, "phone"), c.Phone)
	}
	return f
}

func contactField(i int, name string) string { return fmt.Sprintf("contacts.%d.%s", i, name) }

// namedOptions are options whose labels are texts under a key.
func namedOptions(ctx context.Context, key string, values []string) (all []ui.Option) {
	for _, v := range values {
		all = append(all, ui.Option{Value: v, Label: ui.T(ctx, key+"."+v)})
	}
	return all
}
