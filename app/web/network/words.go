package network

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// done says how a module stands.
func done(ctx context.Context, p network.Progress) string {
	switch {
	case p.Complete():
		return ui.T(ctx, "networkroom.state.done")
	case p.Done > 0:
		return ui.T(ctx, "networkroom.state.begun")
	}
	return ui.T(ctx, "networkroom.state.ahead")
}

func (v editView) title(ctx context.Context) string {
	if v.old.ID == 0 {
		return ui.T(ctx, "networkroom.new_module")
	}
	return v.old.Title().In(ui.Lang(ctx))
}

func (v editView) action() string {
	if v.old.ID == 0 {
		return coachPath + "/uusi"
	}
	return modulePath(v.old.ID) + "/muokkaa"
}

// when is the time of a meeting.
func when(ctx context.Context, m network.Meeting) string {
	return ui.Moment(ctx, m.StartsAt) + "–" + dates.FormatTime(m.EndsAt, ui.Lang(ctx))
}

// chip says how a meeting stands for the visitor; false where there is nothing to say.
func chip(ctx context.Context, m network.Meeting) (ui.ChipText, bool) {
	switch {
	case m.Cancelled:
		return ui.StateChip("bad", ui.T(ctx, "networkroom.cancelled")), true
	case m.Mine != nil && *m.Mine:
		return ui.StateChip("ok", ui.T(ctx, "networkroom.coming")), true
	case m.Mine != nil:
		return ui.StateChip("", ui.T(ctx, "networkroom.not_coming")), true
	}
	return ui.ChipText{}, false
}

// answerKind lets the button of what was said stand out.
func answerKind(mine *bool, comes bool) string {
	if mine != nil && *mine == comes {
		return ""
	}
	return "line"
}

func (v callView) title(ctx context.Context) string {
	if v.old.ID == 0 {
		return ui.T(ctx, "networkroom.new_meeting")
	}
	return v.old.Title
}

func (v callView) lead() string {
	if v.old.ID == 0 {
		return "networkroom.new_meeting_lead"
	}
	return "networkroom.edit_meeting_lead"
}

func (v callView) submit() string {
	if v.old.ID == 0 {
		return "networkroom.call"
	}
	return "networkroom.save"
}

func (v callView) action() string {
	if v.old.ID == 0 {
		return meetingsPath + "/uusi"
	}
	return MeetingPath(v.old.ID) + "/muokkaa"
}

// come is how the number of those who come is put: of what is over or cancelled, they only said so.
func (v meetingView) come() string {
	if v.Answerable(v.now) {
		return "networkroom.come"
	}
	return "networkroom.came"
}

// placed is the place of a meeting in a word or two.
func placed(ctx context.Context, m network.Meeting) string {
	if m.Place == "" {
		return ui.T(ctx, "networkroom.online")
	}
	return m.Place
}
