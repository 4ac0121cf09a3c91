package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Events writes the mails about events, and the weekly letter; it is what package event tells. The keys of its mails begin with
// "event-": once such a mail has gone out, package event forgets where.
type Events struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string // absolute address of a page
	now   func() time.Time
}

// NewEvents makes it; link gives the absolute address of one of our pages in a language.
func NewEvents(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string, now func() time.Time) *Events {
	return &Events{queue: queue, texts: texts, link: link, now: now}
}

const eventsPath = "/tapahtumat"

// Signup tells one of those who signed up, or the booker of a group, what is new. Whoever is in gets the entry for their
// calendar, and gets it again when it changes or goes.
func (m *Events) Signup(ctx context.Context, tx *postgres.Tx, what event.News, o event.Occasion, s event.Signup) error {
	return enqueue(ctx, tx, m.queue, m.signup(what, o, s), fmt.Sprintf("event-%s-%d-%d", what, s.ID, s.Letters))
}

func (m *Events) signup(what event.News, o event.Occasion, s event.Signup) letter {
	t := m.texts.For(s.Lang)
	key := "event.mail." + string(what)
	args := []any{"Title", o.Title(s.Lang), "When", o.When(s.Lang), "Reason", o.Reason, "Until", ""}
	if s.OfferedUntil != nil {
		args[7] = dates.FormatDateTime(*s.OfferedUntil, s.Lang)
	}
	c := mail.Content{
		Lang: s.Lang, Title: t.T(key+".title", args...), Greeting: t.T("event.mail.hello", "Name", s.Name), Paragraphs: []string{t.T(key+".text", args...)},
		Facts: [][2]string{
			{t.T("event.mail.when"), o.WhenLong(s.Lang)}, {t.T("event.mail.where"), o.Address()}, {t.T("event.mail.seats"), fmt.Sprint(s.Seats)},
		},
		Button: &mail.Button{Label: t.T(key + ".button"), URL: m.link(s.Lang, eventsPath+"/paikka/"+s.Token)}, Footer: t.T("event.mail.footer"),
	}
	switch what {
	case event.CalledOff:
		c.Button.URL = m.link(s.Lang, eventsPath)
	case event.Lapsed:
		c.Button.URL = m.link(s.Lang, occasionPath(o))
	}
	if s.BookingRef != "" {
		m.forGroup(&c, t, what, o, s)
	}
	l := letter{to: s.Email, name: s.Name, lang: s.Lang, subject: t.T(key+".subject", args...), content: c}
	if what == event.GotIn || s.State == event.SignupIn && (what == event.CalledOff || what == event.Moved) {
		l.attachments = []mail.Attachment{m.entry(o, s.Lang)}
	}
	if what == event.Dropped { // it takes place without them: only their calendar loses it
		o.Cancelled, o.Seq = true, o.Seq+1
		l.attachments = []mail.Attachment{m.entry(o, s.Lang)}
	}
	return l
}

// forGroup leads the booker of a stay to its programme: the group's seats are given back there.
func (m *Events) forGroup(c *mail.Content, t *i18n.Translator, what event.News, o event.Occasion, s event.Signup) {
	c.Footer = t.T("event.mail.footer_group", "Name", s.Name)
	c.Button.URL = m.link(s.Lang, "/yritys/varaukset/"+s.BookingRef+"#tapahtumat")
	c.Button.Label = t.T("event.mail.in.button_group")
	if what == event.GotIn {
		c.Paragraphs = []string{t.T("event.mail.in.text_group", "Title", o.Title(s.Lang))}
	}
}

func (m *Events) entry(o event.Occasion, lang string) mail.Attachment {
	method := "PUBLISH"
	if o.Cancelled {
		method = "CANCEL"
	}
	body := ics.Build(ics.Calendar{Name: o.Title(lang), Method: method, Stamp: m.now(), Events: []ics.Event{o.Entry(lang, m.link(lang, occasionPath(o)))}})
	return mail.Attachment{Name: o.Slug + ".ics", ContentType: ics.ContentType(method), Body: body}
}

func occasionPath(o event.Occasion) string {
	return fmt.Sprintf("%s/%s?kerta=%d", eventsPath, o.Slug, o.ID)
}

