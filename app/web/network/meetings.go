package network

import (
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// meetingsView is the shared calendar.
type meetingsView struct {
	actor        access.Actor
	coming, past []network.Meeting
	feed         string // full address of the visitor's calendar; empty before they asked for one
}

// meetings is what is ahead, what was, and the address for calendar programs.
func (p pages) meetings(c *page.Ctx) error {
	v := meetingsView{actor: c.Actor()}
	var err error
	if v.coming, err = p.Network.Meetings(c.Context(), v.actor); err != nil {
		return err
	}
	if v.past, err = p.Network.PastMeetings(c.Context(), v.actor); err != nil {
		return err
	}
	token, err := p.Network.FeedToken(c.Context(), v.actor)
	if err != nil {
		return err
	}
	if token != "" {
		v.feed = c.URL(publicFeed + "/" + token + ".ics")
	}
	return c.Render(fiber.StatusOK, meetingsPage(v))
}

// meetingView is one meeting.
type meetingView struct {
	network.Meeting
	actor   access.Actor
	answers []network.Answer
	now     time.Time
	cancel  ui.Form
}

func (v meetingView) said(comes bool) (names []string) {
	for _, a := range v.answers {
		if a.Comes == comes {
			names = append(names, a.Name)
		}
	}
	return names
}

func (p pages) meetingView(c *page.Ctx) (v meetingView, err error) {
	id, err := c.ParamInt64("meeting")
	if err != nil {
		return v, err
	}
	v.actor, v.now, v.cancel = c.Actor(), p.Now(), ui.NewForm("peru")
	v.Meeting, v.answers, err = p.Network.Meeting(c.Context(), v.actor, id)
	return v, err
}

// meeting is one meeting and who comes.
func (p pages) meeting(c *page.Ctx) error {
	v, err := p.meetingView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, meetingPage(v))
}

// answer says whether the visitor comes.
func (p pages) answer(c *page.Ctx) error {
	id, err := c.ParamInt64("meeting")
	if err != nil {
		return err
	}
	said := c.FormValue("comes")
	if said != "yes" && said != "no" {
		return fault.New(fault.Invalid, "fault.form_stale")
	}
	if err := p.Network.Answer(c.Context(), c.Actor(), id, said == "yes"); err != nil {
		return err
	}
	c.Flash("ok", "networkroom.answered_"+said)
	return c.Redirect(MeetingPath(id))
}

// cancelMeeting calls it off.
func (p pages) cancelMeeting(c *page.Ctx) error {
	v, err := p.meetingView(c)
	if err != nil {
		return err
	}
	var f network.CancelForm
	if err = c.Decode(&f); err == nil {
		err = p.Network.CancelMeeting(c.Context(), v.actor, v.ID, f)
	}
	if err != nil {
		return c.Again(err, func(form ui.Form) templ.Component {
			v.cancel = called(speaking(c), form, "peru", "reason")
			return meetingPage(v)
		})
	}
	c.Flash("ok", "networkroom.meeting_cancelled")
	return c.Redirect(MeetingPath(v.ID))
}

// callView is a meeting's form; old is zero for a new one.
type callView struct {
	old  network.Meeting
	form ui.Form
	op   string
}

var meetingFields = []string{"title", "day", "from", "to", "place", "link", "agenda"}

// newMeeting is the form, an hour in the afternoon of a day next week to begin with.
func (p pages) newMeeting(c *page.Ctx) error {
	if !network.MayMeet(c.Actor()) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	day := dates.Today(p.Now()).StartOfWeek().AddDays(8)
	form := ui.NewForm("tapaaminen").SetDate("day", day).SetClock("from", 13*60).SetClock("to", 14*60)
	return c.Render(fiber.StatusOK, callPage(callView{form: form, op: opKey(c)}))
}

// addMeeting calls a meeting.
func (p pages) addMeeting(c *page.Ctx) error {
	var f network.MeetingForm
	op, err := c.OpKey()
	if err == nil {
		err = c.Decode(&f)
	}
	var id int64
	if err == nil {
		id, err = p.Network.AddMeeting(c.Context(), c.Actor(), f, op)
	}
	if err != nil {
		return callView{}.again(c, err)
	}
	c.Flash("ok", "networkroom.meeting_added")
	return c.Redirect(MeetingPath(id))
}

func (v callView) again(c *page.Ctx, err error) error {
	return c.Again(err, func(form ui.Form) templ.Component {
		v.form, v.op = called(speaking(c), form, "tapaaminen", meetingFields...), opKey(c)
		return callPage(v)
	})
}

// showMeeting is the form of a meeting that the visitor may change.
func (p pages) showMeeting(c *page.Ctx) error {
	v, err := p.meetingView(c)
	if err != nil {
		return err
	}
	if !v.Changeable(v.actor, v.now) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	m := v.Meeting
	form := ui.NewForm("tapaaminen").Set("title", m.Title).SetDate("day", m.Day()).SetClock("from", dates.MinutesOf(m.StartsAt)).SetClock("to", dates.MinutesOf(m.EndsAt)).
		Set("place", m.Place).Set("link", m.Link).Set("agenda", m.Agenda)
	return c.Render(fiber.StatusOK, callPage(callView{old: m, form: form}))
}

// editMeeting writes it anew.
func (p pages) editMeeting(c *page.Ctx) error {
	v, err := p.meetingView(c)
	if err != nil {
		return err
	}
	var f network.MeetingForm
	if err = c.Decode(&f); err == nil {
		err = p.Network.EditMeeting(c.Context(), v.actor, v.ID, f)
	}
	if err != nil {
		return callView{old: v.Meeting}.again(c, err)
	}
	c.Flash("ok", "networkroom.meeting_saved")
	return c.Redirect(MeetingPath(v.ID))
}
