package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// note is a job that leaves its text in a channel.
type note struct {
	Text  string `json:"text" river:"unique"`
	Fails int    `json:"fails"`
	Panic bool   `json:"panic"`
}

func (note) Kind() string { return "note" }

type noteWorker struct {
	river.WorkerDefaults[note]
	done chan string
}

func (w *noteWorker) NextRetry(*river.Job[note]) time.Time { return time.Now() }
func (w *noteWorker) Work(_ context.Context, job *river.Job[note]) error {
	if job.Args.Panic && job.Attempt == 1 {
		panic("planted panic")
	}
	if job.Attempt <= job.Args.Fails {
		return errors.New("planted failure")
	}
	w.done <- job.Args.Text
	return nil
}

// TestInsertedByOneDriverWorkedByTheOther is the contract with River: should an update break our driver, it shows here.
func TestInsertedByOneDriverWorkedByTheOther(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.start(t)

	gone := errors.New("change of mind")
	err := h.db.InTx(t.Context(), func(tx *postgres.Tx) error {
		h.insert(t, tx, note{Text: "rolled back"}, nil)
		return gone
	})
	if !errors.Is(err, gone) {
		t.Fatal(err)
	}
	h.commit(t, note{Text: "plain"}, nil)
	h.commit(t, note{Text: "again", Fails: 1}, &river.InsertOpts{Tags: []string{"mail", "invoice-due"}, Priority: 2})
	h.commit(t, note{Text: "panicked", Panic: true}, nil)
	h.commit(t, note{Text: "later"}, &river.InsertOpts{ScheduledAt: time.Now().Add(time.Second)})

	got := map[string]bool{}
	for range 4 {
		got[h.next(t)] = true
	}
	for _, want := range []string{"plain", "again", "panicked", "later"} {
		if !got[want] {
			t.Errorf("%q was not worked; got %v", want, got)
		}
	}
	if n := h.count(t, "rolled back"); n != 0 {
		t.Errorf("a job whose transaction was rolled back is in the queue")
	}
	for _, want := range []string{"job failed", "planted failure", "job panicked", "planted panic"} {
		if !strings.Contains(h.log.String(), want) {
			t.Errorf("the log does not say %q", want)
		}
	}
	if strings.Contains(h.log.String(), `"again"`) {
		t.Error("a job's arguments stand in the log")
	}
}

