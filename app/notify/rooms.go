package notify

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// Rooms writes the mails about rooms, with the entry for a calendar: to who booked, and to the hub. It is what package room tells.
type Rooms struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string
	now   func() time.Time
}

// NewRooms makes it; link gives the absolute address of one of our pages in a language.
func NewRooms(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string, now func() time.Time) *Rooms {
	return &Rooms{queue: queue, texts: texts, link: link, now: now}
}

// RoomBooked tells of a new booking.
func (m *Rooms) RoomBooked(ctx context.Context, tx *postgres.Tx, b room.Booking) error {
	return m.tell(ctx, tx, "booked", b)
}

// RoomCancelled tells that the room is free again.
func (m *Rooms) RoomCancelled(ctx context.Context, tx *postgres.Tx, b room.Booking) error {
	return m.tell(ctx, tx, "cancelled", b)
}

func (m *Rooms) tell(ctx context.Context, tx *postgres.Tx, what string, b room.Booking) error {
	for _, l := range m.letters(what, b) {
		if err := enqueue(ctx, tx, m.queue, l, fmt.Sprintf("room-%s-%d-%s", what, b.ID, l.who)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Rooms) letters(what string, b room.Booking) (list []letter) {
	if b.Email != "" {
		path := "/hubit/" + b.HubSlug + "/tilat"
		if b.CompanyID != 0 {
			path = "/yritys/" + strconv.FormatInt(b.CompanyID, 10) + "/tilat"
		}
		list = append(list, m.letter(what, "room.mail."+what, b, letter{to: b.Email, who: "booker", lang: b.Lang}, path))
	}
	if b.HubEmail != "" {
		path := fmt.Sprintf("/hubi/%d/tilat?viikko=%s", b.HubID, b.Day)
		list = append(list, m.letter(what, "room.mail.hub_"+what, b, letter{to: b.HubEmail, name: b.HubName, who: "hub", lang: i18n.First}, path))
	}
	return list
}

func (m *Rooms) letter(what, key string, b room.Booking, l letter, path string) letter {
	t := m.texts.For(l.lang)
	args := []any{"Room", b.Room(l.lang), "Hub", b.HubName, "When", b.When(l.lang), "For", b.For()}
	l.subject = t.T(key+".subject", args...)
	l.content = mail.Content{
		Lang: l.lang, Title: t.T(key+".title", args...), Greeting: t.T("event.mail.hello_reader"), Paragraphs: []string{t.T(key+".text", args...)},
		Facts: [][2]string{
			{t.T("room.mail.room"), b.Room(l.lang)}, {t.T("room.mail.when"), b.When(l.lang)}, {t.T("room.mail.where"), b.Address()},
			{t.T("room.mail.for"), b.For()}, {t.T("room.mail.people"), strconv.Itoa(b.People)}, {t.T("room.mail.ref"), b.Ref},
		},
		Button: &mail.Button{Label: t.T(key + ".button"), URL: m.link(l.lang, path)}, Footer: t.T("room.mail.footer", args...),
	}
	if what == "booked" {
		price := t.T("room.free")
		if b.Gross() > 0 {
			price = t.T("room.mail.price_text", "Sum", money.Format(b.Gross(), l.lang))
		}
		l.content.Facts = append(l.content.Facts, [2]string{t.T("room.mail.price"), price})
	}
	if b.Reason != "" {
		l.content.Facts = append(l.content.Facts, [2]string{t.T("room.mail.reason"), b.Reason})
	}
	if b.Note != "" {
		l.content.Facts = append(l.content.Facts, [2]string{t.T("room.mail.note"), b.Note})
	}
	l.attachments = []mail.Attachment{m.Entry(b, l.lang, m.link(l.lang, path))}
	return l
}

// Entry is the booking as a file for calendars.
func (m *Rooms) Entry(b room.Booking, lang, url string) mail.Attachment {
	method := "PUBLISH"
	if b.Cancelled {
		method = "CANCEL"
	}
	body := ics.Build(ics.Calendar{Name: b.Room(lang), Method: method, Stamp: m.now(), Events: []ics.Event{b.Entry(lang, url)}})
	return mail.Attachment{Name: b.Ref + ".ics", ContentType: ics.ContentType(method), Body: body}
}
