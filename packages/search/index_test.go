package search_test

import (
	"context"
	"fmt"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
)

var (
	ctx   = context.Background()
	begun = time.Now()
)

// followed is a network with an index on it, and a finder that always reads the database.
type followed struct {
	packtest.Network
	dsn    string
	index  *search.Index
	mirror *search.Finder
	truth  *search.Finder
}

func follow(t *testing.T) *followed {
	t.Helper()
	dsn := pgtest.DSN(t)
	db, err := postgres.Open(ctx, dsn, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	f := &followed{Network: packtest.New(t, db, packtest.Options{Weeks: 3}), dsn: dsn}
	clock := func() time.Time { return f.Now }
	f.index = search.NewIndex(db, dsn, clock, slog.New(slog.DiscardHandler))
	f.truth = search.NewFinder(db, clock)
	f.mirror = f.truth.With(f.index)
	f.refresh(t)
	return f
}

type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func (f *followed) refresh(t failer) {
	if _, err := f.index.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
}

func (f *followed) do(t failer, query string, args ...any) {
	err := f.DB.InTx(ctx, func(tx *postgres.Tx) error { _, err := tx.Exec(ctx, "/* test.do */ "+query, args...); return err })
	if err != nil {
		t.Fatal(err)
	}
}

// queries are searches whose answers together show all that the index knows.
func (f *followed) queries() []search.Query {
	days := dates.Through(f.Monday.AddDays(-3), f.Monday.AddDays(30))
	var all []search.Query
	for _, people := range []int{1, 4, 10} {
		all = append(all, search.Query{Days: days, People: people})
	}
	return append(all, search.Query{Days: days, People: 2, Kinds: []string{"wellbeing"}}, search.Query{Days: days, People: 2, Text: "viikko"})
}

// same fails unless the index answers as one that reads the database anew.
func (f *followed) same(t failer) {
	anew := search.NewIndex(f.DB, f.dsn, func() time.Time { return f.Now }, slog.New(slog.DiscardHandler))
	if _, err := anew.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	truth := f.truth.With(anew)
	for _, q := range f.queries() {
		got, err := f.mirror.Search(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := truth.Search(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%d people, %v %q: the index says\n%s, the database\n%s", q.People, q.Kinds, q.Text, brief(got), brief(want))
		}
	}
}

func brief(r search.Results) string {
	s := fmt.Sprintf("%d of %d:", len(r.Hits), r.Total)
	for _, h := range r.Hits {
		s += fmt.Sprintf(" %s %v, %d places, %d cents", h.Package.Slug, h.Starts, h.Places, h.First.Price.Gross)
	}
	return s
}

func TestIndexFollowsWhateverIsWritten(t *testing.T) {
	f := follow(t)
	f.same(t)
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 5).Draw(r, "writes") {
			f.write(r)
		}
		f.refresh(r)
		f.same(r)
	})
}

func (f *followed) write(r *rapid.T) {
	day := f.Monday.AddDays(rapid.IntRange(-2, 22).Draw(r, "day"))
	session := rapid.SampledFrom(f.Sessions).Draw(r, "session")
	n := rapid.IntRange(0, 10).Draw(r, "n")
	yes := rapid.Bool().Draw(r, "yes")
	switch rapid.SampledFrom([]string{"desks", "seats", "cancel", "open", "move", "list", "archive", "price", "vat", "add", "delete"}).Draw(r, "what") {
	case "desks":
		f.do(r, `UPDATE slot SET capacity = $2, taken = 0 WHERE resource_id = (SELECT resource_id FROM hub) AND day = $1`, day, n)
	case "seats":
		f.do(r, `UPDATE slot SET taken = least($2, capacity) WHERE resource_id = (SELECT resource_id FROM session WHERE id = $1)`, session, n)
	case "cancel":
		f.do(r, `UPDATE session SET status = 'cancelled', cancel_reason = 'x', cancelled_at = now() WHERE id = $1`, session)
	case "open":
		f.do(r, `UPDATE session SET status = 'open' WHERE id = $1
			AND NOT EXISTS (SELECT 1 FROM session o WHERE o.activity_id = session.activity_id AND o.starts_at = session.starts_at AND o.status = 'open')`, session)
	case "move":
		f.do(r, `UPDATE session SET starts_at = starts_at + interval '7 minutes', ends_at = ends_at + interval '7 minutes' WHERE id = $1
			AND NOT EXISTS (SELECT 1 FROM session o WHERE o.activity_id = session.activity_id AND o.starts_at = session.starts_at + interval '7 minutes')`, session)
	case "list":
		f.do(r, `UPDATE activity SET status = CASE WHEN $1 THEN 'listed' ELSE 'archived' END WHERE slug = 'savusauna'`, yes)
	case "archive":
		f.do(r, `UPDATE package SET archived = $1`, yes)
	case "price":
		f.do(r, `UPDATE revision SET adjust_bp = $1`, 100*n)
	case "vat":
		f.do(r, `UPDATE vat_rate SET bp = 2550 + $1::int WHERE class = 'standard' AND valid_from = '2024-09-01'`, n)
	case "add":
		f.do(r, `WITH r AS (INSERT INTO resource (kind) VALUES ('session_seat') RETURNING id),
			s AS (INSERT INTO slot (resource_id, day, capacity) SELECT id, $1::date, $2 FROM r)
			INSERT INTO session (activity_id, partner_id, day, starts_at, ends_at, resource_id)
			SELECT a.id, a.partner_id, $1::date, $1::date + interval '15 hours', $1::date + interval '18 hours', r.id FROM activity a, r WHERE a.slug = 'kanootti'
			ON CONFLICT DO NOTHING`, day, n)
	case "delete":
		f.do(r, `DELETE FROM session WHERE id = $1`, session)
	}
}

