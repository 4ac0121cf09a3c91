package notify

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// Network writes the mails about meetings of those who run hubs, with the entry for a calendar; it is what package network tells.
type Network struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string
	now   func() time.Time
}

// NewNetwork makes it; link gives the absolute address of one of our pages in a language.
func NewNetwork(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string, now func() time.Time) *Network {
	return &Network{queue: queue, texts: texts, link: link, now: now}
}

const meetingsPath = "/verkosto/tapaamiset"

// Meeting tells each of them what is new about a meeting.
func (m *Network) Meeting(ctx context.Context, tx *postgres.Tx, what network.News, x network.Meeting, to []network.Recipient) error {
	for _, one := range to {
		if err := enqueue(ctx, tx, m.queue, m.meeting(what, x, one), fmt.Sprintf("network-meeting-%d-%d-%d", x.ID, x.Letters, one.PersonID)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Network) meeting(what network.News, x network.Meeting, to network.Recipient) letter {
	t := m.texts.For(to.Lang)
	when := dates.FormatDateTime(x.StartsAt, to.Lang)
	key, args := "networkmail.mail."+string(what), []any{"Title", x.Title, "When", when}
	page := m.link(to.Lang, fmt.Sprintf("%s/%d", meetingsPath, x.ID))
	c := mail.Content{
		Lang: to.Lang, Title: t.T(key+".title", args...), Greeting: t.T("mail.hello", "Name", to.Name), Paragraphs: []string{t.T(key+".text", args...)},
		Facts:  [][2]string{{t.T("networkmail.when"), when + "–" + dates.FormatTime(x.EndsAt, to.Lang)}},
		Button: &mail.Button{Label: t.T(key + ".button"), URL: page}, Footer: t.T("networkmail.footer"),
	}
	method := "PUBLISH"
	if what == network.Cancelled {
		method, c.Button.URL = "CANCEL", m.link(to.Lang, meetingsPath)
	}
	for _, f := range [][2]string{{"reason", x.Reason}, {"where", x.Place}, {"link", x.Link}} {
		if f[1] != "" && (what != network.Cancelled || f[0] == "reason") {
			c.Facts = append(c.Facts, [2]string{t.T("networkmail." + f[0]), f[1]})
		}
	}
	if x.Agenda != "" && what != network.Cancelled { // a line of it is a paragraph here: mails have no lines within one
		c.Paragraphs = append(c.Paragraphs, t.T("networkmail.agenda"))
		c.Paragraphs = append(c.Paragraphs, strings.FieldsFunc(x.Agenda, func(r rune) bool { return r == '\n' })...)
	}
	body := ics.Build(ics.Calendar{Name: x.Title, Method: method, Stamp: m.now(), Events: []ics.Event{x.Entry(page)}})
	return letter{
		to: to.Email, name: to.Name, lang: to.Lang, subject: t.T(key+".subject", args...), content: c,
		attachments: []mail.Attachment{{Name: fmt.Sprintf("hubittaako-%d.ics", x.ID), ContentType: ics.ContentType(method), Body: body}},
	}
}
