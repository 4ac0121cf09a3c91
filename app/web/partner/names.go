package partner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// fieldKeys are what the pages call the fields of their forms.
var fieldKeys = map[string]string{
	"line": "partner.field.line", "name": "partner.field.name", "business_id": "partner.field.business_id", "vat_registered": "partner.field.vat_registered",
	"municipality": "partner.field.municipality", "about": "partner.apply.about", "about_fi": "partner.field.about_fi",
	"about_en": "partner.field.about_en", "about_sv": "partner.field.about_sv", "website": "partner.field.website", "contact_name": "partner.field.contact_name",
	"email": "partner.field.email", "phone": "partner.field.phone", "lang": "partner.field.lang",

	"kind": "partner.activity.kind", "title_fi": "partner.activity.title_fi", "title_en": "partner.activity.title_en", "title_sv": "partner.activity.title_sv",
	"summary_fi": "partner.activity.summary_fi", "summary_en": "partner.activity.summary_en", "summary_sv": "partner.activity.summary_sv", "duration": "partner.activity.duration",
	"place": "partner.activity.place", "to": "partner.activity.to", "group_min": "partner.activity.group_min", "group_max": "partner.activity.group_max",
	"languages": "partner.activity.languages", "price": "partner.activity.price", "price_per": "partner.activity.price_per",
	"vat_class": "partner.activity.vat", "season_from": "partner.activity.season_from", "season_to": "partner.activity.season_to",
	"lead_days": "partner.activity.lead", "bring_fi": "partner.activity.bring_fi", "bring_en": "partner.activity.bring_en", "bring_sv": "partner.activity.bring_sv",
	"step_free": "partner.activity.step_free", "accessibility_fi": "partner.activity.access_fi", "accessibility_en": "partner.activity.access_en", "accessibility_sv": "partner.activity.access_sv", "motif": "partner.activity.motif",

	"plan_b": "planb.choice", "plan_b_seats": "planb.seats",
	"pool_min": "pool.form.min", "pool_hours": "pool.form.hours",

	"photo": "photo.file", "alt_fi": "photo.alt_fi", "alt_en": "photo.alt_en", "alt_sv": "photo.alt_sv",
	"focus": "photo.focus",

	"day": "partner.session.day", "time": "partner.session.time", "seats": "partner.session.seats", "weekdays": "partner.session.weekdays",
	"from": "partner.session.from", "until": "partner.session.until", "reason": "partner.session.reason",
}

// Fields of each form in the order of the page.
var (
	applyOrder    = []string{"line", "name", "business_id", "vat_registered", "municipality", "about", "website", "contact_name", "email", "phone"}
	profileOrder  = []string{"name", "vat_registered", "municipality", "about_fi", "about_en", "about_sv", "website", "contact_name", "email", "phone", "lang"}
	activityOrder = []string{
		"kind", "title_fi", "title_en", "summary_fi", "summary_en", "title_sv", "summary_sv", "duration", "lead_days", "place", "municipality", "season_from", "season_to",
		"to", "group_min", "group_max", "pool_min", "pool_hours", "languages", "price", "price_per", "vat_class", "bring_fi", "bring_en", "step_free", "accessibility_fi", "accessibility_en",
		"bring_sv", "accessibility_sv", "motif",
	}
	planBOrder   = []string{"plan_b", "plan_b_seats"}
	photoOrder   = []string{"photo", "alt_fi", "alt_en", "alt_sv", "focus"}
	manyOrder    = []string{"seats", "reason"}
	sessionOrder = []string{"weekdays", "day", "time", "seats", "from", "until", "pool_min", "pool_hours", "reason"}
)

// called gives a form its id on the page, and its summary of errors the order and the names of the fields.
func called(c *page.Ctx, f ui.Form, id string, order []string) ui.Form {
	f.ID, f.Order, f.Labels = id, order, map[string]string{}
	for _, name := range order {
		f.Labels[name] = strings.TrimSuffix(c.T(fieldKeys[name]), "?") // a colon follows
	}
	return f
}

// capital begins a text with a large letter, as a heading does.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
