package stayview

import (
	"context"
	"fmt"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Refused says why a stay cannot start, naming the day, hub or activity that is short.
func Refused(ctx context.Context, pkg packages.Package, r packages.Refusal, people int) string {
	args := []any{"People", people, "Count", r.Free, "Free", r.Free, "Min", pkg.GroupMin, "Max", pkg.GroupMax, "Hub", hubAt(pkg, r.Leg)}
	if !r.Day.IsZero() {
		args = append(args, "Day", ui.DateShort(ctx, r.Day))
	}
	if it, ok := pkg.ItemAt(r.Item); ok {
		args = append(args, "Activity", it.Title(ui.Lang(ctx)))
	}
	if r.Clash != "" {
		return ui.T(ctx, "stay.clash."+r.Clash, append(args, "Meeting", meetingText(ctx, r.Meeting))...)
	}
	if r.Why == packages.WhyDesks && r.Free == 0 {
		return ui.T(ctx, "stay.why.desks_none", args...)
	}
	if r.Why == packages.WhyNights && r.Free == 0 {
		return ui.T(ctx, "stay.why.nights_none", args...)
	}
	return ui.T(ctx, "stay.why."+r.Why, args...)
}

func hubAt(pkg packages.Package, leg int) string {
	for _, l := range pkg.Legs {
		if l.Position == leg {
			return l.HubName
		}
	}
	return ""
}

var stateKinds = map[booking.State]string{
	booking.Held: "warn", booking.AwaitingPayment: "warn", booking.Confirmed: "ok", booking.Completed: "",
	booking.Cancelled: "bad", booking.Expired: "bad",
}

// State is a booking's state as a chip.
func State(ctx context.Context, s booking.State) ui.ChipText {
	return ui.StateChip(stateKinds[s], ui.T(ctx, "stay.state."+string(s)))
}

// Terms are the cancellation policy over time, for the start day or, when it is zero, for any. What has passed by today is
// left out.
func Terms(freeUntil, halfUntil int, start, today dates.Date) ui.CancelTerms {
	t := ui.CancelTerms{Start: start, Today: today}
	ahead := func(days int) bool { return start.IsZero() || !start.AddDays(-days).Before(today) }
	if ahead(freeUntil) {
		t.Steps = append(t.Steps, ui.CancelStep{DaysBefore: freeUntil})
	}
	if halfUntil < freeUntil && ahead(halfUntil) {
		t.Steps = append(t.Steps, ui.CancelStep{DaysBefore: halfUntil, PercentBP: 5000})
	}
	t.Steps = append(t.Steps, ui.CancelStep{PercentBP: 10000})
	return t
}

// Themes are the names of a package's themes.
func Themes(ctx context.Context, pkg packages.Package) []ui.ChipText {
	var chips []ui.ChipText
	for _, t := range pkg.ThemesOf() {
		chips = append(chips, ui.ChipText{Text: ui.T(ctx, "stay.theme."+t)})
	}
	return chips
}

// Places is "HUBteekki, Pihtipudas" or, for several hubs, their names.
func Places(ctx context.Context, pkg packages.Package) string {
	switch n := len(pkg.Legs); {
	case n == 0:
		return ""
	case n == 1:
		return pkg.Legs[0].HubName + ", " + pkg.Legs[0].Municipality
	}
	names, seen := "", map[int64]bool{}
	for _, l := range pkg.Legs {
		if seen[l.HubID] {
			continue
		}
		if names != "" {
			names += " + "
		}
		seen[l.HubID], names = true, names+l.HubName
	}
	return names
}

// PackagePoster is the picture of a package.
func PackagePoster(pkg packages.Package, wide bool) poster.Spec {
	return poster.Spec{Slug: pkg.Slug, Kind: "package", Season: pkg.Season, Theme: pkg.Motif, Wide: wide}
}

// ItemPoster is the picture of an activity of a package, in the package's season.
func ItemPoster(pkg packages.Package, it packages.Item) poster.Spec {
	return poster.Spec{Slug: it.ActivitySlug, Kind: it.Kind, Season: pkg.Season, Theme: it.Motif}
}

// ItemPicture is the photo of an activity of a package, or its poster.
func ItemPicture(ctx context.Context, pkg packages.Package, it packages.Item) ui.Picture {
	pic := ui.Picture{Poster: ItemPoster(pkg, it), Alt: it.Title(ui.Lang(ctx))}
	if it.PhotoID != 0 {
		pic = PhotoPicture(it.PhotoID, it.PhotoAlt(ui.Lang(ctx)), photo.Focus{X: it.PhotoFocusX, Y: it.PhotoFocusY}, pic)
	}
	return pic
}

// PhotoPath is the address of a photo at one of its widths.
func PhotoPath(id int64, width int) string { return fmt.Sprintf("/kuvat/%d/%d", id, width) }

// PhotoSrcset names all widths of a photo.
func PhotoSrcset(id int64) string {
	var all []string
	for _, w := range photo.Widths() {
		all = append(all, fmt.Sprintf("%s %dw", PhotoPath(id, w), w))
	}
	return strings.Join(all, ", ")
}

// PhotoPicture is a photo in the place of a poster, described and cut around its focus.
func PhotoPicture(id int64, alt string, focus photo.Focus, instead ui.Picture) ui.Picture {
	instead.Photo, instead.Srcset, instead.Alt, instead.Focus = PhotoPath(id, 800), PhotoSrcset(id), alt, focus
	return instead
}

// BookingPoster is the picture of the package that was booked.
func BookingPoster(b booking.Booking, wide bool) poster.Spec {
	return poster.Spec{Slug: b.PackageSlug, Kind: "package", Season: b.Season, Theme: b.Motif, Wide: wide}
}
