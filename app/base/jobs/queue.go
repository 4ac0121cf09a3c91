package jobs

import (
	"context"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Queue puts jobs into the queue. It needs no connection of its own.
type Queue struct {
	client *river.Client[sqlTx]
}

// NewQueue makes a queue; the error would be a mistake in its configuration.
func NewQueue() (*Queue, error) {
	client, err := river.NewClient(driver{riverpgxv5.New(nil)}, &river.Config{})
	if err != nil {
		return nil, fmt.Errorf("job queue: %w", err)
	}
	return &Queue{client}, nil
}

// Insert adds the job when tx commits. opts may be nil; with UniqueOpts a job that is there already is silently kept.
func (q *Queue) Insert(ctx context.Context, tx *postgres.Tx, args river.JobArgs, opts *river.InsertOpts) error {
	if _, err := q.client.InsertTx(ctx, tx, args, opts); err != nil {
		return fmt.Errorf("put a %s job into the queue: %w", args.Kind(), err)
	}
	return nil
}
