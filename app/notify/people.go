package notify

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// toParticipants sends everybody whose address is known their own link: once for each link and address, whenever they are named.
func (m *Mails) toParticipants(d booking.Detail) (letters []letter) {
	if d.State != booking.Confirmed {
		return nil
	}
	for _, p := range d.Participants {
		if p.Email != "" && p.Token != "" {
			letters = append(letters, m.ownLink(d, p))
		}
	}
	return letters
}

func (m *Mails) ownLink(d booking.Detail, p booking.Participant) letter {
	lang := d.Lang
	t := m.texts.For(lang)
	days := dates.FormatRange(d.StartsOn, d.EndsOn, lang)
	args := []any{"Name", d.Name(lang), "Company", d.CompanyName, "Days", days}
	once := sha256.Sum256([]byte(p.Token + " " + strings.ToLower(p.Email)))
	return letter{
		to: p.Email, name: p.Name, lang: lang, who: "participant-" + strconv.Itoa(p.Position), key: fmt.Sprintf("stay-link-%s-%x", d.Ref, once[:12]),
		subject: t.T("linkmail.link.subject", args...), attachments: []mail.Attachment{m.calendar(d, lang, wholeStay(d, lang), false)},
		content: mail.Content{
			Lang: lang, Title: t.T("linkmail.link.title", args...), Greeting: t.T("mail.hello", "Name", p.Name), Paragraphs: []string{t.T("linkmail.link.text", args...)},
			Facts:  [][2]string{{t.T("mail.fact.stay"), d.Name(lang)}, {t.T("mail.fact.days"), days}, {t.T("mail.fact.hubs"), d.Hubs}},
			Button: &mail.Button{Label: t.T("linkmail.link.button"), URL: m.link(lang, "/jakso/"+p.Token)}, Footer: t.T("linkmail.footer", "Company", d.CompanyName),
		},
	}
}

// sendQueueOver tells who waited for a stay that the wait is over.
func (m *Mails) sendQueueOver(ctx context.Context, id int64) error {
	e, name, address, err := m.bookings.QueueEnded(ctx, id)
	if err != nil || address == "" || e.State != booking.QueueOver {
		return err
	}
	return m.db.InTx(ctx, func(tx *postgres.Tx) error {
		return enqueue(ctx, tx, m.queue, m.waitOver(e, name, address), fmt.Sprintf("queue-over-%d", e.ID))
	})
}

func (m *Mails) waitOver(e booking.QueueEntry, name, address string) letter {
	lang := e.Lang
	t := m.texts.For(lang)
	var days []string
	for _, d := range e.Days() {
		days = append(days, dates.Format(d, lang))
	}
	args := []any{"Name", e.Name(lang)}
	return letter{
		to: address, name: name, lang: lang, subject: t.T("linkmail.queue_over.subject", args...), content: mail.Content{
			Lang: lang, Title: t.T("linkmail.queue_over.title", args...), Greeting: t.T("mail.hello", "Name", name), Paragraphs: []string{t.T("linkmail.queue_over.text", args...)},
			Facts: [][2]string{
				{t.T("mail.fact.stay"), e.Name(lang)}, {t.T("linkmail.starts"), strings.Join(days, ", ")}, {t.T("mail.fact.people"), strconv.Itoa(e.People)},
			},
			Button: &mail.Button{Label: t.T("linkmail.queue_over.button"), URL: m.link(lang, "/paketit/"+e.PackageSlug)}, Footer: t.T("linkmail.queue_over.footer"),
		},
	}
}