// TestIndexSeesWhatCommitsLate has a transaction that got its number first and commits last.
func TestIndexSeesWhatCommitsLate(t *testing.T) {
	f := follow(t)
	sellOut := func(tx *postgres.Tx, session int64) error {
		_, err := tx.Exec(ctx, `/* test.sellOut */ UPDATE slot SET taken = capacity WHERE resource_id = (SELECT resource_id FROM session WHERE id = $1)`, session)
		return err
	}
	err := f.DB.InTx(ctx, func(slow *postgres.Tx) error {
		for _, s := range f.Sessions[:2] { // both saunas of the first week
			if err := sellOut(slow, s); err != nil {
				return err
			}
		}
		for _, s := range f.Sessions[5:7] { // and of the second
			if err := f.DB.InTx(ctx, func(quick *postgres.Tx) error { return sellOut(quick, s) }); err != nil {
				return err
			}
			f.refresh(t)
			f.same(t)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f.refresh(t)
	f.same(t)
}

// TestIndexBuildsAnewEachDay has yesterday's start days disappear.
func TestIndexBuildsAnewEachDay(t *testing.T) {
	f := follow(t)
	f.Now = dates.At(f.Monday, 12*60)
	f.same(t) // the old picture is not asked any more
	f.refresh(t)
	f.same(t)
}

func TestAnOldIndexIsNotAsked(t *testing.T) {
	f := follow(t)
	f.do(t, `UPDATE package SET archived = true`)
	q := f.queries()[1]
	if hits, err := f.mirror.Find(ctx, q); err != nil || len(hits) != 1 {
		t.Fatalf("a young index answers by itself: %d hits, %v", len(hits), err)
	}
	f.Now = f.Now.Add(3 * time.Second)
	if hits, err := f.mirror.Find(ctx, q); err != nil || len(hits) != 0 {
		t.Fatalf("an index that heard nothing for three seconds was asked: %d hits, %v", len(hits), err)
	}
}

// TestIndexesOfTwoProcesses has one process write and the other hear of it.
func TestIndexesOfTwoProcesses(t *testing.T) {
	f := follow(t)
	running, stop := context.WithCancel(ctx)
	defer stop()
	start := f.Now
	now := func() time.Time { return start.Add(time.Since(begun)) }
	quiet := slog.New(slog.DiscardHandler)
	ours, theirs := search.NewIndex(f.DB, f.dsn, now, quiet), search.NewIndex(f.DB, f.dsn, now, quiet)
	f.DB.OnCommit(ours.Changed)
	truth := search.NewFinder(f.DB, now)
	for _, x := range []*search.Index{ours, theirs} {
		go x.Run(running)
		for x.Age() > time.Hour {
			<-time.After(time.Millisecond)
		}
	}
	f.do(t, `UPDATE package SET archived = true`)
	for i, finder := range []*search.Finder{truth.With(ours), truth.With(theirs)} {
		for wait := time.Now(); ; {
			hits, err := finder.Find(ctx, f.queries()[1])
			if err != nil {
				t.Fatal(err)
			}
			if len(hits) == 0 {
				break
			}
			if time.Since(wait) > 10*time.Second {
				t.Fatalf("index %d never heard", i)
			}
		}
	}
}
