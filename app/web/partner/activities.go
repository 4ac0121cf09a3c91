package partner

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/partners"
)

// activities lists what the partner offers, with what is coming.
func (p pages) activities(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	list, err := p.partners.Activities(c.Context(), c.Actor(), who.ID)
	if err != nil {
		return err
	}
	return c.Render(200, activitiesPage(who, list))
}

// activityHit is one activity of the list.
func activityHit(ctx context.Context, o partners.Offered) ui.Hit {
	a := o.Activity
	h := ui.Hit{Card: ui.Card{
		Picture: activityPicture(ctx, a, false), Title: a.Title(ui.Lang(ctx)), Href: ui.Href(ctx, activityPath(a.PartnerID, a.ID)), Level: 2,
		Place: ui.T(ctx, "partner.kind."+string(a.Kind)) + " · " + a.Place,
		Text:  partners.FormatDuration(a.Minutes) + " · " + ui.T(ctx, "partner.activity.group", "Min", a.GroupMin, "Max", a.GroupMax) + " · " + season(ctx, a),
		Price: ui.MoneyShort(ctx, a.PriceCents), PerWhat: ui.T(ctx, "partner.per."+string(a.PricePer)),
		Aside: ui.T(ctx, "partner.activities.coming", "Count", o.Coming), Chips: []ui.ChipText{statusChip(ctx, a.Status)},
	}}
	if o.Next != nil {
		h.AsideSub = ui.T(ctx, "partner.activities.next", "Time", ui.DateShort(ctx, dates.Of(*o.Next)), "Taken", o.Taken)
	}
	h.Actions = []ui.Btn{{Label: ui.T(ctx, "partner.sessions.link"), Href: ui.Href(ctx, sessionsPath(a.PartnerID, a.ID)), Kind: "line", Small: true, Icon: "calendar"}}
	return h
}

func statusChip(ctx context.Context, s partners.ActivityStatus) ui.ChipText {
	kind := map[partners.ActivityStatus]string{partners.Listed: "ok", partners.Draft: "warn"}[s]
	return ui.StateChip(kind, ui.T(ctx, "partner.status."+string(s)))
}

// activityPicture is the photo, or the poster that stands for it.
func activityPicture(ctx context.Context, a partners.Activity, wide bool) ui.Picture {
	pic := ui.Picture{Poster: poster.Spec{Slug: a.Slug, Kind: string(a.Kind), Season: posterSeason(a), Theme: a.Motif, Wide: wide}}
	if a.PhotoID != 0 {
		pic = stayview.PhotoPicture(a.PhotoID, a.PhotoAlt(ui.Lang(ctx)), photo.Focus{X: a.PhotoFocusX, Y: a.PhotoFocusY}, pic)
	}
	return pic
}

// posterSeason is the season in which the activity begins; summer for one that goes on all year.
func posterSeason(a partners.Activity) string {
	if a.AllYear() {
		return "summer"
	}
	return [12]string{"winter", "winter", "winter", "spring", "spring", "summer", "summer", "summer", "autumn", "autumn", "winter", "winter"}[a.SeasonFrom-1]
}

func season(ctx context.Context, a partners.Activity) string {
	if a.AllYear() {
		return ui.T(ctx, "partner.season.all")
	}
	return monthName(ui.Lang(ctx), a.SeasonFrom) + "–" + monthName(ui.Lang(ctx), a.SeasonTo)
}
