package notify

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/feedback"
)

// Feedback writes the mails about what people tell us of the site; it is what package feedback tells.
type Feedback struct {
	queue *jobs.Queue
	texts *i18n.Bundle
	link  func(lang, path string) string // absolute address of a page
}

// NewFeedback makes it; link gives the absolute address of one of our pages in a language.
func NewFeedback(queue *jobs.Queue, texts *i18n.Bundle, link func(lang, path string) string) *Feedback {
	return &Feedback{queue: queue, texts: texts, link: link}
}

// FeedbackGiven tells every network admin, each in their own language.
func (m *Feedback) FeedbackGiven(ctx context.Context, tx *postgres.Tx, f feedback.Message) error {
	admins, err := accounts.NetworkAdmins(ctx, tx)
	if err != nil {
		return err
	}
	for _, to := range admins {
		if err := enqueue(ctx, tx, m.queue, m.letter(f, to), fmt.Sprintf("feedback-%s-%d", f.Ref, to.PersonID)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Feedback) letter(f feedback.Message, to accounts.Recipient) letter {
	t := m.texts.For(to.Lang)
	topic := t.T("feedback.topic." + string(f.Topic))
	facts := [][2]string{{t.T("feedback.mail.topic"), topic}}
	if f.Page != "" {
		facts = append(facts, [2]string{t.T("feedback.mail.page"), f.Page})
	}
	if f.Email != "" {
		facts = append(facts, [2]string{t.T("feedback.mail.email"), f.Email}, [2]string{t.T("feedback.mail.answer_by"), dates.Format(f.AnswerBy(), to.Lang)})
	}
	return letter{to: to.Email, name: to.Name, lang: to.Lang, subject: t.T("feedback.mail.subject", "Ref", f.Ref, "Topic", topic), content: mail.Content{
		Lang: to.Lang, Title: t.T("feedback.mail.title"), Greeting: t.T("mail.hello", "Name", to.Name),
		Paragraphs: []string{t.T("feedback.mail.text"), f.Body},
		Facts:      append(facts, [2]string{t.T("feedback.mail.ref"), f.Ref}),
		Button:     &mail.Button{Label: t.T("feedback.mail.button"), URL: m.link(to.Lang, "/hallinta/palaute")},
		Footer:     t.T("mailpartner.applied.footer"),
	}}
}
