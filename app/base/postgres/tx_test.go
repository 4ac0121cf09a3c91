package postgres_test

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func TestInTxCommitsOnlyOnSuccess(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	refusal := fault.New(fault.Conflict, "fault.full")
	tests := map[string]struct {
		end  error
		rows int
	}{
		"success":     {nil, 1},
		"own refusal": {refusal, 0},
		"other error": {sql.ErrNoRows, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
				insert(t, tx, name)
				return test.end
			})
			if !errors.Is(err, test.end) {
				t.Fatalf("got %v, want %v", err, test.end)
			}
			if n := count(t, db, name); n != test.rows {
				t.Fatalf("%d rows, want %d", n, test.rows)
			}
		})
	}
}

func TestInTxRollsBackOnPanic(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	func() {
		defer func() { _ = recover() }()
		_ = db.InTx(t.Context(), func(tx *postgres.Tx) error {
			insert(t, tx, "panic")
			panic("in the middle")
		})
	}()
	if n := count(t, db, "panic"); n != 0 {
		t.Fatalf("%d rows survived the panic", n)
	}
	if open := db.Stats().InUse; open != 0 {
		t.Fatalf("%d connections still in use", open)
	}
}

func TestIgnoredErrorCannotCommit(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
		insert(t, tx, "before")
		_, _ = tx.Exec(t.Context(), `/* postgres.test */ SELECT 1/0`)
		return nil
	})
	if fault.CodeOf(err) != fault.Internal || errors.Is(err, postgres.ErrCommitUnknown) {
		t.Fatalf("got %v, want a plain internal error", err)
	}
	if n := count(t, db, "before"); n != 0 {
		t.Fatal("committed after an error")
	}
}

func TestInTxRetriesWhatMayBeRetried(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	tests := map[string]struct{ failures, attempts int }{
		"40001": {failures: 2, attempts: 3},
		"40P01": {failures: 1, attempts: 2},
		"55P03": {failures: 9, attempts: 5},
		"23505": {failures: 9, attempts: 1},
		"57014": {failures: 9, attempts: 1},
	}
	for state, test := range tests {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			retried := 0
			db := open(t, dsn, postgres.Options{MaxOpen: 2, OnRetry: func(got string) {
				if retried++; got != state {
					t.Errorf("retried for %s", got)
				}
			}})
			attempts := 0
			err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
				if attempts++; attempts > test.failures {
					return nil
				}
				_, err := tx.Exec(t.Context(), `/* postgres.test */ DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '`+state+`'; END $$`)
				return err
			})
			if attempts != test.attempts || retried != test.attempts-1 {
				t.Fatalf("%d attempts, %d retries told, want %d attempts", attempts, retried, test.attempts)
			}
			if ok := attempts > test.failures; ok != (err == nil) {
				t.Fatalf("ended with %v", err)
			}
		})
	}
}

