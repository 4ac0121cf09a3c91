package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// migrationLock is the advisory lock that lets one process migrate at a time. The number means nothing.
const migrationLock = 748_211_309

// Migrate brings the schema up to the migrations in files and the job queue's own. Several processes may call it at once:
// one works, the others wait and find it done.
func Migrate(ctx context.Context, dsn string, files fs.FS) error {
	opts := Options{Name: "hubittaako migrate", MaxOpen: 3, StatementTimeout: 10 * time.Minute, LockTimeout: 10 * time.Second, IdleInTx: time.Minute}
	pool, err := openPool(dsn, opts.withDefaults(), nil)
	if err != nil {
		return err
	}
	defer pool.Close()
	unlock, err := lockMigrations(ctx, pool)
	if err != nil {
		return fmt.Errorf("wait for other migrations: %w", err)
	}
	defer unlock()
	provider, err := goose.NewProvider(goose.DialectPostgres, pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return err
	}
	return migrateJobs(ctx, dsn)
}

// lockMigrations holds the lock on a connection of its own, outside of any transaction, since an index built concurrently
// waits for every transaction that is open.
func lockMigrations(ctx context.Context, pool *sql.DB) (unlock func(), err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err = conn.ExecContext(ctx, `/* postgres.lockMigrations */ SET lock_timeout = 0`); err == nil {
		_, err = conn.ExecContext(ctx, `/* postgres.lockMigrations */ SELECT pg_advisory_lock($1)`, migrationLock)
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `/* postgres.lockMigrations */ SELECT pg_advisory_unlock($1)`, migrationLock)
		conn.Close()
	}, nil
}

// migrateJobs makes River's tables, which River itself keeps in step with its version.
func migrateJobs(ctx context.Context, dsn string) error {
	pool, err := OpenPgx(ctx, dsn, "hubittaako migrate", 2)
	if err != nil {
		return err
	}
	defer pool.Close()
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return err
	}
	_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// JobsVersion is the version of the job queue's tables that this build needs.
func JobsVersion() (int, error) {
	migrator, err := rivermigrate.New(riverpgxv5.New(nil), nil)
	if err != nil {
		return 0, err
	}
	newest := 0
	for _, m := range migrator.AllVersions() {
		newest = max(newest, m.Version)
	}
	return newest, nil
}

// Check returns an Unavailable fault while the schema is older than this build: the server must not start then, but wait
// for the migration. A newer schema is fine, as during a deployment.
func (db *DB) Check(ctx context.Context, files fs.FS) error {
	wanted, err := newestMigration(files)
	if err != nil {
		return err
	}
	wantedJobs, err := JobsVersion()
	if err != nil {
		return err
	}
	var made bool
	if err := db.Get(ctx, &made, `/* postgres.Check */ SELECT to_regclass('goose_db_version') IS NOT NULL AND to_regclass('river_migration') IS NOT NULL`); err != nil {
		return err
	}
	var has struct{ Schema, Jobs int64 }
	if made {
		if err := db.Get(ctx, &has, `/* postgres.Check */
			SELECT (SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied) AS schema,
			       (SELECT coalesce(max(version), 0) FROM river_migration) AS jobs`); err != nil {
			return err
		}
	}
	if has.Schema < wanted || has.Jobs < int64(wantedJobs) {
		return fault.New(fault.Unavailable, "fault.schema_old").Wrap(fmt.Errorf(
			"the database's schema is at version %d (jobs %d), this build needs %d (jobs %d): run migrate", has.Schema, has.Jobs, wanted, wantedJobs))
	}
	return nil
}

func newestMigration(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	newest := int64(0)
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return 0, err
		}
		newest = max(newest, version)
	}
	return newest, nil
}
