package mail

import (
	"context"
	"errors"
	"strings"
	"unicode"
)

// Message is one mail to one person. It can be stored as JSON and sent later.
type Message struct {
	To          string       `json:"to"`
	ToName      string       `json:"to_name,omitempty"`
	Lang        string       `json:"lang"`
	Subject     string       `json:"subject"`
	Text        string       `json:"text"`
	HTML        string       `json:"html,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"`
	// MessageID names the mail for good: "booking-confirmed-17", or with a domain, "x@example.fi". It must not be empty.
	MessageID string `json:"message_id"`
	// Unsubscribe is the address that ends a mailing when it is posted to, or opened by a person. Empty for mails that nobody
	// subscribed to.
	Unsubscribe string `json:"unsubscribe,omitempty"`
}

// Attachment is a file that comes along. ContentType may have parameters: "text/calendar; method=PUBLISH".
type Attachment struct {
	Name        string `json:"name"`
	ContentType string `json:"content_type"`
	Body        []byte `json:"body"`
}

// Sender hands a mail over. It returns nil once the mail is out of our hands, ErrRefused for one that can never be
// delivered, and any other error for one that may go through later.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// ErrRefused marks a mail that the receiving side won't take, now or ever: there is no such address, or the mail itself
// is refused. Don't send it again.
var ErrRefused = errors.New("mail refused for good")

// oneLine keeps a header from ending early.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ") }
