package staff

import (
	"context"
	"fmt"
	"strings"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// filterPicks narrows the list of activities to choose from.
func (p pages) filterPicks(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	if !c.HX() {
		return p.reckoned(c, b, p.sent(c, b, nil))
	}
	b.form = renumbered(c.Typed("", nil))
	return c.Render(200, pickList(b))
}

// picks are the activities that the search finds: every word of it somewhere in what is known about the activity.
func (b *builder) picks(ctx context.Context) (list []partners.Activity) {
	kind := b.form.Value("kind")
	words := strings.Fields(strings.ToLower(b.form.Value("q")))
	for _, a := range b.activities {
		if kind != "" && string(a.Kind) != kind {
			continue
		}
		text := strings.ToLower(strings.Join([]string{
			a.TitleFi, a.TitleEn, a.PartnerName, a.Municipality, a.Place, a.Motif, ui.T(ctx, "partner.kind."+string(a.Kind)),
		}, " "))
		if containsAll(text, words) {
			list = append(list, a)
		}
	}
	return list
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// kindOptions are the kinds that there are activities of.
func (b *builder) kindOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: ui.T(ctx, "staff.builder.all_kinds")}}
	for _, k := range partners.Kinds() {
		n := 0
		for _, a := range b.activities {
			if a.Kind == k {
				n++
			}
		}
		if n > 0 {
			all = append(all, ui.Option{Value: string(k), Label: fmt.Sprintf("%s (%d)", ui.T(ctx, "partner.kind."+string(k)), n)})
		}
	}
	return all
}

// pickFacts is a line of what matters when choosing: price, tax, group.
func (b *builder) pickFacts(ctx context.Context, a partners.Activity) string {
	facts := []string{priceText(ctx, a.PriceCents, string(a.PricePer))}
	if rate, err := b.rates.At(a.VATClass, b.today); err == nil && a.VATClass.Taxed() {
		facts = append(facts, ui.T(ctx, "staff.builder.with_vat", "Rate", ui.Percent(ctx, rate)))
	} else {
		facts = append(facts, stayview.VATClass(ctx, a.VATClass))
	}
	return strings.Join(append(facts, ui.T(ctx, "staff.packages.group", "Min", a.GroupMin, "Max", a.GroupMax)), " · ")
}

// priceText is "320 € / ryhmä", net.
func priceText(ctx context.Context, cents int64, per string) string {
	return ui.T(ctx, "staff.price."+per, "Price", ui.MoneyShort(ctx, cents))
}
