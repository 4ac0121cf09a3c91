package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/lib/pq"
)

// ErrCommitUnknown marks an error after which nobody knows whether the transaction happened: the connection broke while
// COMMIT was under way. Look the operation's key up before telling anyone that it failed, or before doing it again.
var ErrCommitUnknown = errors.New("whether the transaction was committed is unknown")

const maxAttempts = 5

// InTx runs fn in a READ COMMITTED transaction: committed if fn returns nil, rolled back otherwise. fn may run several times
// (serialization failure, deadlock, lock timeout, a prepared statement that a migration has made unfit, connection lost before COMMIT), so it holds nothing but SQL and sets its
// results anew each time. fn's own faults come back untouched; timeouts and a lost database come back as Unavailable.
func (db *DB) InTx(ctx context.Context, fn func(tx *Tx) error) error {
	for attempt := 1; ; attempt++ {
		err := db.attempt(ctx, fn)
		if err == nil && db.onCommit != nil {
			db.onCommit()
		}
		state, again := retryable(err)
		if !again || attempt == maxAttempts || pause(ctx, attempt) != nil {
			return classify(err)
		}
		db.onRetry(state)
	}
}

func (db *DB) attempt(ctx context.Context, fn func(tx *Tx) error) error {
	db.prepareDue(ctx)
	tx, err := db.pool.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit there is nothing to undo; after a lost connection the server undoes
	if err := fn(&Tx{tx, db.prepared}); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err // not sent, so surely not committed
	}
	return commitError(tx.Commit())
}

// commitError separates "the server said no" from "no answer".
func commitError(err error) error {
	if err == nil || errors.Is(err, pq.ErrInFailedTransaction) || errors.Is(err, sql.ErrTxDone) {
		return err
	}
	if refusal := pq.As(err); refusal != nil && !refusal.Fatal() {
		return err
	}
	return fmt.Errorf("%w: %w", ErrCommitUnknown, err)
}

// pause waits 20 to 320 ms, longer each time and by chance, so that two who met do not meet again.
func pause(ctx context.Context, attempt int) error {
	step := 20 * time.Millisecond << (attempt - 1)
	timer := time.NewTimer(step/2 + rand.N(step))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// InSnapshot reads several things as they were at one moment. It writes nothing, and fn runs once.
func (db *DB) InSnapshot(ctx context.Context, fn func(r Reader) error) error {
	db.prepareDue(ctx)
	tx, err := db.pool.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return classify(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return classify(fn(&Tx{tx, db.prepared}))
}
