package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const (
	concurrency = 4                      // jobs at once in this process; they share two processors with the web server
	connections = 6                      // one listens, the others fetch, finish and elect
	pollEvery   = 500 * time.Millisecond // how long a job may wait for a worker; nobody is woken, see driver.NotifyMany
	jobTimeout  = 30 * time.Second       // a worker that needs longer says so with its Timeout method
	rescueAfter = time.Minute            // a job whose process died runs again after this; must exceed jobTimeout
)

// DrawQueue is the queue of jobs that draw papers, which takes a processor for longer than a page does: one at a time in each process, so
// that visitors have the other, and no other job waits behind them.
const DrawQueue = "draw"

// Runner works the queue in this process. Any number of processes may run one: they share the jobs, and the one they elect
// inserts the periodic ones, each once.
type Runner struct {
	pool   *pgxpool.Pool
	client *river.Client[pgx.Tx]
}

// NewRunner connects a small pool of its own and prepares the workers; nothing runs before Start. Stop must be called even
// if Start was not.
func NewRunner(ctx context.Context, dsn string, workers *river.Workers, periodic []*river.PeriodicJob, logger *slog.Logger) (*Runner, error) {
	pool, err := postgres.OpenPgx(ctx, dsn, "hubittaako jobs", connections)
	if err != nil {
		return nil, err
	}
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: concurrency}, DrawQueue: {MaxWorkers: 1}},
		Workers:              workers,
		PeriodicJobs:         periodic,
		Logger:               slog.New(quiet{logger.Handler()}),
		ErrorHandler:         reporter{logger},
		JobTimeout:           jobTimeout,
		FetchPollInterval:    pollEvery,
		RescueStuckJobsAfter: rescueAfter,
	})
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("job runner: %w", err)
	}
	return &Runner{pool, client}, nil
}

// Start begins to work. The end of ctx does not stop the runner: jobs that run should finish, see Stop.
func (r *Runner) Start(ctx context.Context) error {
	return r.client.Start(context.WithoutCancel(ctx))
}

// Stop takes no more jobs and waits for those that run. When ctx ends first, they are cancelled; they will be run again.
func (r *Runner) Stop(ctx context.Context) error {
	defer r.pool.Close()
	err := r.client.Stop(ctx)
	if err == nil {
		return nil
	}
	hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(fmt.Errorf("jobs had to be cancelled: %w", err), r.client.StopAndCancel(hard))
}
