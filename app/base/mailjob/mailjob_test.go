package mailjob_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/mailjob"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

var quiet = slog.New(slog.DiscardHandler)

// sink takes mails; fail says what to answer to each first.
type sink struct {
	mu   sync.Mutex
	fail []error
	got  []mail.Message
	sent chan struct{}
}

func (s *sink) Send(_ context.Context, m mail.Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.fail) > 0 {
		err := s.fail[0]
		s.fail = s.fail[1:]
		return err
	}
	s.got = append(s.got, m)
	if s.sent != nil {
		s.sent <- struct{}{}
	}
	return nil
}

func message(key string) mail.Message {
	return mail.Message{MessageID: key, To: "a@example.fi", ToName: "Äijä", Lang: "fi", Subject: "Hei", Text: "linkki",
		Attachments: []mail.Attachment{{Name: "a.ics", ContentType: "text/calendar", Body: []byte("BEGIN")}}}
}

func enqueue(t *testing.T, db *postgres.DB, after error, messages ...mail.Message) error {
	t.Helper()
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	return db.InTx(t.Context(), func(tx *postgres.Tx) error {
		for _, m := range messages {
			if err := mailjob.Enqueue(t.Context(), tx, queue, m); err != nil {
				return err
			}
		}
		return after
	})
}

func count(t *testing.T, db *postgres.DB, query string) int {
	t.Helper()
	var n int
	if err := db.Get(t.Context(), &n, query); err != nil {
		t.Fatal(err)
	}
	return n
}

func work(t *testing.T, db *postgres.DB, s *sink, key string) error {
	t.Helper()
	return mailjob.NewWorker(db, s, quiet).Work(t.Context(), &river.Job[mailjob.Args]{Args: mailjob.Args{Key: key}})
}

func TestAMailIsEnqueuedOnceForItsKey(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	second := message("k")
	second.Text = "another"
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if err := enqueue(t, db, nil, message("k"), second); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := count(t, db, `SELECT count(*) FROM river_job WHERE kind = 'mail.send'`); n != 1 {
		t.Fatalf("%d jobs", n)
	}
	if n := count(t, db, `SELECT count(*) FROM message WHERE content ->> 'text' = 'linkki'`); n != 1 {
		t.Fatalf("%d messages with the first text", n)
	}
}

func TestNothingIsLeftOfARollback(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	planned := errors.New("planned")
	if err := enqueue(t, db, planned, message("k")); !errors.Is(err, planned) {
		t.Fatal(err)
	}
	if n := count(t, db, `SELECT (SELECT count(*) FROM river_job) + (SELECT count(*) FROM message)`); n != 0 {
		t.Fatalf("%d rows left", n)
	}
}

func TestSendsWholeThenForgetsTheContent(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if err := enqueue(t, db, nil, message("k")); err != nil {
		t.Fatal(err)
	}
	s := &sink{fail: []error{errors.New("away")}}
	if err := work(t, db, s, "k"); err == nil {
		t.Fatal("a failed hand-over must be tried again")
	}
	for range 2 { // the second run finds it done
		if err := work(t, db, s, "k"); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.got) != 1 || s.got[0].Text != "linkki" || string(s.got[0].Attachments[0].Body) != "BEGIN" || s.got[0].MessageID != "k" {
		t.Fatalf("got %+v", s.got)
	}
	if n := count(t, db, `SELECT count(*) FROM message WHERE content IS NULL AND sent_at IS NOT NULL`); n != 1 {
		t.Fatal("content is still there")
	}
	if n := count(t, db, `SELECT count(*) FROM river_job WHERE args::text LIKE '%linkki%'`); n != 0 {
		t.Fatal("the content is in the job")
	}
	if err := enqueue(t, db, nil, message("k")); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, `SELECT count(*) FROM river_job`); n != 1 {
		t.Fatal("a sent mail was enqueued again")
	}
}

func TestARefusedMailIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if err := enqueue(t, db, nil, message("k")); err != nil {
		t.Fatal(err)
	}
	s := &sink{fail: []error{fmt.Errorf("%w: 550", mail.ErrRefused)}}
	for range 2 {
		if err := work(t, db, s, "k"); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, db, `SELECT count(*) FROM message WHERE content IS NULL AND refused_at IS NOT NULL AND sent_at IS NULL`); n != 1 || len(s.got) != 0 {
		t.Fatalf("refused %d, sent %d", n, len(s.got))
	}
}

func TestAMessageWithoutAnIDIsOurMistake(t *testing.T) {
	t.Parallel()
	if err := enqueue(t, pgtest.New(t), nil, message("")); err == nil {
		t.Fatal("taken")
	}
}

// TestThroughTheQueue runs the real thing: committed, found by the runner, sent.
func TestThroughTheQueue(t *testing.T) {
	t.Parallel()
	db, dsn := pgtest.NewWithDSN(t)
	s := &sink{sent: make(chan struct{}, 3)}
	workers := river.NewWorkers()
	river.AddWorker(workers, mailjob.NewWorker(db, s, quiet))
	runner, err := jobs.NewRunner(t.Context(), dsn, workers, nil, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if err := runner.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := enqueue(t, db, nil, message("a"), message("b"), message("c")); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		select {
		case <-s.sent:
		case <-time.After(30 * time.Second):
			t.Fatal("not sent")
		}
	}
	if err := runner.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range s.got {
		keys = append(keys, m.MessageID)
	}
	slices.Sort(keys)
	if !slices.Equal(keys, []string{"a", "b", "c"}) {
		t.Fatalf("sent %v", keys)
	}
}
