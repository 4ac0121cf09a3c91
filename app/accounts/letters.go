package accounts

import (
	"context"
	"embed"
	"io/fs"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/mailjob"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

//go:embed mails/*.toml
var mailFiles embed.FS

// mailTexts are the words of the letters in every language.
type mailTexts struct{ bundle *i18n.Bundle }

func loadMailTexts() (*mailTexts, error) {
	sub, err := fs.Sub(mailFiles, "mails")
	if err != nil {
		return nil, err
	}
	bundle, err := i18n.Load(sub)
	return &mailTexts{bundle}, err
}

// letter is one mail about an account; kind is its table in the texts.
type letter struct {
	kind   string
	to     string
	toName string
	lang   string
	link   string      // where the button leads
	org    string      // of an invitation or a sign-up, "" for the network
	role   access.Role // of an invitation
	by     string      // who invites, "" for the system
}

// mail puts a letter into the queue; it is sent when tx commits.
func (s *Service) mail(ctx context.Context, tx *postgres.Tx, l letter) error {
	m, err := s.texts.compose(l)
	if err != nil {
		return err
	}
	m.MessageID = "account-" + l.kind + "-" + newToken()
	return mailjob.Enqueue(ctx, tx, s.queue, m)
}

func (x *mailTexts) compose(l letter) (mail.Message, error) {
	t := x.bundle.For(l.lang)
	args := []any{"Org", l.org, "By", l.by, "Role", ""}
	if l.role != "" {
		args[5] = t.T("role." + string(l.role))
		if l.org == "" {
			args[1] = t.T("network")
		}
	}
	body := l.kind + ".body"
	if l.kind == "invite" && l.by == "" {
		body += "_system"
	}
	greeting := t.T("greeting_nobody")
	if l.toName != "" {
		greeting = t.T("greeting", "Name", l.toName)
	}
	subject := t.T(l.kind+".subject", args...)
	text, html, err := mail.Compose(mail.Content{
		Lang:       t.Lang(),
		Title:      subject,
		Greeting:   greeting,
		Paragraphs: []string{t.T(body, args...)},
		Button:     &mail.Button{Label: t.T(l.kind + ".button"), URL: l.link},
		Footer:     t.T(l.kind + ".footer"),
	})
	return mail.Message{To: l.to, ToName: l.toName, Lang: t.Lang(), Subject: subject, Text: text, HTML: html}, err
}
