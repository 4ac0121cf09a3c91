package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

const managerEmail = "yhteisomanageri@hubittaako.example"

// managers are the community managers of the demo; other hubs have none yet. Ticked is how many steps of the path they have taken.
var managers = []struct {
	email, name, hub string
	ticked           int
}{
	{managerEmail, "HUBteekin yhteisömanageri", "hubteekki", 8},
	{"manageri.lennatin@hubittaako.example", "Lennättimen yhteisömanageri", "lennatin", 15},
	{"manageri.saarijarvi@hubittaako.example", "Saarijärven yhteisömanageri", "demohubi-saarijarvi", 2},
}

// fillManagers lets people run hubs.
func (s *seeder) fillManagers(ctx context.Context) error {
	for _, m := range managers {
		id, err := s.person(ctx, m.email, m.name)
		if err != nil {
			return err
		}
		if err := s.Accounts.Grant(ctx, system, id, access.CommunityManager, s.hubs[m.hub]); err != nil {
			return fmt.Errorf("%s: %w", m.email, err)
		}
	}
	return nil
}

// manager is one of managers as they act, by their place in the list.
func (s *seeder) manager(ctx context.Context, n int) (access.Actor, error) {
	m := managers[n]
	id, err := s.person(ctx, m.email, m.name)
	return access.Actor{PersonID: id, Name: m.name, Email: m.email, Lang: "fi", Grants: []access.Grant{{Role: access.CommunityManager, Org: s.hubs[m.hub]}}}, err
}

// fillPath writes the path of the managers where there is none, and lets them walk as far as they have come.
func (s *seeder) fillPath(ctx context.Context) error {
	there, err := s.Network.Path(ctx, system)
	if err != nil || len(there) > 0 {
		return err
	}
	for _, m := range pathModules {
		if _, err := s.Network.AddModule(ctx, system, m, key("module", m.TitleFi)); err != nil {
			return fmt.Errorf("%s: %w", m.TitleFi, err)
		}
	}
	for n := range managers {
		if err := s.walk(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) walk(ctx context.Context, n int) error {
	actor, err := s.manager(ctx, n)
	if err != nil {
		return err
	}
	path, err := s.Network.Path(ctx, actor)
	if err != nil {
		return err
	}
	left := managers[n].ticked
	for _, m := range path {
		var done []int64
		for _, step := range m.Steps[:min(left, len(m.Steps))] {
			done = append(done, step.ID)
		}
		left -= len(done)
		if err := s.Network.Tick(ctx, actor, m.ID, done); err != nil {
			return err
		}
	}
	return nil
}

// meetingData is a meeting of the demo, on a weekday some weeks from the first run. By is who of managers calls it; answers are those of
// all of them in their order: y, n or nothing.
type meetingData struct {
	title, place, link, agenda string
	weeks, weekday, from, to   int
	by                         int
	answers                    string
	cancelled                  string
}

var meetings = []meetingData{
	{"Managerien kuukausikahvit", "", "https://kokous.hubittaako.example/kahvit", "Kuulumiset hubeilta\nKevään ryhmät: kuka ottaa vastaan ja milloin\nYksi hyvä idea jokaiselta", 1, 3, 9 * 60, 10 * 60, 1, "yy ", ""},
	{"Käynti Lennättimellä", "Lennätin", "", "Kierros taloon ja perjantaisauna\nMiten yrittäjän tunti saatiin käyntiin", 3, 5, 13 * 60, 17 * 60, 0, "yyn", ""},
	{"Turvallisuuskävely", "HUBteekki", "", "Käydään läpi poistumistiet, ensiapu ja sauna", 2, 2, 12 * 60, 13 * 60, 0, "y  ", "Siirretään keväälle, kun lumet ovat sulaneet."},
}

// fillMeetings calls the meetings of the managers.
func (s *seeder) fillMeetings(ctx context.Context) error {
	there, err := s.Network.Meetings(ctx, system)
	if err != nil || len(there) > 0 {
		return err
	}
	for _, m := range meetings {
		if err := s.meeting(ctx, m); err != nil {
			return fmt.Errorf("%s: %w", m.title, err)
		}
	}
	return nil
}

func (s *seeder) meeting(ctx context.Context, m meetingData) error {
	caller, err := s.manager(ctx, m.by)
	if err != nil {
		return err
	}
	day := s.today.StartOfWeek().AddDays(7*m.weeks + m.weekday - 1)
	form := network.MeetingForm{Title: m.title, Day: day, From: &m.from, To: &m.to, Place: m.place, Link: m.link, Agenda: m.agenda}
	id, err := s.Network.AddMeeting(ctx, caller, form, key("meeting", m.title, day.String()))
	if err != nil {
		return err
	}
	for n, said := range m.answers {
		if said == ' ' {
			continue
		}
		who, err := s.manager(ctx, n)
		if err != nil {
			return err
		}
		if err := s.Network.Answer(ctx, who, id, said == 'y'); err != nil {
			return err
		}
	}
	if m.cancelled == "" {
		return nil
	}
	return s.Network.CancelMeeting(ctx, caller, id, network.CancelForm{Reason: m.cancelled})
}
