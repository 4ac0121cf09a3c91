package postgres_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// preparing opens a pool of one connection that prepares what is sent twice.
func preparing(t *testing.T) *postgres.DB {
	return open(t, pgtest.DSN(t), postgres.Options{MaxOpen: 1, PrepareAfter: 2})
}

func preparedNow(t *testing.T, db *postgres.DB) (n int) {
	t.Helper()
	if err := db.Get(t.Context(), &n, `/* postgres.test */ SELECT count(*) FROM pg_prepared_statements`); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestStatementsSentOftenArePrepared(t *testing.T) {
	t.Parallel()
	db := preparing(t)
	read := func(reader postgres.Reader) {
		t.Helper()
		var sum int
		var list []int
		if err := reader.Get(t.Context(), &sum, `/* postgres.test */ SELECT $1::int + 1`, 41); err != nil || sum != 42 {
			t.Fatal(sum, err)
		}
		if err := reader.Select(t.Context(), &list, `/* postgres.test */ SELECT n FROM unnest($1::int[]) n ORDER BY n`, []int64{2, 1}); err != nil || len(list) != 2 || list[0] != 1 {
			t.Fatal(list, err)
		}
	}
	read(db)
	if n := preparedNow(t, db); n != 0 {
		t.Errorf("%d prepared of what was sent once", n)
	}
	for range 3 {
		read(db)
		if err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
			read(tx)
			if _, err := tx.Exec(t.Context(), `/* postgres.test */ SELECT set_config('app.test', $1, true)`, "on"); err != nil {
				return err
			}
			var text string
			return tx.QueryRowContext(t.Context(), `/* postgres.test */ SELECT $1::text`, "row").Scan(&text)
		}); err != nil {
			t.Fatal(err)
		}
	}
	if n := preparedNow(t, db); n != 4 {
		t.Errorf("%d statements are prepared, want 4", n)
	}
}

// TestAMigrationMayChangeWhatIsPrepared: the server refuses a prepared statement whose columns have changed, within a transaction for
// good; nobody may notice.
func TestAMigrationMayChangeWhatIsPrepared(t *testing.T) {
	t.Parallel()
	db := preparing(t)
	write := func(statement string) {
		t.Helper()
		if err := db.InTx(t.Context(), func(tx *postgres.Tx) error { _, err := tx.Exec(t.Context(), statement); return err }); err != nil {
			t.Fatal(err)
		}
	}
	write(`/* postgres.test */ CREATE TABLE changing AS SELECT 1 AS n`)
	const query = `/* postgres.test */ SELECT n FROM changing WHERE $1`
	var n int
	inTx := func(tx *postgres.Tx) error { return tx.Get(t.Context(), &n, query, true) }
	for range 4 {
		if err := db.InTx(t.Context(), inTx); err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range []string{"bigint", "smallint"} {
		if preparedNow(t, db) == 0 {
			t.Fatal("nothing is prepared, so nothing is tested")
		}
		write(`/* postgres.test */ ALTER TABLE changing ALTER n TYPE ` + change)
		err := db.InTx(t.Context(), inTx)
		if change == "smallint" {
			err = db.Get(t.Context(), &n, query, true)
		}
		if err != nil || n != 1 {
			t.Errorf("%s: %d, %v", change, n, err)
		}
		for range 4 {
			if err := db.Get(t.Context(), &n, query, true); err != nil {
				t.Fatal(err)
			}
		}
	}
}
