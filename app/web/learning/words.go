package learning

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// Theme is its name in the page's language.
func Theme(ctx context.Context, t learning.Theme) string {
	return ui.T(ctx, "learning.theme."+string(t))
}

// credits is "5 op", or what a course without credits is.
func credits(ctx context.Context, c learning.Course) string {
	if c.ECTSTenths == 0 {
		return ui.T(ctx, "learning.no_credits")
	}
	return ui.T(ctx, "learning.credits", "Points", learning.FormatECTS(c.ECTSTenths, ui.Lang(ctx)))
}

// where is how a course is followed, and at which hub.
func where(ctx context.Context, c learning.Course) string {
	text := ui.T(ctx, "learning.delivery."+string(c.Delivery))
	if c.HubName != "" {
		text += ", " + c.HubName
	}
	return text
}

func fee(ctx context.Context, c learning.Course) string {
	if c.FeeCents == 0 || c.ECTSTenths == 0 {
		return ui.T(ctx, "learning.free")
	}
	return ui.MoneyShort(ctx, c.TotalCents())
}

// languages are those that a course is taught in, by name.
func languages(ctx context.Context, c learning.Course) string {
	var text string
	for i, l := range c.Languages {
		if i > 0 {
			text += ", "
		}
		text += ui.T(ctx, "learning.language."+l)
	}
	return text
}

func facts(ctx context.Context, c learning.Course) []ui.Fact {
	list := []ui.Fact{
		{Term: ui.T(ctx, "learning.fact.credits"), Text: credits(ctx, c)},
		{Term: ui.T(ctx, "learning.fact.when"), Text: ui.DateRange(ctx, c.StartsOn, c.EndsOn)},
		{Term: ui.T(ctx, "learning.fact.how"), Text: where(ctx, c)},
		{Term: ui.T(ctx, "learning.fact.language"), Text: languages(ctx, c)},
		{Term: ui.T(ctx, "learning.fact.by"), Text: c.PartnerName},
	}
	return list
}

// feeText says what a course costs, and how that comes about.
func feeText(ctx context.Context, c learning.Course) string {
	if c.FeeCents == 0 || c.ECTSTenths == 0 {
		return ui.T(ctx, "learning.free")
	}
	return ui.T(ctx, "learning.fee_text", "Total", ui.MoneyShort(ctx, c.TotalCents()), "Each", ui.MoneyShort(ctx, c.FeeCents))
}

// beginning is the start of a text, for search results.
func beginning(t i18n.Text, lang string) string {
	const most = 160
	text := []rune(t.In(lang))
	if len(text) <= most {
		return string(text)
	}
	return string(text[:most-1]) + "…"
}

func themeOptions(ctx context.Context) (all []ui.Option) {
	for _, t := range learning.Themes() {
		all = append(all, ui.Option{Value: string(t), Label: Theme(ctx, t)})
	}
	return all
}

// themeNames are themes by name, with commas.
func themeNames(ctx context.Context, themes []string) string {
	var text string
	for i, t := range themes {
		if i > 0 {
			text += ", "
		}
		text += Theme(ctx, learning.Theme(t))
	}
	return text
}

// Rows are courses as a short list without pictures.
func Rows(ctx context.Context, parts []learning.Course) (rows []ui.Row) {
	for _, c := range parts {
		rows = append(rows, ui.Row{
			Title: c.Title(ui.Lang(ctx)), Sub: c.PartnerName + ", " + ui.DateRange(ctx, c.StartsOn, c.EndsOn), Href: ui.Href(ctx, CoursePath(c.Slug)), End: credits(ctx, c),
		})
	}
	return rows
}
