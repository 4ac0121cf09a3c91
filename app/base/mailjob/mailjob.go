package mailjob

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// maxAttempts spreads over about two days, longer than mail servers are usually away.
const maxAttempts = 16

// Args is the job of sending one mail; the mail itself stands in the table message.
type Args struct {
	Key string `json:"key"`
}

// Kind names the job.
func (Args) Kind() string { return "mail.send" }

// Enqueue stores the mail and asks for it to be sent when tx commits. A mail with the same MessageID is sent once, however
// often and by whomever it is asked for; the first content counts.
func Enqueue(ctx context.Context, tx *postgres.Tx, queue *jobs.Queue, m mail.Message) error {
	if m.MessageID == "" {
		return errors.New("mailjob: no message id")
	}
	res, err := tx.Exec(ctx, `/* mailjob.Enqueue */
		INSERT INTO message (key, to_addr, to_name, lang, content) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING`,
		m.MessageID, m.To, m.ToName, m.Lang, postgres.JSON(m))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return queue.Insert(ctx, tx, Args{Key: m.MessageID}, &river.InsertOpts{MaxAttempts: maxAttempts})
}

// Worker sends what Enqueue stored. A mail may be handed over twice when the process dies in between, with the same
// MessageID both times.
type Worker struct {
	river.WorkerDefaults[Args]
	db     *postgres.DB
	sender mail.Sender
	log    *slog.Logger
}

// NewWorker makes the worker that boot registers with River.
func NewWorker(db *postgres.DB, sender mail.Sender, log *slog.Logger) *Worker {
	return &Worker{db: db, sender: sender, log: log}
}

// Timeout leaves room for a mail server that takes its time to connect and again to answer.
func (w *Worker) Timeout(*river.Job[Args]) time.Duration { return 45 * time.Second }

// Work hands one mail over. A mail that is refused for good is noted and not tried again.
func (w *Worker) Work(ctx context.Context, job *river.Job[Args]) error {
	m, waiting, err := w.content(ctx, job.Args.Key)
	if err != nil || !waiting {
		return err
	}
	err = w.sender.Send(ctx, m)
	if errors.Is(err, mail.ErrRefused) {
		w.log.WarnContext(ctx, "mail refused", "key", job.Args.Key, "reason", err)
		return w.done(ctx, `/* mailjob.refused */ UPDATE message SET refused_at = now(), content = NULL WHERE key = $1 AND content IS NOT NULL`, job.Args.Key)
	}
	if err != nil {
		return err
	}
	return w.done(ctx, `/* mailjob.sent */ UPDATE message SET sent_at = now(), content = NULL WHERE key = $1 AND content IS NOT NULL`, job.Args.Key)
}

// content is the mail, and whether it still waits.
func (w *Worker) content(ctx context.Context, key string) (m mail.Message, waiting bool, err error) {
	var stored []byte
	err = w.db.Get(ctx, &stored, `/* mailjob.content */ SELECT content FROM message WHERE key = $1`, key)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, river.JobCancel(fmt.Errorf("no message %s", key))
	}
	if err != nil || stored == nil {
		return m, false, err
	}
	return m, true, json.Unmarshal(stored, &m)
}

func (w *Worker) done(ctx context.Context, query, key string) error {
	return w.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, query, key)
		return err
	})
}
