package site

import (
	"context"
	"fmt"
	"net/url"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// HoldAllPath is where a form sends several stays that are held together or not at all; the company's pages answer.
const HoldAllPath = HoldPath + "/yhdessa"

// Instead is what works on the same days in the place of a stay that cannot be had.
type Instead struct {
	Ways      []booking.Way
	SignedIn  bool
	Companies []access.Grant // whom the visitor may book for
	Company   int64          // chosen already; 0 for none
	Note      string         // typed already
	Back      string         // path to come back to after signing in
	Rhythm    packages.Rhythm
}

// instead looks for what works in the place of what the page cannot offer: where the day is refused, or the group is too large.
func (p pages) instead(ctx context.Context, v *PackageView) (err error) {
	refusal, people := v.Refusal, v.People
	if v.Asked > v.Package.GroupMax {
		refusal, people = &packages.Refusal{Why: packages.WhyGroup}, v.Asked
	}
	if p.Bookings == nil || refusal == nil || v.Start.IsZero() {
		return nil
	}
	v.Instead = Instead{SignedIn: v.Hold.SignedIn, Companies: v.Hold.Companies, Back: WithRhythm(PackagePath(v.Package.Slug, v.Start, people)+"#vaihtoehdot", v.Rhythm), Rhythm: v.Rhythm}
	v.Instead.Ways, err = p.Bookings.Ways(ctx, v.Package, v.Start, people, v.Rhythm, *refusal)
	return err
}

// choiceOf is a part of a way as a form holds it.
func choiceOf(p booking.Part, group packages.Rhythm) HoldChoice {
	return HoldChoice{
		RevisionID: p.Package.RevisionID, Start: p.Offer.Start, People: p.Offer.People, Gross: p.Offer.Price.Gross, Slug: p.Package.Slug, Drop: p.Drop, Take: p.Take,
		Rhythm: group,
	}
}

// wayTitle says what is otherwise.
func wayTitle(ctx context.Context, w booking.Way) string {
	lang := ui.Lang(ctx)
	switch w.Kind {
	case booking.WayWithout:
		return ui.T(ctx, "ways.without", "Gone", w.Gone.Title(lang))
	case booking.WayWith:
		return ui.T(ctx, "ways.with", "Gone", w.Gone.Title(lang), "Comes", w.Comes.Title(lang))
	}
	return ui.T(ctx, "ways.split")
}

// wayAction is where the form of a way goes.
func wayAction(w booking.Way) string {
	if len(w.Parts) == 1 {
		return HoldPath
	}
	return HoldAllPath
}

// partText is "5 henkilöä, HUBteekki".
func partText(ctx context.Context, p booking.Part) string {
	return ui.T(ctx, "stay.people", "Count", p.Offer.People) + ", " + stayview.Places(ctx, p.Package)
}

func signInFor(path string) string { return account.SignInPath + "?next=" + url.QueryEscape(path) }

func freshKey() string { return uuid.NewString() }

// partName names a field of the n-th part of a form that holds several.
func partName(n int, name string) string { return fmt.Sprintf("parts.%d.%s", n, name) }

// divisionPath is the page of a divided group: two packages on the same day, with how many at each.
func divisionPath(parts []booking.Part) string {
	a, b := parts[0], parts[1]
	return fmt.Sprintf("%s/%s/jaettu/%s?alku=%s&hlo=%d&muut=%d", SearchPath, a.Package.Slug, b.Package.Slug, a.Offer.Start, a.Offer.People, b.Offer.People)
}

// wayDays are the days of a way, first and last.
func wayDays(w booking.Way) (from, last dates.Date) {
	return w.Parts[0].Offer.Start, w.Parts[0].Offer.Last
}
