package notify

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
)

// Threads writes the mails about discussions of those who run hubs; it is what package thread tells.
type Threads struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string // absolute address of a page
}

// NewThreads makes it; link gives the absolute address of one of our pages in a language.
func NewThreads(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string) *Threads {
	return &Threads{queue: queue, texts: texts, link: link}
}

const threadsPath = "/verkosto/keskustelut"

// Posted tells each follower of a new post. Mail programs offer to end such mails by one click (RFC 8058).
func (m *Threads) Posted(ctx context.Context, tx *postgres.Tx, t thread.Thread, p thread.Post, to []thread.Follower) error {
	for _, one := range to {
		if err := enqueue(ctx, tx, m.queue, m.posted(t, p, one), fmt.Sprintf("thread-post-%d-%d", p.ID, one.PersonID)); err != nil {
			return err
		}
	}
	return nil
}

// Reported tells network admins that a post is to be looked at.
func (m *Threads) Reported(ctx context.Context, tx *postgres.Tx, t thread.Thread, p thread.Post, reason string, by access.Actor, at time.Time) error {
	admins, err := accounts.NetworkAdmins(ctx, tx)
	if err != nil {
		return err
	}
	for _, to := range admins {
		if to.PersonID == by.PersonID {
			continue
		}
		if err := enqueue(ctx, tx, m.queue, m.reported(t, p, reason, by.Name, to), fmt.Sprintf("thread-report-%d-%d-%d", p.ID, at.UnixMicro(), to.PersonID)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Threads) reported(x thread.Thread, p thread.Post, reason, by string, to accounts.Recipient) letter {
	t := m.texts.For(to.Lang)
	return letter{to: to.Email, name: to.Name, lang: to.Lang, subject: t.T("threadmail.report.subject", "Title", x.Title), content: mail.Content{
		Lang: to.Lang, Title: t.T("threadmail.report.title"), Greeting: t.T("mail.hello", "Name", to.Name), Paragraphs: []string{t.T("threadmail.report.text", "Title", x.Title), shortened(p.Body)},
		Facts:  [][2]string{{t.T("threadmail.report.by"), by}, {t.T("threadmail.report.reason"), reason}, {t.T("threadmail.report.writer"), listed(p.Name, p.HubName)}},
		Button: &mail.Button{Label: t.T("threadmail.report.button"), URL: m.link(to.Lang, threadsPath+"/ilmoitukset")}, Footer: t.T("threadmail.report.footer"),
	}}
}

// excerpt is how much of a post a mail shows.
const excerpt = 600

func (m *Threads) posted(x thread.Thread, p thread.Post, to thread.Follower) letter {
	t := m.texts.For(to.Lang)
	args := []any{"Title", x.Title, "Name", p.Name}
	follow := "/seuranta/" + to.Token
	return letter{
		to: to.Email, name: to.Name, lang: to.Lang, subject: t.T("threadmail.subject", args...), content: mail.Content{
			Lang: to.Lang, Title: t.T("threadmail.title", args...), Greeting: t.T("mail.hello", "Name", to.Name),
			Paragraphs: append([]string{t.T("threadmail.text", args...)}, strings.Split(shortened(p.Body), "\n\n")...),
			Button:     &mail.Button{Label: t.T("threadmail.button"), URL: m.link(to.Lang, fmt.Sprintf("%s/%d?viesti=%d#viesti-%d", threadsPath, x.ID, p.ID, p.ID))},
			Footer:     t.T("threadmail.footer", "Link", m.link(to.Lang, follow)),
		},
		unsubscribe: m.link(i18n.First, follow+"/lopeta"),
	}
}

// shortened is the beginning of a post.
func shortened(text string) string {
	body := []rune(text)
	if len(body) > excerpt {
		body = append(body[:excerpt:excerpt], '…')
	}
	return string(body)
}
