package postgres

import (
	"context"
	"database/sql"
	"time"

	"github.com/jmoiron/sqlx"
)

// Reader reads, in a transaction or outside of one: *DB and *Tx. Get fills one row and returns sql.ErrNoRows if there is
// none; Select fills a slice.
type Reader interface {
	Get(ctx context.Context, dest any, query string, args ...any) error
	Select(ctx context.Context, dest any, query string, args ...any) error
}

// Queryer is what a store function that writes takes. *Tx is one; *DB on purpose is not.
type Queryer interface {
	GetContext(ctx context.Context, dest any, query string, args ...any) error
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
	QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error)
	QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

var (
	_ Reader  = (*DB)(nil)
	_ Reader  = (*Tx)(nil)
	_ Queryer = (*Tx)(nil)
)

// DB is the pool. Its own methods read; whatever writes goes through InTx, and the database itself refuses the rest.
type DB struct {
	pool     *sqlx.DB
	onRetry  func(sqlstate string)
	onCommit func()
	prepared *prepared
}

// OnCommit sets what to call after each transaction that InTx has committed. It must not wait for anything. To be set before
// the pool is used.
func (db *DB) OnCommit(fn func()) { db.onCommit = fn }

// Get reads one row into dest.
func (db *DB) Get(ctx context.Context, dest any, query string, args ...any) error {
	db.prepareDue(ctx)
	if stmt := db.prepared.find(query, args); stmt != nil {
		if err := stmt.GetContext(ctx, dest, args...); !db.prepared.forget(query, err) {
			return classify(err)
		}
	}
	return classify(db.pool.GetContext(ctx, dest, query, args...))
}

// Select reads all rows into dest, a pointer to a slice.
func (db *DB) Select(ctx context.Context, dest any, query string, args ...any) error {
	db.prepareDue(ctx)
	if stmt := db.prepared.find(query, args); stmt != nil {
		if err := stmt.SelectContext(ctx, dest, args...); !db.prepared.forget(query, err) {
			return classify(err)
		}
	}
	return classify(db.pool.SelectContext(ctx, dest, query, args...))
}

// Ready says within a second whether the database answers.
func (db *DB) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	var one int
	return db.Get(ctx, &one, `/* postgres.Ready */ SELECT 1`)
}

// Stats tells how busy the pool is.
func (db *DB) Stats() sql.DBStats { return db.pool.Stats() }

// Close ends the pool; calls that are under way fail.
func (db *DB) Close() error { return db.pool.Close() }

// Tx is an open transaction. It returns the driver's errors as they are; InTx turns them into faults at the end.
type Tx struct {
	*sqlx.Tx
	prepared *prepared
}

// Get reads one row into dest.
func (tx *Tx) Get(ctx context.Context, dest any, query string, args ...any) error {
	return tx.GetContext(ctx, dest, query, args...)
}

// Select reads all rows into dest, a pointer to a slice.
func (tx *Tx) Select(ctx context.Context, dest any, query string, args ...any) error {
	return tx.SelectContext(ctx, dest, query, args...)
}

// Exec runs a statement that returns no rows.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return tx.ExecContext(ctx, query, args...)
}