func TestDeadlockResolvesItself(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	for _, name := range []string{"a", "b"} {
		if err := db.InTx(t.Context(), func(tx *postgres.Tx) error { insert(t, tx, name); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	var both sync.WaitGroup // both have locked their first row; used by the first attempts only
	both.Add(2)
	update := func(first, second string) error {
		attempt := 0
		return db.InTx(t.Context(), func(tx *postgres.Tx) error {
			attempt++
			if _, err := tx.Exec(t.Context(), `/* postgres.test */ UPDATE thing SET n = n + 1 WHERE name = $1`, first); err != nil {
				return err
			}
			if attempt == 1 {
				both.Done()
				both.Wait()
			}
			_, err := tx.Exec(t.Context(), `/* postgres.test */ UPDATE thing SET n = n + 1 WHERE name = $1`, second)
			return err
		})
	}
	other := make(chan error, 1)
	go func() { other <- update("b", "a") }()
	if err := errors.Join(update("a", "b"), <-other); err != nil {
		t.Fatal(err)
	}
	var sum int
	if err := db.Get(t.Context(), &sum, `/* postgres.test */ SELECT sum(n) FROM thing`); err != nil || sum != 4 {
		t.Fatalf("sum %d (%v), want each of the four updates once", sum, err)
	}
}

func TestRetryEndsWithTheContext(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	ctx, cancel := context.WithCancel(t.Context())
	attempts := 0
	err := db.InTx(ctx, func(tx *postgres.Tx) error {
		attempts++
		_, err := tx.Exec(ctx, `/* postgres.test */ DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '40001'; END $$`)
		cancel()
		return err
	})
	if attempts != 1 || fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("%d attempts, %v", attempts, err)
	}
}

func TestCancelledBeforeCommitIsKnownNotToHaveHappened(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := db.InTx(ctx, func(tx *postgres.Tx) error {
		insert(t, tx, "late")
		cancel()
		return nil
	})
	if fault.CodeOf(err) != fault.Unavailable || errors.Is(err, postgres.ErrCommitUnknown) {
		t.Fatalf("got %v", err)
	}
	if n := count(t, db, "late"); n != 0 {
		t.Fatal("committed although cancelled")
	}
}

func TestLostReplyToCommitIsUnknownAndNeverRepeated(t *testing.T) {
	t.Parallel()
	direct, line, p := throughProxy(t, postgres.Options{MaxOpen: 2})
	runs := 0
	err := line.InTx(t.Context(), func(tx *postgres.Tx) error {
		runs++
		insert(t, tx, "once")
		p.breakAt("COMMIT")
		return nil
	})
	if !errors.Is(err, postgres.ErrCommitUnknown) || fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("got %v", err)
	}
	<-p.hit
	if n := count(t, direct, "once"); runs != 1 || n != 1 {
		t.Fatalf("%d runs, %d rows", runs, n)
	}
}

func TestConnectionLostInsideIsRetriedOnce(t *testing.T) {
	t.Parallel()
	direct, line, p := throughProxy(t, postgres.Options{MaxOpen: 2})
	runs := 0
	err := line.InTx(t.Context(), func(tx *postgres.Tx) error {
		if runs++; runs == 1 {
			p.breakAt("INSERT INTO thing")
		}
		_, err := tx.Exec(t.Context(), `/* postgres.test */ INSERT INTO thing (name) VALUES ($1)`, "again")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, direct, "again"); runs != 2 || n != 1 {
		t.Fatalf("%d runs, %d rows, want 2 and 1", runs, n)
	}
}

func TestSilentNetworkDoesNotBlockForEver(t *testing.T) {
	t.Parallel()
	_, line, p := throughProxy(t, postgres.Options{MaxOpen: 2, StatementTimeout: 200 * time.Millisecond})
	p.silent = true
	p.breakAt("silent")
	begin := time.Now()
	var one int
	err := line.Get(t.Context(), &one, `/* postgres.silent */ SELECT 1`)
	if fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("got %v", err)
	}
	if took := time.Since(begin); took > 6*time.Second {
		t.Fatalf("took %s", took)
	}
	if err := line.Get(t.Context(), &one, `/* postgres.test */ SELECT 1`); err != nil {
		t.Fatalf("the pool did not recover: %v", err)
	}
}

// withTable gives a database with a table to play with.
func withTable(t *testing.T) *postgres.DB {
	t.Helper()
	return table(t, pgtest.New(t))
}

func table(t *testing.T, db *postgres.DB) *postgres.DB {
	t.Helper()
	err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `/* postgres.test */ CREATE TABLE thing (name text CONSTRAINT thing_name UNIQUE, n int NOT NULL DEFAULT 0)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func throughProxy(t *testing.T, opts postgres.Options) (direct, line *postgres.DB, p *proxy) {
	t.Helper()
	direct, dsn := pgtest.NewWithDSN(t)
	table(t, direct)
	p, through := newProxy(t, dsn)
	return direct, open(t, through, opts), p
}

func open(t *testing.T, dsn string, opts postgres.Options) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func insert(t *testing.T, tx *postgres.Tx, name string) {
	t.Helper()
	if _, err := tx.Exec(t.Context(), `/* postgres.test */ INSERT INTO thing (name) VALUES ($1)`, name); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, db *postgres.DB, name string) int {
	t.Helper()
	var n int
	if err := db.Get(t.Context(), &n, `/* postgres.test */ SELECT count(*) FROM thing WHERE name = $1`, name); err != nil {
		t.Fatal(err)
	}
	return n
}