// ReaderAsked sends the link that starts the weekly letter.
func (m *Events) ReaderAsked(ctx context.Context, tx *postgres.Tx, r event.Reader) error {
	return enqueue(ctx, tx, m.queue, m.asked(r), fmt.Sprintf("event-reader-%d-%d", r.ID, r.Letters))
}

func (m *Events) asked(r event.Reader) letter {
	t := m.texts.For(r.Lang)
	return letter{to: r.Email, lang: r.Lang, subject: t.T("event.mail.reader.subject"), content: mail.Content{
		Lang: r.Lang, Title: t.T("event.mail.reader.title"), Greeting: t.T("event.mail.hello_reader"), Paragraphs: []string{t.T("event.mail.reader.text")},
		Button: &mail.Button{Label: t.T("event.mail.reader.button"), URL: m.link(r.Lang, readerPath(r))}, Footer: t.T("event.mail.reader.footer"),
	}}
}

func readerPath(r event.Reader) string { return eventsPath + "/viikkokirje/" + r.Token }

// Letter sends a week's letter, once a reader. Mail programs offer to end it by one click (RFC 8058).
func (m *Events) Letter(ctx context.Context, tx *postgres.Tx, r event.Reader, week string, list []event.Occasion) error {
	return enqueue(ctx, tx, m.queue, m.weekly(r, list), fmt.Sprintf("event-letter-%s-%d", week, r.ID))
}

func (m *Events) weekly(r event.Reader, list []event.Occasion) letter {
	t := m.texts.For(r.Lang)
	c := mail.Content{
		Lang: r.Lang, Title: t.T("event.mail.letter.title"), Greeting: t.T("event.mail.hello_reader"), Paragraphs: []string{t.T("event.mail.letter.text", "Count", len(list))},
		Button: &mail.Button{Label: t.T("event.mail.letter.button"), URL: m.link(r.Lang, eventsPath)},
		Footer: t.T("event.mail.letter.footer", "Link", m.link(r.Lang, readerPath(r))),
	}
	for _, o := range list {
		c.Items = append(c.Items, mail.Item{Title: o.Title(r.Lang), Sub: o.When(r.Lang) + ", " + o.Where(), URL: m.link(r.Lang, occasionPath(o))})
	}
	return letter{
		to: r.Email, lang: r.Lang, subject: t.T("event.mail.letter.subject", "First", list[0].Title(r.Lang)), content: c,
		unsubscribe: m.link(i18n.First, readerPath(r)+"/lopeta"),
	}
}

// Belonging is what hangs on a stay without being a part of what was sold: it goes when the stay ends, and follows its changes.
type Belonging interface {
	StayEnded(ctx context.Context, tx *postgres.Tx, booking int64) error
	StayChanged(ctx context.Context, tx *postgres.Tx, booking int64) error
}

// Stays is a Queue that also looks after what belongs to a stay, events joined and rooms, when the stay changes or ends.
type Stays struct {
	*Queue
	belongings []Belonging
}

// NewStays makes it.
func NewStays(q *Queue, belongings ...Belonging) *Stays { return &Stays{q, belongings} }

func (e *Stays) ended(ctx context.Context, tx *postgres.Tx, id int64) error {
	for _, b := range e.belongings {
		if err := b.StayEnded(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// BookingCancelled gives the group's seats at events and its rooms back, and tells as Queue does.
func (e *Stays) BookingCancelled(ctx context.Context, tx *postgres.Tx, id int64) error {
	if err := e.ended(ctx, tx, id); err != nil {
		return err
	}
	return e.Queue.BookingCancelled(ctx, tx, id)
}

// BookingExpired gives the group's seats at events and its rooms back, and tells as Queue does.
func (e *Stays) BookingExpired(ctx context.Context, tx *postgres.Tx, id int64) error {
	if err := e.ended(ctx, tx, id); err != nil {
		return err
	}
	return e.Queue.BookingExpired(ctx, tx, id)
}

// StayChanged keeps what the group has joined and booked in step with its stay, and tells as Queue does.
func (e *Stays) StayChanged(ctx context.Context, tx *postgres.Tx, changeID int64) error {
	var id int64
	if err := tx.Get(ctx, &id, `/* notify.changedStay */ SELECT booking_id FROM booking_change WHERE id = $1`, changeID); err != nil {
		return err
	}
	for _, b := range e.belongings {
		if err := b.StayChanged(ctx, tx, id); err != nil {
			return err
		}
	}
	return e.Queue.StayChanged(ctx, tx, changeID)
}
