package pgtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// templateLock is the advisory lock under which one process makes a template while the others wait. The number means nothing.
const templateLock = 748_211_310

// makeTemplate returns the database that has the migrations applied, making it first if this server has none. It is made
// under another name and renamed, so that an interrupted run leaves nothing half migrated.
func (s *server) makeTemplate(files fs.FS) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	name, err := templateName(files)
	if err != nil {
		return "", err
	}
	conn, err := s.admin.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `/* pgtest.makeTemplate */ SELECT pg_advisory_lock($1)`, templateLock); err != nil {
		return "", err
	}
	defer func() {
		_, _ = conn.ExecContext(ctx, `/* pgtest.makeTemplate */ SELECT pg_advisory_unlock($1)`, templateLock)
	}()
	var made bool
	if err := conn.QueryRowContext(ctx, `/* pgtest.makeTemplate */ SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&made); err != nil || made {
		return name, err
	}
	draft := name + "_draft"
	if err := s.drop(ctx, draft); err != nil {
		return "", err
	}
	if _, err := conn.ExecContext(ctx, `/* pgtest.makeTemplate */ CREATE DATABASE `+pq.QuoteIdentifier(draft)); err != nil {
		return "", err
	}
	if err := postgres.Migrate(ctx, s.address(draft), files); err != nil {
		return "", err
	}
	_, err = conn.ExecContext(ctx, `/* pgtest.makeTemplate */ ALTER DATABASE `+pq.QuoteIdentifier(draft)+` RENAME TO `+pq.QuoteIdentifier(name))
	return name, err
}

// templateName changes with every migration's text and with the job queue's version.
func templateName(files fs.FS) (string, error) {
	jobs, err := postgres.JobsVersion()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	fmt.Fprintln(sum, jobs)
	err = fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		fmt.Fprintf(sum, "%s %d\n%s", path, len(text), text)
		return err
	})
	return "template_" + hex.EncodeToString(sum.Sum(nil)[:8]), err
}
