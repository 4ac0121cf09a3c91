package staff

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// costLine is a row of the small account beside the form.
type costLine struct {
	Text  string
	Cents int64
	Sum   bool
}

// costLines say who gets what of the price, and what is left for the hubs.
func costLines(ctx context.Context, s packages.Sheet) []costLine {
	p := s.Price
	lines := []costLine{
		{Text: ui.T(ctx, "staff.builder.cost"), Cents: p.Cost},
		{Text: ui.T(ctx, "staff.builder.desks"), Cents: p.Parts - p.Cost},
	}
	switch adjusted := p.Net - p.Parts; {
	case adjusted > 0:
		lines = append(lines, costLine{Text: ui.T(ctx, "staff.builder.fee"), Cents: adjusted})
	case adjusted < 0:
		lines = append(lines, costLine{Text: ui.T(ctx, "staff.builder.discount"), Cents: adjusted})
	}
	return append(lines,
		costLine{Text: ui.T(ctx, "staff.builder.net"), Cents: p.Net, Sum: true},
		costLine{Text: ui.T(ctx, "staff.builder.margin", "Percent", ui.Percent(ctx, p.MarginBP())), Cents: p.Margin(), Sum: true})
}

// sheetLine says what the figures are for.
func sheetLine(ctx context.Context, s packages.Sheet) string {
	return ui.T(ctx, "stay.people", "Count", s.People) + ", " + ui.T(ctx, "staff.builder.starting", "Day", ui.Date(ctx, s.Start))
}

func curve(ctx context.Context, s packages.Sheet) ui.PriceCurve {
	c := ui.PriceCurve{Title: ui.T(ctx, "staff.builder.curve"), Now: s.People}
	for _, p := range s.Curve {
		c.Points = append(c.Points, ui.PricePoint{People: p.People, Cents: p.Cents, MarginBP: p.MarginBP})
	}
	return c
}

func problemKind(p packages.Problem) string {
	if p.Blocking {
		return "bad"
	}
	return "warn"
}

func problemText(ctx context.Context, pkg packages.Package, p packages.Problem) string {
	it, _ := pkg.ItemAt(p.Item)
	return said(ctx, p.Key, p.Args, "Activity", it.Title(ui.Lang(ctx)))
}

// problemHref leads to where the problem is mended.
func problemHref(f ui.Form, p packages.Problem) string {
	if p.Field == "items" {
		return "#ohjelma-otsikko"
	}
	return "#" + f.FieldID(p.Field)
}

// plan is the stay on the days of the figures, narrow enough for its column.
func (b *builder) plan(ctx context.Context) []stayview.Leg {
	legs := stayview.Of(b.pkg, *b.offer, ui.Lang(ctx)).Legs(ctx)
	for i := range legs {
		for j := range legs[i].Weeks {
			legs[i].Weeks[j].Compact = true
		}
	}
	return legs
}

// why says what keeps the days from being shown.
func (b *builder) why(ctx context.Context) string {
	switch {
	case b.sheet == nil:
		return ui.T(ctx, "staff.builder.no_figures")
	case b.refusal == nil:
		return ui.T(ctx, "staff.builder.no_days")
	}
	return stayview.Refused(ctx, b.pkg, *b.refusal, b.sheet.People)
}

func daysTitle(ctx context.Context, b *builder) string {
	if b.offer == nil {
		return ui.T(ctx, "staff.builder.days")
	}
	return ui.T(ctx, "staff.builder.days_of", "Days", ui.DateRange(ctx, b.offer.Start, b.offer.Last), "Count", b.offer.People)
}

