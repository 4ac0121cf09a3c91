package notify

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/mailjob"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// letter is one mail before it is dressed.
type letter struct {
	to, name, lang string
	key            string // the message id of a letter that is sent once, however often it is asked for; empty: by what it is about and who
	who            string // part of the message id, where one thing is told to several: booker, billing, partner-7, hub-1
	subject        string
	content        mail.Content
	attachments    []mail.Attachment
	unsubscribe    string // address that ends such letters by one click
}

// message is the letter as it is sent; id is the mail's for good.
func (l letter) message(id string) (mail.Message, error) {
	text, html, err := mail.Compose(l.content)
	return mail.Message{
		To: l.to, ToName: l.name, Lang: l.lang, Subject: l.subject, Text: text, HTML: html, Attachments: l.attachments, MessageID: id,
		Unsubscribe: l.unsubscribe,
	}, err
}

// enqueue puts the letter into the queue; it is sent when tx commits, and once for its id.
func enqueue(ctx context.Context, tx *postgres.Tx, queue *jobs.Queue, l letter, id string) error {
	m, err := l.message(id)
	if err != nil {
		return err
	}
	return mailjob.Enqueue(ctx, tx, queue, m)
}
