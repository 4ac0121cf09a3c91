package pgtest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/pgdev"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/migrations"
)

// New opens a fresh, migrated database that no other test sees, and drops it when the test ends. Tests may run in parallel.
func New(t testing.TB) *postgres.DB {
	t.Helper()
	db, _ := NewWithDSN(t)
	return db
}

// NewWithDSN is New for tests that also need connections of their own, such as job workers.
func NewWithDSN(t testing.TB) (*postgres.DB, string) {
	t.Helper()
	dsn := DSN(t)
	db, err := postgres.Open(context.Background(), dsn, postgres.Options{Name: "pgtest", MaxOpen: 10})
	if err != nil {
		t.Fatalf("open the test database: %v", err)
	}
	t.Cleanup(func() { db.Close() })
	return db, dsn
}

// DSN makes a fresh, migrated database and returns its address only.
func DSN(t testing.TB) string {
	t.Helper()
	return clone(t, (*server).template)
}

// Clone is DSN that begins as a copy of a database of this package's, to which nobody may be connected meanwhile: for what is
// dear to fill and wanted often.
func Clone(t testing.TB, dsn string) string {
	t.Helper()
	from, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return clone(t, func(*server, context.Context) (string, error) { return strings.TrimPrefix(from.Path, "/"), nil })
}

// EmptyDSN makes a database without any table, for tests of the migrations themselves.
func EmptyDSN(t testing.TB) string {
	t.Helper()
	return clone(t, func(*server, context.Context) (string, error) { return "template0", nil })
}

func clone(t testing.TB, template func(*server, context.Context) (string, error)) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	s, err := connect()
	if err != nil {
		t.Fatal(err)
	}
	from, err := template(s, ctx)
	if err != nil {
		t.Fatalf("make the template database: %v", err)
	}
	name, err := s.create(ctx, from)
	if err != nil {
		t.Fatalf("clone the template database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return s.address(name)
}

// server is the process's connection to the PostgreSQL that tests use.
type server struct {
	dsn       *url.URL
	admin     *sql.DB
	made      atomic.Int64
	templated func() (string, error) // once
}

// connect finds or starts the server, once for the process: the shared server lives as long as somebody is connected.
var connect = sync.OnceValues(func() (*server, error) {
	dsn := os.Getenv("DATABASE_URL_TEST")
	if dsn == "" {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		private, err := pgdev.Shared(ctx, filepath.Join(folder(), "hubittaako-pgtest-"+strconv.Itoa(os.Geteuid())))
		if err != nil {
			return nil, fmt.Errorf("no PostgreSQL for the tests: %w", err)
		}
		dsn = private.DSN
	}
	address, err := url.Parse(dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL_TEST must be a postgres:// address: %w", err)
	}
	admin, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, err
	}
	admin.SetMaxOpenConns(4)
	s := &server{dsn: address, admin: admin}
	s.templated = sync.OnceValues(func() (string, error) { return s.makeTemplate(migrations.FS) })
	return s, nil
})

// folder is where the server's files are: in memory where the machine offers enough of it, since a database is 800 files, and
// making one takes 20 ms there and several hundred on a busy disk.
func folder() string {
	const memory, enough = "/dev/shm", 2 << 30
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memory, &fs); err != nil || int64(fs.Bavail)*int64(fs.Bsize) < enough {
		return os.TempDir()
	}
	return memory
}

func (s *server) template(context.Context) (string, error) { return s.templated() }

func (s *server) address(name string) string {
	u := *s.dsn
	u.Path = "/" + name
	return u.String()
}

// create clones from. The name tells the process apart, since several test programs use one server.
func (s *server) create(ctx context.Context, from string) (string, error) {
	name := fmt.Sprintf("t_%d_%d", os.Getpid(), s.made.Add(1))
	_, err := s.admin.ExecContext(ctx, `/* pgtest.create */ CREATE DATABASE `+pq.QuoteIdentifier(name)+
		` TEMPLATE `+pq.QuoteIdentifier(from))
	return name, err
}

func (s *server) drop(ctx context.Context, name string) error {
	_, err := s.admin.ExecContext(ctx, `/* pgtest.drop */ DROP DATABASE IF EXISTS `+pq.QuoteIdentifier(name)+` WITH (FORCE)`)
	return err
}
