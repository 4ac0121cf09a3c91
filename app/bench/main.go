package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgdev"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/migrations"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/search"
)

// bench is the product's services on a database of their own, and what is measured beside them.
type bench struct {
	dsn       string
	pgbench   string
	seconds   time.Duration
	db        *postgres.DB
	bookings  *booking.Service
	revisions []int64
	companies []int64
	person    int64
	used      atomic.Int64 // companies that have begun to hold
}

func main() {
	seconds := flag.Duration("seconds", 4*time.Second, "how long each measurement takes")
	rounds := flag.Int("rounds", 3, "how often everything is measured, in turn")
	flag.Parse()
	if err := run(context.Background(), *seconds, *rounds, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, seconds time.Duration, rounds int, out io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "hubittaako-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server, err := pgdev.Start(ctx, filepath.Join(dir, "pg"), pgdev.Durable)
	if err != nil {
		return err
	}
	defer func() { _ = server.Stop() }()
	b := &bench{seconds: seconds}
	if b.pgbench, err = pgdev.Program("pgbench"); err != nil {
		return err
	}
	if b.dsn, err = server.Database(ctx, "bench"); err != nil {
		return err
	}
	if err := b.join(ctx); err != nil {
		return err
	}
	defer b.db.Close()
	return b.booking(ctx, rounds, out)
}

// join makes the network and the services on it.
func (b *bench) join(ctx context.Context) error {
	if err := postgres.Migrate(ctx, b.dsn, migrations.FS); err != nil {
		return err
	}
	var err error
	if b.db, err = postgres.Open(ctx, b.dsn, postgres.Options{MaxOpen: 40, StatementTimeout: 5 * time.Minute}); err != nil {
		return err
	}
	for _, script := range []string{"limit", "network"} {
		text, err := scripts.ReadFile("sql/" + script + ".sql")
		if err != nil {
			return err
		}
		if err := b.db.InTx(ctx, func(tx *postgres.Tx) error { _, err := tx.Exec(ctx, string(text)); return err }); err != nil {
			return fmt.Errorf("%s: %w", script, err)
		}
	}
	if err := b.read(ctx); err != nil {
		return err
	}
	queue, err := jobs.NewQueue()
	if err != nil {
		return err
	}
	index := search.NewIndex(b.db, b.dsn, time.Now, slog.New(slog.DiscardHandler))
	b.db.OnCommit(index.Changed)
	b.bookings = booking.NewService(b.db, search.NewFinder(b.db, time.Now).With(index), notify.NewQueue(queue), time.Now)
	go index.Run(ctx)
	for index.Age() > time.Hour {
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}

func (b *bench) read(ctx context.Context) error {
	if err := b.db.Select(ctx, &b.revisions, `/* main.revisions */ SELECT r.id FROM revision r JOIN package p ON p.id = r.package_id ORDER BY p.hub_id, p.id`); err != nil {
		return err
	}
	if err := b.db.Select(ctx, &b.companies, `/* main.companies */ SELECT id FROM company ORDER BY id`); err != nil {
		return err
	}
	return b.db.Get(ctx, &b.person, `/* main.person */ SELECT id FROM person`)
}

// booking measures ours and the limit in turn, and prints the median of the ratios.
func (b *bench) booking(ctx context.Context, rounds int, out io.Writer) error {
	fmt.Fprintln(out, "| booking | clients | limit /s | ours /s | ours of the limit | p99 limit | p99 ours |\n|---|---|---|---|---|---|---|")
	for _, l := range loads {
		for _, clients := range []int{1, 4, 8, 32} {
			var limits, own, ratios []float64
			var slow, slowLimit time.Duration
			for range rounds {
				limit, err := b.limit(ctx, l.name, clients)
				if err != nil {
					return err
				}
				ours, err := b.ours(ctx, l, clients)
				if err != nil {
					return fmt.Errorf("%s: %w", l.name, err)
				}
				limits, own, ratios = append(limits, limit.rate), append(own, ours.rate), append(ratios, ours.rate/limit.rate)
				slow, slowLimit = max(slow, ours.p99), max(slowLimit, limit.p99)
			}
			fmt.Fprintf(out, "| %s | %d | %.0f | %.0f | %.2f | %.1f ms | %.1f ms |\n", l.name, clients, median(limits), median(own), median(ratios),
				float64(slowLimit.Microseconds())/1000, float64(slow.Microseconds())/1000)
		}
	}
	return nil
}
