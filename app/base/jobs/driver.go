package jobs

import (
	"cmp"
	"context"
	"database/sql"

	"github.com/lib/pq"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

// sqlTx is what River needs of a lib/pq transaction; *postgres.Tx is one.
type sqlTx interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// driver is River's driver for inserting only. It is River's own pgx driver without a pool, save for the executor of a
// transaction, of which an insert uses two methods. River's driver interface is not promised to stay, so River is pinned,
// and jobs_test.go holds the contract: inserted here, worked by pgx, unique across both.
type driver struct{ *riverpgxv5.Driver }

func (driver) UnwrapExecutor(tx sqlTx) riverdriver.ExecutorTx { return &executor{tx: tx} }
func (driver) UnwrapTx(e riverdriver.ExecutorTx) sqlTx        { return e.(*executor).tx }

type executor struct {
	riverdriver.ExecutorTx // nil: a method that an insert does not use must not be called
	tx                     sqlTx
}

const insertJob = `/* jobs.JobInsertFastMany */
INSERT INTO river_job (args, kind, max_attempts, metadata, priority, queue, scheduled_at, state, tags, unique_key, unique_states)
VALUES ($1::jsonb, $2, $3, $4::jsonb, $5, $6, coalesce($7, now()), $8::river_job_state, $9, $10, nullif($11::integer, 0)::bit(8))
ON CONFLICT (unique_key)
    WHERE unique_key IS NOT NULL AND unique_states IS NOT NULL AND river_job_state_in_bitmask(unique_states, state)
    DO UPDATE SET kind = river_job.kind
RETURNING id, created_at, scheduled_at, state, xmax <> 0`

// JobInsertFastMany inserts as River's pgx driver does. A job that is there already is updated to what it is, which alone
// makes PostgreSQL return it; xmax tells the two cases apart.
func (e *executor) JobInsertFastMany(ctx context.Context, params *riverdriver.JobInsertFastManyParams) ([]*riverdriver.JobInsertFastResult, error) {
	results := make([]*riverdriver.JobInsertFastResult, 0, len(params.Jobs))
	for _, p := range params.Jobs {
		result, err := e.insert(ctx, p)
		if err != nil {
			return nil, err
		}
		results = append(results, result)
	}
	return results, nil
}

func (e *executor) insert(ctx context.Context, p *riverdriver.JobInsertFastParams) (*riverdriver.JobInsertFastResult, error) {
	args := cmp.Or(string(p.EncodedArgs), "{}")
	metadata := cmp.Or(string(p.Metadata), "{}")
	tags := p.Tags
	if tags == nil {
		tags = []string{}
	}
	job := &rivertype.JobRow{
		EncodedArgs: []byte(args), Kind: p.Kind, MaxAttempts: p.MaxAttempts, Metadata: []byte(metadata),
		Priority: p.Priority, Queue: p.Queue, Tags: tags, UniqueKey: p.UniqueKey,
	}
	result := &riverdriver.JobInsertFastResult{Job: job}
	row := e.tx.QueryRowContext(ctx, insertJob, args, p.Kind, p.MaxAttempts, metadata, p.Priority, p.Queue, p.ScheduledAt,
		string(p.State), pq.Array(tags), uniqueKey(p.UniqueKey), int(p.UniqueStates))
	return result, row.Scan(&job.ID, &job.CreatedAt, &job.ScheduledAt, &job.State, &result.UniqueSkippedAsDuplicate)
}

// NotifyMany wakes nobody: PostgreSQL lets only one transaction that has notified commit at a time, so holds would wait for each other's
// disk. Workers look by themselves, see pollEvery.
func (e *executor) NotifyMany(context.Context, *riverdriver.NotifyManyParams) error { return nil }

// uniqueKey keeps "not unique" NULL: an empty key would make all such jobs one.
func uniqueKey(key []byte) any {
	if len(key) == 0 {
		return nil
	}
	return key
}
