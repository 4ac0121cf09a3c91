package notify

import (
	"context"
	"fmt"
	"strings"

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

// excerpt is how much of a post a mail shows.
const excerpt = 600

func (m *Threads) posted(x thread.Thread, p thread.Post, to thread.Follower) letter {
	t := m.texts.For(to.Lang)
	args := []any{"Title", x.Title, "Name", p.Name}
	body := []rune(p.Body)
	if len(body) > excerpt {
		body = append(body[:excerpt:excerpt], '…')
	}
	follow := "/seuranta/" + to.Token
	return letter{
		to: to.Email, name: to.Name, lang: to.Lang, subject: t.T("threadmail.subject", args...), content: mail.Content{
			Lang: to.Lang, Title: t.T("threadmail.title", args...), Greeting: t.T("mail.hello", "Name", to.Name),
			Paragraphs: append([]string{t.T("threadmail.text", args...)}, strings.Split(string(body), "\n\n")...),
			Button:     &mail.Button{Label: t.T("threadmail.button"), URL: m.link(to.Lang, fmt.Sprintf("%s/%d?viesti=%d#viesti-%d", threadsPath, x.ID, p.ID, p.ID))},
			Footer:     t.T("threadmail.footer", "Link", m.link(to.Lang, follow)),
		},
		unsubscribe: m.link(i18n.First, follow+"/lopeta"),
	}
}
