package eventview

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// ListPath is where everything that is on is listed; LetterPath is where the weekly letter is asked for.
const (
	ListPath   = "/tapahtumat"
	LetterPath = ListPath + "/viikkokirje"
)

// EventPath is the page of an event.
func EventPath(slug string) string { return ListPath + "/" + slug }

// Path is the page of an event with one of its occasions chosen.
func Path(o event.Occasion) string {
	return EventPath(o.Slug) + "?kerta=" + strconv.FormatInt(o.ID, 10)
}

// HubPath lists what is on at one hub.
func HubPath(slug string) string { return ListPath + "?hubi=" + slug }

// Hours are "9.00–10.00", or the whole of When for what ends on another day.
func Hours(ctx context.Context, o event.Occasion) string {
	if o.Long() {
		return o.When(ui.Lang(ctx))
	}
	return dates.FormatTime(o.StartsAt, ui.Lang(ctx)) + "–" + dates.FormatTime(o.EndsAt, ui.Lang(ctx))
}

// Theme is the name of a theme.
func Theme(ctx context.Context, t event.Theme) string { return ui.T(ctx, "event.theme."+string(t)) }

// Repeats says how often the event takes place, "" for once: "Joka keskiviikko".
func Repeats(ctx context.Context, o event.Occasion) string {
	if o.Event.Repeats == event.Once {
		return ""
	}
	nth := ""
	if o.Event.Repeats == event.Monthly {
		nth = ui.T(ctx, "event.nth."+map[int]string{1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}[event.NthOfMonth(o.FirstDay)])
	}
	return ui.T(ctx, "event.repeats."+string(o.Event.Repeats), "Day", dates.WeekdayName(o.Day.Weekday(), ui.Lang(ctx)), "Nth", nth)
}

var stateKinds = map[event.State]string{
	event.Come: "line", event.Open: "ok", event.Full: "warn", event.Closed: "", event.Over: "", event.Cancelled: "bad",
}

// fewSeats is when the page begins to say that there are few.
const fewSeats = 5

// State is what can be done about an occasion now, as a chip.
func State(ctx context.Context, o event.Occasion, now time.Time) ui.ChipText {
	s := o.StateAt(now)
	kind := stateKinds[s]
	if s == event.Open && o.Free() <= fewSeats {
		kind = "warn"
	}
	return ui.StateChip(kind, ui.T(ctx, "event.state."+string(s), "Count", o.Free()))
}

// Price is what one person pays there.
func Price(ctx context.Context, e event.Event) string {
	if e.PriceCents == 0 {
		return ui.T(ctx, "event.free")
	}
	return ui.MoneyShort(ctx, e.PriceCents)
}

// tones are the colours of themes in calendars; kinds are what their posters show, in winter and otherwise.
var (
	tones = map[event.Theme]string{
		event.Meet: "food", event.Learn: "study", event.Work: "work", event.Wellbeing: "sauna", event.Outdoors: "forest", event.Culture: "water", event.Students: "study",
	}
	motifs = map[event.Theme][2]string{
		event.Meet: {"coffee", "coffee"}, event.Learn: {"study", "study"}, event.Work: {"hub", "hub"}, event.Wellbeing: {"ice_swim", "sauna"},
		event.Outdoors: {"snowshoe", "forest"}, event.Culture: {"music", "music"}, event.Students: {"students", "students"},
	}
)

// Tone is the colour of a theme.
func Tone(t event.Theme) string { return cmp.Or(tones[t], "work") }

// Picture is the photo of an event with its words, or its poster. In a list the title beside it says what it is.
func Picture(ctx context.Context, o event.Occasion, wide bool) ui.Picture {
	drawn := ui.Picture{Poster: Poster(o, wide)}
	if o.PhotoID == 0 {
		return drawn
	}
	return stayview.PhotoPicture(o.PhotoID, o.PhotoAlt(ui.Lang(ctx)), o.PhotoFocus(), drawn)
}

// Poster is the picture of an event in the season and the light of the occasion.
func Poster(o event.Occasion, wide bool) poster.Spec {
	season := seasonOf(o.Day)
	motif := motifs[o.Theme][1]
	if season == "winter" {
		motif = motifs[o.Theme][0]
	}
	return poster.Spec{Slug: o.Slug, Season: season, Theme: cmp.Or(o.Motif, motif), Hour: poster.HourAt(season, dates.MinutesOf(o.StartsAt)), Wide: wide}
}

func seasonOf(d dates.Date) string {
	switch m := d.Month(); {
	case m == 12 || m <= 3:
		return "winter"
	case m <= 5:
		return "spring"
	case m <= 8:
		return "summer"
	}
	return "autumn"
}

// Around are the occasions that fall into the free hours of a stay: where the group is, or of the whole network.
func Around(p stayview.Plan, all []event.Occasion) (fit []event.Occasion) {
	for _, o := range all {
		if (o.HubID == 0 || o.HubID == p.HubOn(o.Day)) && p.Free(o.StartsAt, o.EndsAt) {
			fit = append(fit, o)
		}
	}
	return fit
}

// Joined are occasions as parts of a plan.
func Joined(all []event.Occasion, lang string) (sessions []stayview.PlanSession) {
	for _, o := range all {
		title, in := o.TitleText().Find(lang)
		sessions = append(sessions, stayview.PlanSession{
			Title: title, Lang: in, Kind: kinds[o.Theme], Motif: o.Motif, By: o.HubName, Place: o.Place, StartsAt: o.StartsAt, EndsAt: o.EndsAt, Cancelled: o.Cancelled,
		})
	}
	return sessions
}

// kinds are the kinds of activities that themes are nearest to.
var kinds = map[event.Theme]string{
	event.Meet: "food", event.Learn: "learning", event.Work: "learning", event.Wellbeing: "wellbeing", event.Outdoors: "recreation", event.Culture: "recreation",
	event.Students: "students",
}

// Hubs are the hubs of a plan and the network, for event.Filter.
func Hubs(p stayview.Plan) []int64 {
	ids := []int64{0}
	for _, d := range p.Days {
		if d.HubID != 0 && ids[len(ids)-1] != d.HubID {
			ids = append(ids, d.HubID)
		}
	}
	return ids
}

// FilterOf asks for what is on during a plan.
func FilterOf(p stayview.Plan, now time.Time) event.Filter {
	from := dates.At(p.Start, 0)
	if now.After(from) {
		from = now
	}
	return event.Filter{Hubs: Hubs(p), From: from, Until: dates.At(p.Start.AddDays(len(p.Days)), 0)}
}

// shortMonth is the month in a date block: "marras", "Nov", "nov".
func shortMonth(ctx context.Context, d dates.Date) string {
	name := dates.MonthName(d.Month(), ui.Lang(ctx))
	if ui.Lang(ctx) == "fi" {
		return strings.TrimSuffix(name, "kuu")
	}
	return name[:3]
}

func dateClass(o event.Occasion) string { return "happening " + Tone(o.Theme) }
