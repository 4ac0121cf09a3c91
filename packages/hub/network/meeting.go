package network

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Meeting is when those who run hubs meet. Mine is the actor's answer, nil for none.
type Meeting struct {
	ID        int64     `db:"id"`
	MadeBy    int64     `db:"made_by"` // 0: not known any more
	MadeName  string    `db:"made_name"`
	Title     string    `db:"title"`
	StartsAt  time.Time `db:"starts_at"`
	EndsAt    time.Time `db:"ends_at"`
	Place     string    `db:"place"`
	Link      string    `db:"link"`
	Agenda    string    `db:"agenda"`
	Cancelled bool      `db:"cancelled"`
	Reason    string    `db:"reason"` // why it was cancelled
	Seq       int       `db:"seq"`
	Letters   int       `db:"letters"`
	Coming    int       `db:"coming"`
	Mine      *bool     `db:"mine"`
}

// Day is when it begins in Finland.
func (m Meeting) Day() dates.Date { return dates.Of(m.StartsAt) }

// Over says that it has ended.
func (m Meeting) Over(now time.Time) bool { return !m.EndsAt.After(now) }

// Begun says that it has begun, or ended: it is too late to change it.
func (m Meeting) Begun(now time.Time) bool { return !m.StartsAt.After(now) }

// Where is the place, or the link where there is none.
func (m Meeting) Where() string { return cmp.Or(m.Place, m.Link) }

// Entry is the meeting in calendars; address is its page.
func (m Meeting) Entry(address string) ics.Event {
	text := strings.TrimSpace(m.Agenda + "\n\n" + m.Link)
	if m.Cancelled {
		text = m.Reason
	}
	return ics.Event{
		UID: fmt.Sprintf("network-meeting-%d@hubittaako", m.ID), Seq: m.Seq, Start: m.StartsAt, End: m.EndsAt, Summary: m.Title, Description: text,
		Location: m.Where(), URL: address, Cancelled: m.Cancelled,
	}
}

// mayChange says whether the actor may change or cancel it: who made it, as long as they may call meetings, and network admins.
func (m Meeting) mayChange(actor access.Actor) bool {
	return actor.IsAdmin() || MayMeet(actor) && m.MadeBy == actor.PersonID
}

// Changeable says whether the actor may still change or cancel it; pages show their buttons by it.
func (m Meeting) Changeable(actor access.Actor, now time.Time) bool {
	return m.mayChange(actor) && !m.Cancelled && !m.Begun(now)
}

// Answerable says whether people still say if they come.
func (m Meeting) Answerable(now time.Time) bool { return !m.Cancelled && !m.Over(now) }

// MeetingForm is a meeting as it is written. Times are minutes past midnight on Finnish clocks.
type MeetingForm struct {
	Title  string     `form:"title"`
	Day    dates.Date `form:"day"`
	From   *int       `form:"from,clock"`
	To     *int       `form:"to,clock"`
	Place  string     `form:"place"`
	Link   string     `form:"link"`
	Agenda string     `form:"agenda"`
}

const (
	maxAgenda = 3000
	maxWhere  = 200
	maxLink   = 500
	maxReason = 500
	farDays   = 2 * 366
)

func (f *MeetingForm) check(now time.Time) error {
	f.Title, f.Place, f.Link, f.Agenda = typed.Line(f.Title), typed.Line(f.Place), typed.Word(f.Link), typed.Text(f.Agenda)
	if f.Link != "" && !strings.Contains(f.Link, ":") {
		f.Link = "https://" + f.Link
	}
	var c checker
	c.text("title", f.Title, maxTitle, true)
	f.checkTime(&c, now)
	c.add(f.Place == "" && f.Link == "", "place", "field.meeting_where")
	c.text("place", f.Place, maxWhere, false)
	c.text("link", f.Link, maxLink, false)
	c.add(f.Link != "" && !secure(f.Link), "link", "field.meeting_link")
	c.text("agenda", f.Agenda, maxAgenda, false)
	return fault.Check(c.fields)
}

func (f *MeetingForm) checkTime(c *checker, now time.Time) {
	today := dates.Today(now)
	c.add(f.Day.IsZero(), "day", "field.required")
	c.add(f.Day.Before(today), "day", "field.day_past")
	c.add(!f.Day.IsZero() && f.Day.Sub(today) > farDays, "day", "field.day_far")
	c.add(f.From == nil, "from", "field.required")
	c.add(f.To == nil, "to", "field.required")
	if f.From == nil || f.To == nil {
		return
	}
	c.add(!dates.At(f.Day, *f.From).Before(dates.At(f.Day, *f.To)), "to", "field.meeting_order")
	c.add(f.Day == today && !dates.At(f.Day, *f.From).After(now), "from", "field.session_past")
}

// secure says whether a link leads to a site by https and shows nobody's password.
func secure(link string) bool {
	u, err := url.Parse(link)
	return err == nil && u.Scheme == "https" && u.User == nil && strings.Contains(u.Hostname(), ".")
}

const meetingSelect = `
	SELECT m.id, coalesce(m.made_by, 0) AS made_by, coalesce(p.name, '') AS made_name, m.title, m.starts_at, m.ends_at, m.place, m.link, m.agenda,
		m.cancelled_at IS NOT NULL AS cancelled, m.reason, m.seq, m.letters,
		(SELECT count(*) FROM network_answer a WHERE a.meeting_id = m.id AND a.comes) AS coming,
		(SELECT a.comes FROM network_answer a WHERE a.meeting_id = m.id AND a.person_id = $1) AS mine
	FROM network_meeting m LEFT JOIN person p ON p.id = m.made_by `

// Meetings are those that have not ended, the next first. Members of any hub and network admins may, here and below.
func (s *Service) Meetings(ctx context.Context, actor access.Actor) (list []Meeting, err error) {
	if err := mayEnter(actor); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* network.Meetings */`+meetingSelect+`WHERE m.ends_at > $2 ORDER BY m.starts_at, m.id`, actor.PersonID, s.now())
	return list, err
}

// PastMeetings are the latest of those that have ended, the newest first.
func (s *Service) PastMeetings(ctx context.Context, actor access.Actor) (list []Meeting, err error) {
	if err := mayEnter(actor); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* network.PastMeetings */`+meetingSelect+`WHERE m.ends_at <= $2 ORDER BY m.starts_at DESC, m.id DESC LIMIT 20`, actor.PersonID, s.now())
	return list, err
}

// Answer is what somebody has said.
type Answer struct {
	PersonID int64  `db:"person_id"`
	Name     string `db:"name"`
	Comes    bool   `db:"comes"`
}

// Meeting is one meeting and who comes. Error: NotFound.
func (s *Service) Meeting(ctx context.Context, actor access.Actor, id int64) (m Meeting, answers []Answer, err error) {
	if err := mayEnter(actor); err != nil {
		return m, nil, err
	}
	if m, err = meeting(ctx, s.db, actor, id, ""); err != nil {
		return m, nil, err
	}
	err = s.db.Select(ctx, &answers, `/* network.answers */
		SELECT a.person_id, p.name, a.comes FROM network_answer a JOIN person p ON p.id = a.person_id
		WHERE a.meeting_id = $1 AND p.disabled_at IS NULL ORDER BY a.comes DESC, p.name COLLATE "fi-x-icu", p.id`, id)
	return m, answers, err
}

func meeting(ctx context.Context, r postgres.Reader, actor access.Actor, id int64, lock string) (m Meeting, err error) {
	err = r.Get(ctx, &m, `/* network.meeting */`+meetingSelect+`WHERE m.id = $2 `+lock, actor.PersonID, id)
	return m, found(err)
}