func TestUniqueAcrossBothDrivers(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	once := &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true}}
	err := h.db.InTx(t.Context(), func(tx *postgres.Tx) error { // twice in one transaction
		h.insert(t, tx, note{Text: "once", Fails: 1}, once)
		h.insert(t, tx, note{Text: "once", Fails: 2}, once)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.commit(t, note{Text: "once"}, once) // and in another

	pool, err := pgxpool.New(t.Context(), h.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	native, err := river.NewClient(riverpgxv5.New(pool), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := native.Insert(t.Context(), note{Text: "once"}, once)
	if err != nil || !result.UniqueSkippedAsDuplicate {
		t.Errorf("River's own driver does not see our job as the same (%v)", err)
	}
	if n := h.count(t, "once"); n != 1 {
		t.Errorf("%d jobs, want 1", n)
	}
	for range 2 {
		h.commit(t, note{Text: "many"}, nil)
	}
	if n := h.count(t, "many"); n != 2 {
		t.Errorf("%d jobs that need not be unique, want 2", n)
	}
}

func TestPeriodicJobRunsOnceAcrossProcesses(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	every := func() []*river.PeriodicJob {
		tick := func() (river.JobArgs, *river.InsertOpts) { return note{Text: "tick"}, nil }
		return []*river.PeriodicJob{river.NewPeriodicJob(river.PeriodicInterval(time.Second), tick, nil)}
	}
	for range 3 {
		h.start(t, every()...)
	}
	for range 3 {
		if got := h.next(t); got != "tick" {
			t.Fatalf("got %q", got)
		}
	}
	var closest float64
	if err := h.db.Get(t.Context(), &closest, `/* jobs.test */
		SELECT coalesce(min(gap), 0) FROM (SELECT extract(epoch FROM scheduled_at - lag(scheduled_at) OVER (ORDER BY scheduled_at)) AS gap FROM river_job) AS gaps`); err != nil {
		t.Fatal(err)
	}
	if closest < 0.5 {
		t.Errorf("two ticks of one second are only %.3f s apart: two processes insert them", closest)
	}
}

func TestRunnerStopsWithoutHavingStarted(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, err := jobs.NewRunner(t.Context(), h.dsn, h.workers, nil, h.logger)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestStopCancelsWhatDoesNotEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	begun := make(chan struct{})
	river.AddWorker(h.workers, river.WorkFunc(func(ctx context.Context, _ *river.Job[endless]) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}))
	r, err := jobs.NewRunner(t.Context(), h.dsn, h.workers, nil, h.logger)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.commit(t, endless{}, nil)
	<-begun
	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := r.Stop(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	var state string
	if err := h.db.Get(t.Context(), &state, `/* jobs.test */ SELECT state FROM river_job WHERE kind = 'endless'`); err != nil {
		t.Fatal(err)
	}
	if state != "available" && state != "retryable" && state != "scheduled" {
		t.Errorf("the cancelled job is %s, want it to run again", state)
	}
}

// One paper is drawn at a time, and while it is, what is no paper gets done.
func TestDrawingHoldsUpNothingElse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	begun, finish := make(chan int, 10), make(chan struct{})
	river.AddWorker(h.workers, river.WorkFunc(func(ctx context.Context, job *river.Job[paper]) error {
		begun <- job.Args.N
		select {
		case <-finish:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}))
	h.start(t)
	drawn := &river.InsertOpts{Queue: jobs.DrawQueue}
	for n := range 6 {
		h.commit(t, paper{N: n}, drawn)
	}
	<-begun
	h.commit(t, note{Text: "not behind papers"}, nil)
	if got := h.next(t); got != "not behind papers" {
		t.Fatal(got)
	}
	if len(begun) > 0 {
		t.Errorf("%d more papers were begun beside the first", len(begun))
	}
	close(finish)
	for range 5 {
		<-begun
	}
}

type paper struct {
	N int `json:"n"`
}

func (paper) Kind() string { return "paper" }

type endless struct{}

func (endless) Kind() string { return "endless" }

// house is a database with a queue, and workers for it.
type house struct {
	db      *postgres.DB
	dsn     string
	queue   *jobs.Queue
	workers *river.Workers
	done    chan string
	log     *safeBuffer
	logger  *slog.Logger
}

func newHouse(t *testing.T) *house {
	t.Helper()
	db, dsn := pgtest.NewWithDSN(t)
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{db: db, dsn: dsn, queue: queue, workers: river.NewWorkers(), done: make(chan string, 100), log: &safeBuffer{}}
	h.logger = slog.New(slog.NewJSONHandler(h.log, nil))
	river.AddWorker(h.workers, &noteWorker{done: h.done})
	return h
}

func (h *house) start(t *testing.T, periodic ...*river.PeriodicJob) {
	t.Helper()
	r, err := jobs.NewRunner(t.Context(), h.dsn, h.workers, periodic, h.logger)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := r.Stop(ctx); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
}

func (h *house) insert(t *testing.T, tx *postgres.Tx, args river.JobArgs, opts *river.InsertOpts) {
	t.Helper()
	if err := h.queue.Insert(t.Context(), tx, args, opts); err != nil {
		t.Fatal(err)
	}
}

func (h *house) commit(t *testing.T, args river.JobArgs, opts *river.InsertOpts) {
	t.Helper()
	if err := h.db.InTx(t.Context(), func(tx *postgres.Tx) error { h.insert(t, tx, args, opts); return nil }); err != nil {
		t.Fatal(err)
	}
}

func (h *house) next(t *testing.T) string {
	t.Helper()
	select {
	case text := <-h.done:
		return text
	case <-time.After(30 * time.Second):
		t.Fatalf("no job came within 30 s; log: %s", h.log)
		return ""
	}
}

func (h *house) count(t *testing.T, text string) int {
	t.Helper()
	var n int
	if err := h.db.Get(t.Context(), &n, `/* jobs.test */ SELECT count(*) FROM river_job WHERE args ->> 'text' = $1`, text); err != nil {
		t.Fatal(err)
	}
	return n
}

// safeBuffer is a log that several goroutines may write and read.
type safeBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
