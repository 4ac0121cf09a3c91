package postgres

import (
	"context"
	"database/sql"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

const (
	// prepareAfter is how often a statement is sent as text before it is prepared.
	prepareAfter = 20
	// mostPrepared bounds what each connection's server process keeps.
	mostPrepared = 200
	// mostCounted bounds the count of texts that are seen, for those that are put together anew each time.
	mostCounted = 2000
)

// prepared keeps the statements that are sent often parsed and planned, connection by connection. Of a stay's hold, planning anew took
// more of the server's time than the work itself.
type prepared struct {
	mu    sync.Mutex
	after int
	seen  map[string]int
	ready map[string]*sqlx.Stmt
	due   []string
}

func newPrepared(after int) *prepared {
	return &prepared{after: after, seen: map[string]int{}, ready: map[string]*sqlx.Stmt{}}
}

// find is the statement if it is prepared, and counts it if it is not. What has no arguments may be several statements, which
// cannot be prepared.
func (p *prepared) find(query string, args []any) *sqlx.Stmt {
	if len(args) == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if stmt := p.ready[query]; stmt != nil {
		return stmt
	}
	if len(p.seen) >= mostCounted {
		clear(p.seen)
	}
	if p.seen[query]++; p.seen[query] == p.after && len(p.ready)+len(p.due) < mostPrepared {
		p.due = append(p.due, query)
	}
	return nil
}

// forget drops a statement whose plan no longer fits the tables, and says whether it did; the statement is sent as text again. It is not
// closed: somebody else may be about to use it.
func (p *prepared) forget(query string, err error) bool {
	if e := pq.As(err, featureNotSupported); e == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.ready, query)
	delete(p.seen, query)
	return true
}

// prepareDue prepares what has been sent often enough. It needs a connection of the pool, so nobody who holds one may call it.
func (db *DB) prepareDue(ctx context.Context) {
	p := db.prepared
	p.mu.Lock()
	due := p.due
	p.due = nil
	p.mu.Unlock()
	for _, query := range due {
		stmt, err := db.pool.PreparexContext(ctx, query)
		p.mu.Lock()
		if err == nil {
			p.ready[query] = stmt
		} else {
			delete(p.seen, query) // to be counted again
		}
		p.mu.Unlock()
	}
}

// GetContext reads one row into dest.
func (tx *Tx) GetContext(ctx context.Context, dest any, query string, args ...any) (err error) {
	if stmt := tx.prepared.find(query, args); stmt != nil {
		err = tx.StmtxContext(ctx, stmt).GetContext(ctx, dest, args...)
		tx.prepared.forget(query, err)
		return err
	}
	return tx.Tx.GetContext(ctx, dest, query, args...)
}

// SelectContext reads all rows into dest, a pointer to a slice.
func (tx *Tx) SelectContext(ctx context.Context, dest any, query string, args ...any) (err error) {
	if stmt := tx.prepared.find(query, args); stmt != nil {
		err = tx.StmtxContext(ctx, stmt).SelectContext(ctx, dest, args...)
		tx.prepared.forget(query, err)
		return err
	}
	return tx.Tx.SelectContext(ctx, dest, query, args...)
}

// ExecContext runs a statement that returns no rows.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if stmt := tx.prepared.find(query, args); stmt != nil {
		result, err := tx.StmtxContext(ctx, stmt).ExecContext(ctx, args...)
		tx.prepared.forget(query, err)
		return result, err
	}
	return tx.Tx.ExecContext(ctx, query, args...)
}

// QueryRowContext reads one row.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := tx.prepared.find(query, args); stmt != nil {
		row := tx.StmtxContext(ctx, stmt).Stmt.QueryRowContext(ctx, args...)
		tx.prepared.forget(query, row.Err())
		return row
	}
	return tx.Tx.QueryRowContext(ctx, query, args...)
}
