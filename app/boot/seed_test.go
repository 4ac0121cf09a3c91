package boot_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/boot"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/search"
)

// Seeding again adds nothing, and what it made is sound: nothing oversold, money divided to the cent.
func TestTheDemoNetworkIsMadeOnce(t *testing.T) {
	ctx := context.Background()
	cfg := development(t)
	db, err := postgres.Open(ctx, cfg.DatabaseURL, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	tables := [9]string{"hub", "partner", "activity", "session", "package", "revision", "company", "booking", "invoice"}
	seeded := func() (rows [9]int) {
		t.Helper()
		if err := boot.Seed(ctx, cfg, quiet); err != nil {
			t.Fatal(err)
		}
		for i, table := range tables {
			if err := db.Get(ctx, &rows[i], `/* boot_test.count */ SELECT count(*) FROM `+table); err != nil {
				t.Fatal(err)
			}
			if rows[i] == 0 {
				t.Fatalf("there is no %s", table)
			}
		}
		return rows
	}
	if first, again := seeded(), seeded(); first != again {
		t.Fatalf("%v: seeded once %v, twice %v", tables, first, again)
	}
	broken, err := billing.Violations(ctx, db)
	if err != nil || len(broken) > 0 {
		t.Fatal(broken, err)
	}
	eachCanBeHad(t, db)
}

// eachCanBeHad wants a start day in the next two months for six people in every package of the demo that is for all seasons: one
// whose activities do not fit together would stand there and never be sold.
func eachCanBeHad(t *testing.T, db *postgres.DB) {
	t.Helper()
	ctx, today := context.Background(), dates.Today(time.Now())
	finder := search.NewFinder(db, time.Now)
	sold, err := finder.PublishedAll(ctx)
	if err != nil || len(sold) < 6 {
		t.Fatalf("%d packages are sold, %v", len(sold), err)
	}
	hits, err := finder.Find(ctx, search.Query{Days: dates.Through(today, today.AddDays(62)), People: 6})
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, pkg := range sold {
		if slices.ContainsFunc(pkg.Items, func(it packages.Item) bool { return it.SeasonFrom != 1 || it.SeasonTo != 12 }) {
			continue
		}
		if checked++; !slices.ContainsFunc(hits, func(h search.Hit) bool { return h.Package.Slug == pkg.Slug }) {
			t.Errorf("nobody can have %s", pkg.Slug)
		}
	}
	if checked < 3 {
		t.Errorf("only %d packages are for all seasons", checked)
	}
}
