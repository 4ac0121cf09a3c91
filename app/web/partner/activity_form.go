package partner

import (
	"context"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/partners"
)

// activityView is what the page of one activity shows: a new one has no ID.
type activityView struct {
	who      partners.Partner
	activity partners.Activity
	form     ui.Form
	photo    ui.Form
	op       string
}

func (v activityView) isNew() bool { return v.activity.ID == 0 }

// newActivityForm starts with what is most common.
func newActivityForm(who partners.Partner) ui.Form {
	return ui.NewForm("").Set("municipality", who.Municipality).Set("languages", "fi").Set("price_per", string(partners.PerPerson)).
		SetInt("season_from", 1).SetInt("season_to", 12).SetInt("group_min", 1).SetInt("lead_days", 2)
}

func activityForm(a partners.Activity) ui.Form {
	f := ui.NewForm("").Set("languages", a.Languages...).SetMoney("price", a.PriceCents).SetInt("group_min", a.GroupMin).SetInt("group_max", a.GroupMax).
		SetInt("season_from", a.SeasonFrom).SetInt("season_to", a.SeasonTo).SetInt("lead_days", a.LeadDays)
	for name, value := range map[string]string{
		"kind": string(a.Kind), "motif": a.Motif, "title_fi": a.TitleFi, "title_en": a.TitleEn, "title_sv": a.TitleSv, "summary_fi": a.SummaryFi, "summary_en": a.SummaryEn,
		"summary_sv": a.SummarySv, "bring_sv": a.BringSv, "accessibility_sv": a.AccessibilitySv,
		"duration": partners.FormatDuration(a.Minutes), "place": a.Place, "municipality": a.Municipality, "to": a.To, "price_per": string(a.PricePer),
		"vat_class": string(a.VATClass), "bring_fi": a.BringFi, "bring_en": a.BringEn, "accessibility_fi": a.AccessibilityFi,
		"accessibility_en": a.AccessibilityEn,
	} {
		f = f.Set(name, value)
	}
	if a.StepFree {
		f = f.Set("step_free", "on")
	}
	return withPool(f, a.PoolMin, a.PoolHours)
}

func kindOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, k := range partners.Kinds() {
		all = append(all, ui.Option{Value: string(k), Label: ui.T(ctx, "partner.kind."+string(k))})
	}
	return all
}

// vatOptions say of the class that most activities of the kind have that it is the suggestion.
func vatOptions(ctx context.Context, kind partners.Kind) []ui.Option {
	var all []ui.Option
	for _, class := range money.Classes() {
		if class == money.None {
			continue
		}
		o := ui.Option{Value: string(class), Label: ui.T(ctx, "partner.vat."+string(class)), Help: ui.T(ctx, "partner.vat_help."+string(class))}
		if kind.Valid() && kind.SuggestVAT() == class {
			o.Count = ui.T(ctx, "partner.vat_suggested")
		}
		all = append(all, o)
	}
	return all
}

// withSuggestion fills in the class that the kind suggests where the partner has not chosen one.
func withSuggestion(f ui.Form) ui.Form {
	kind := partners.Kind(f.Value("kind"))
	if f.Value("vat_class") == "" && kind.Valid() {
		return f.Set("vat_class", string(kind.SuggestVAT()))
	}
	return f
}

func languageOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, l := range partners.Languages() {
		all = append(all, ui.Option{Value: l, Label: ui.T(ctx, "partner.language."+l)})
	}
	return all
}

func monthOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for m := 1; m <= 12; m++ {
		all = append(all, ui.Option{Value: strconv.Itoa(m), Label: monthName(ui.Lang(ctx), m)})
	}
	return all
}

func monthName(lang string, m int) string { return dates.MonthName(time.Month(m), lang) }

// motifOptions are what a poster of an activity can show.
func motifOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, m := range poster.Themes() {
		if m != "hub" && m != "podcast" {
			all = append(all, ui.Option{Value: m, Label: ui.T(ctx, "partner.motif."+m)})
		}
	}
	return all
}

func activityTitle(ctx context.Context, v activityView) string {
	if v.isNew() {
		return ui.T(ctx, "partner.activities.new")
	}
	return v.activity.Title(ui.Lang(ctx))
}

func activityAction(v activityView) string {
	if v.isNew() {
		return activitiesPath(v.who.ID) + "/uusi"
	}
	return activityPath(v.who.ID, v.activity.ID)
}

// vatAsk makes the browser ask for the suggestion again when another kind is chosen. Without script the suggestion comes with
// the form when it is sent without a class.
func vatAsk(ctx context.Context, who partners.Partner) templ.Attributes {
	if !who.VATRegistered {
		return nil
	}
	return templ.Attributes{"hx-get": ui.Href(ctx, activitiesPath(who.ID)+"/alv"), "hx-target": "#vat", "hx-trigger": "change"}
}