// wrong are the fields with errors, in the order of the page.
func (b *builder) wrong() (names []string) {
	for _, name := range builderOrder {
		if b.form.Error(name) != "" {
			names = append(names, name)
		}
	}
	var rest []string
	for name := range b.form.Errors {
		if !slices.Contains(names, name) {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	return append(names, rest...)
}

func ordered(f ui.Form) ui.Form {
	f.Order = builderOrder
	return f
}

func wide(m ui.PageMeta) ui.PageMeta {
	m.Full = true
	return m
}

// poster is the picture as the form has it now.
func (b *builder) poster() poster.Spec {
	return poster.Spec{Slug: b.stored.Slug, Kind: "package", Season: b.form.Value("season"), Theme: b.form.Value("motif"), Wide: true}
}

func seasonOptions(ctx context.Context) (all []ui.Option) {
	for _, s := range packages.Seasons() {
		all = append(all, ui.Option{Value: s, Label: ui.T(ctx, "staff.season."+s)})
	}
	return all
}

func motifOptions(ctx context.Context) (all []ui.Option) {
	for _, m := range poster.Themes() {
		if m != "hub" && m != "podcast" {
			all = append(all, ui.Option{Value: m, Label: ui.T(ctx, "partner.motif."+m)})
		}
	}
	return all
}

func legPlaceholder(ctx context.Context, row int) string {
	if row == 0 {
		return ui.T(ctx, "staff.builder.leg_choose")
	}
	return ui.T(ctx, "staff.builder.leg_none")
}

func headLine(ctx context.Context, b *builder) string {
	if b.stored.State == packages.Published {
		return ui.T(ctx, "staff.builder.revision_live", "Number", b.stored.Number)
	}
	return ui.T(ctx, "staff.builder.revision_draft", "Number", b.stored.Number)
}

func saveLabel(ctx context.Context, b *builder) string {
	if b.stored.State == packages.Published {
		return ui.T(ctx, "staff.builder.save_changes")
	}
	return ui.T(ctx, "staff.builder.save")
}

// previewButton shows the draft after saving it. What is on sale is shown as it is.
func previewButton(ctx context.Context, b *builder) ui.Btn {
	btn := ui.Btn{Label: ui.T(ctx, "staff.builder.preview"), Kind: "line"}
	if b.stored.State == packages.Published {
		btn.Href = ui.Href(ctx, b.path()+"/esikatselu")
	} else {
		btn.Attrs = action(ctx, b, "/esikatselu")
	}
	return btn
}

// live makes the form ask for its figures when something in it changes. Requests wait for each other, so that each is sent with
// the rows that the one before it brought.
func live(ctx context.Context, b *builder) templ.Attributes {
	return templ.Attributes{
		"hx-post": ui.Href(ctx, b.path()+"/laske"), "hx-trigger": "change delay:150ms", "hx-target": "#laskelma", "hx-swap": "outerHTML",
		"hx-sync": "this:queue last", "hx-indicator": "#rakentaja .busy",
	}
}

// action sends the form elsewhere than to be saved.
func action(ctx context.Context, b *builder, path string) templ.Attributes {
	return templ.Attributes{"formaction": ui.Href(ctx, b.path()+path)}
}

func filterAttrs(ctx context.Context, b *builder, trigger string) templ.Attributes {
	return templ.Attributes{
		"hx-post": ui.Href(ctx, b.path()+"/valikoima"), "hx-trigger": trigger, "hx-target": "#valikoima", "hx-swap": "outerHTML", "hx-sync": "this:replace",
	}
}

func pickAttrs(ctx context.Context, b *builder, a partners.Activity) templ.Attributes {
	attrs := rowAttrs(ctx, b)
	attrs["id"], attrs["type"], attrs["name"], attrs["value"], attrs["aria-pressed"] = "pick-"+itoa(a.ID), "submit", "add", itoa(a.ID), "false"
	if b.has(a.ID) {
		attrs["name"], attrs["aria-pressed"] = "without", "true"
	}
	return attrs
}

func dropAttrs(ctx context.Context, b *builder, row int) templ.Attributes {
	attrs := rowAttrs(ctx, b)
	attrs["type"], attrs["name"], attrs["value"] = "submit", "drop", strconv.Itoa(row)
	return attrs
}

func rowAttrs(ctx context.Context, b *builder) templ.Attributes {
	attrs := action(ctx, b, "/rivit")
	attrs["hx-post"], attrs["hx-target"], attrs["hx-swap"] = attrs["formaction"], "#ohjelma", "outerHTML"
	attrs["hx-trigger"], attrs["hx-sync"] = "click", "#rakentaja:queue all"
	return attrs
}

func oobAttrs(oob bool) templ.Attributes {
	if oob {
		return templ.Attributes{"hx-swap-oob": "true"}
	}
	return nil
}
