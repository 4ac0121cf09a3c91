package eventdesk

import (
	"context"
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

func meta(d desk, title string) ui.PageMeta {
	m := ui.PageMeta{Title: title, Area: ui.AreaStaff, Current: "events", Org: d.hub.ID, OrgName: d.hub.Name, Robots: "noindex"}
	if d.hub.ID == 0 {
		m.Area, m.OrgName = ui.AreaAdmin, ""
	}
	return m
}

// name is whose events these are.
func (d desk) name(ctx context.Context) string {
	if d.hub.ID == 0 {
		return ui.T(ctx, "event.network")
	}
	return d.hub.Name
}

func themeOptions(ctx context.Context) (all []ui.Option) {
	for _, t := range event.Themes() {
		all = append(all, ui.Option{Value: string(t), Label: eventview.Theme(ctx, t)})
	}
	return all
}

func repeatOptions(ctx context.Context) (all []ui.Option) {
	for _, r := range event.Repeats() {
		all = append(all, ui.Option{Value: string(r), Label: ui.T(ctx, "eventdesk.repeat."+string(r))})
	}
	return all
}

// motifOptions are what the poster of an event can show.
func motifOptions(ctx context.Context) (all []ui.Option) {
	for _, m := range poster.Themes() {
		switch m {
		case "podcast":
		case "hub":
			all = append(all, ui.Option{Value: m, Label: ui.T(ctx, "eventdesk.motif_hub")})
		default:
			all = append(all, ui.Option{Value: m, Label: ui.T(ctx, "partner.motif."+m)})
		}
	}
	return all
}

// taken is "6/8", and how many wait.
func taken(ctx context.Context, o event.Occasion) string {
	if o.Capacity == 0 {
		return "–"
	}
	s := strconv.Itoa(o.Taken) + "/" + strconv.Itoa(o.Capacity)
	if o.Waiting > 0 {
		s += " + " + ui.T(ctx, "event.panel.queue", "Count", o.Waiting)
	}
	return s
}

// signupChip says where somebody stands.
func signupChip(ctx context.Context, s event.Signup) ui.ChipText {
	kind := map[event.SignupState]string{event.SignupIn: "ok", event.SignupOffered: "warn"}[s.State]
	text := ui.T(ctx, "eventdesk.signup."+string(s.State))
	if s.State == event.SignupOffered && s.OfferedUntil != nil {
		text = ui.T(ctx, "eventdesk.signup.until", "Time", ui.Moment(ctx, *s.OfferedUntil))
	}
	return ui.StateChip(kind, text)
}

// placeHelp says what an empty place means.
func placeHelp(ctx context.Context, d desk) string {
	if d.hub.ID == 0 {
		return ui.T(ctx, "eventdesk.field.place_network")
	}
	return ui.T(ctx, "eventdesk.field.place_help", "Hub", d.hub.Name)
}
