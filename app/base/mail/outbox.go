package mail

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Outbox is the Sender where no mail server is set: it keeps mails in the table mail_outbox, for people to read on the
// development page. Nothing leaves the machine.
type Outbox struct{ db *postgres.DB }

// NewOutbox keeps mails in db.
func NewOutbox(db *postgres.DB) *Outbox { return &Outbox{db: db} }

// Stored is a mail in the outbox.
type Stored struct {
	ID        int64
	CreatedAt time.Time
	Message
}

type storedRow struct {
	ID          int64     `db:"id"`
	MessageID   string    `db:"message_id"`
	To          string    `db:"to_addr"`
	ToName      string    `db:"to_name"`
	Lang        string    `db:"lang"`
	Subject     string    `db:"subject"`
	Text        string    `db:"body_text"`
	HTML        string    `db:"body_html"`
	Attachments []byte    `db:"attachments"`
	CreatedAt   time.Time `db:"created_at"`
}

// Send keeps the mail. One whose MessageID is there already is kept once.
func (o *Outbox) Send(ctx context.Context, m Message) error {
	if m.MessageID == "" {
		return errors.New("mail: no message id")
	}
	attachments := m.Attachments
	if attachments == nil {
		attachments = []Attachment{}
	}
	return o.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* mail.keep */
			INSERT INTO mail_outbox (message_id, to_addr, to_name, lang, subject, body_text, body_html, attachments)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT ON CONSTRAINT mail_outbox_message_id DO NOTHING`,
			m.MessageID, m.To, m.ToName, m.Lang, oneLine(m.Subject), m.Text, m.HTML, postgres.JSON(attachments))
		return err
	})
}

// List gives the newest mails first, without their attachments' contents.
func (o *Outbox) List(ctx context.Context, limit int) ([]Stored, error) {
	var rows []storedRow
	err := o.db.Select(ctx, &rows, `/* mail.list */
		SELECT id, message_id, to_addr, to_name, lang, subject, body_text, body_html, created_at,
			coalesce((SELECT jsonb_agg(a - 'body') FROM jsonb_array_elements(attachments) a), '[]') AS attachments
		FROM mail_outbox ORDER BY id DESC LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	list := make([]Stored, len(rows))
	for i, r := range rows {
		if list[i], err = r.stored(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Get gives one mail whole, NotFound if it isn't there.
func (o *Outbox) Get(ctx context.Context, id int64) (Stored, error) {
	var row storedRow
	err := o.db.Get(ctx, &row, `/* mail.get */
		SELECT id, message_id, to_addr, to_name, lang, subject, body_text, body_html, attachments, created_at
		FROM mail_outbox WHERE id = $1`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Stored{}, fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return Stored{}, err
	}
	return row.stored()
}

func (r storedRow) stored() (Stored, error) {
	s := Stored{ID: r.ID, CreatedAt: r.CreatedAt, Message: Message{
		To: r.To, ToName: r.ToName, Lang: r.Lang, Subject: r.Subject, Text: r.Text, HTML: r.HTML, MessageID: r.MessageID,
	}}
	if err := json.Unmarshal(r.Attachments, &s.Attachments); err != nil {
		return Stored{}, fmt.Errorf("mail: attachments of %d: %w", r.ID, err)
	}
	return s, nil
}
