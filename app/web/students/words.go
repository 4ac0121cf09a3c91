package students

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners/students"
)

func kindName(ctx context.Context, k students.Kind) string {
	return ui.T(ctx, "students.kind."+string(k))
}

func kindOptions(ctx context.Context) (all []ui.Option) {
	for _, k := range students.Kinds() {
		all = append(all, ui.Option{Value: string(k), Label: kindName(ctx, k), Help: ui.T(ctx, "students.kind_help."+string(k))})
	}
	return all
}

func cornerOptions(corners []students.Corner) (all []ui.Option) {
	for _, k := range corners {
		all = append(all, ui.Option{Value: choice(k.PartnerID, k.HubID), Label: k.SchoolName + ", " + k.HubName})
	}
	return all
}

func hubOptions(hubs []hub.Hub) (all []ui.Option) {
	for _, h := range hubs {
		if h.Status == hub.Working {
			all = append(all, ui.Option{Value: itoa(h.ID), Label: h.Name})
		}
	}
	return all
}

var chipKinds = map[students.State]string{
	students.Sent: "warn", students.Returned: "warn", students.Declined: "bad", students.Published: "ok", students.Matched: "ok", students.Delivered: "ok", students.Done: "ok",
}

func stateChip(ctx context.Context, s students.State) ui.ChipText {
	return ui.StateChip(chipKinds[s], ui.T(ctx, "students.state."+string(s)))
}

// reward is what a student gets.
func reward(ctx context.Context, a students.Assignment) string {
	switch {
	case a.RewardCents > 0 && a.Reward != "":
		return ui.MoneyShort(ctx, a.RewardCents) + ", " + a.Reward
	case a.RewardCents > 0:
		return ui.MoneyShort(ctx, a.RewardCents)
	case a.Reward != "":
		return a.Reward
	}
	return ui.T(ctx, "students.no_reward")
}

func facts(ctx context.Context, a students.Assignment) []ui.Fact {
	return []ui.Fact{
		{Term: ui.T(ctx, "students.fact.kind"), Text: kindName(ctx, a.Kind)},
		{Term: ui.T(ctx, "students.fact.time"), Text: ui.T(ctx, "students.hours", "Count", a.Hours)},
		{Term: ui.T(ctx, "students.fact.people"), Text: ui.T(ctx, "students.people", "Count", a.People)},
		{Term: ui.T(ctx, "students.fact.reward"), Text: reward(ctx, a)},
		{Term: ui.T(ctx, "students.fact.where"), Text: ui.T(ctx, "students.at", "Hub", a.HubName)},
		{Term: ui.T(ctx, "students.field.wanted_by"), Text: ui.Date(ctx, a.WantedBy)},
	}
}

func rows(ctx context.Context, list []students.Assignment, path func(a students.Assignment) string, sub func(a students.Assignment) string) (all []ui.Row) {
	for _, a := range list {
		all = append(all, ui.Row{
			Title: a.Title, Sub: kindName(ctx, a.Kind) + ", " + sub(a) + ", " + ui.T(ctx, "students.by", "Day", ui.Date(ctx, a.WantedBy)), Href: ui.Href(ctx, path(a)),
			Chips: []ui.ChipText{stateChip(ctx, a.State)},
		})
	}
	return all
}

// when is the time of a meeting.
func when(ctx context.Context, m students.Meeting) string {
	return ui.Moment(ctx, m.StartsAt) + "–" + dates.FormatTime(m.EndsAt, ui.Lang(ctx))
}

func meetingChip(ctx context.Context, m students.Meeting) ui.ChipText {
	kind := map[string]string{students.Agreed: "ok", students.Proposed: "warn"}[m.State]
	return ui.StateChip(kind, ui.T(ctx, "students.meeting."+m.State))
}

// moveRows are what has happened, the newest last.
func moveRows(ctx context.Context, d students.Detail) (all []ui.Row) {
	for _, m := range d.Moves {
		who := d.CompanyName
		if m.BySchool {
			who = d.SchoolName
		}
		sub := who + ", " + ui.Moment(ctx, m.At)
		if m.Reason != "" {
			sub += ": " + m.Reason
		}
		all = append(all, ui.Row{Title: ui.T(ctx, "students.state."+string(m.State)), Sub: sub})
	}
	return all
}
