package postgres_test

import (
	"testing"
	"testing/fstest"

	"golang.org/x/sync/errgroup"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func TestMigrateAndCheck(t *testing.T) {
	t.Parallel()
	dsn := pgtest.EmptyDSN(t)
	first := fstest.MapFS{"0001_one.sql": {Data: []byte("-- +goose Up\nCREATE TABLE one (id int);\n")}}
	both := fstest.MapFS{
		"0001_one.sql": first["0001_one.sql"],
		"0002_two.sql": {Data: []byte("-- +goose Up\nCREATE TABLE two (id int);\n")},
	}
	db := open(t, dsn, postgres.Options{})
	if err := db.Check(t.Context(), first); fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("empty database: %v", err)
	}
	var group errgroup.Group // three machines of one deployment at once
	for range 3 {
		group.Go(func() error { return postgres.Migrate(t.Context(), dsn, first) })
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if err := db.Check(t.Context(), first); err != nil {
		t.Fatalf("after migrating: %v", err)
	}
	if err := db.Check(t.Context(), both); fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("newer build: %v", err)
	}
	if err := postgres.Migrate(t.Context(), dsn, both); err != nil {
		t.Fatal(err)
	}
	if err := db.Check(t.Context(), first); err != nil {
		t.Fatalf("older build on a newer schema: %v", err)
	}
	var tables int
	if err := db.Get(t.Context(), &tables, `/* postgres.test */ SELECT count(*) FROM pg_tables WHERE tablename IN ('one', 'two', 'river_job')`); err != nil || tables != 3 {
		t.Fatalf("%d tables (%v)", tables, err)
	}
}

func TestBrokenMigrationChangesNothing(t *testing.T) {
	t.Parallel()
	dsn := pgtest.EmptyDSN(t)
	broken := fstest.MapFS{"0001_one.sql": {Data: []byte("-- +goose Up\nCREATE TABLE one (id int);\nCREATE TABLE one (id int);\n")}}
	if err := postgres.Migrate(t.Context(), dsn, broken); err == nil {
		t.Fatal("a broken migration went through")
	}
	db := open(t, dsn, postgres.Options{})
	var exists bool
	if err := db.Get(t.Context(), &exists, `/* postgres.test */ SELECT to_regclass('one') IS NOT NULL`); err != nil || exists {
		t.Fatalf("half of it stayed (%v)", err)
	}
}
