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
	closedOnHolidays(t, db)
	planBCanBeCalled(t, db)
}

// closedOnHolidays wants no desk to be sold on a public holiday.
func closedOnHolidays(t *testing.T, db *postgres.DB) {
	t.Helper()
	var open []struct {
		Name string
		Day  dates.Date
	}
	if err := db.Select(context.Background(), &open, `/* boot_test.closedOnHolidays */
		SELECT h.name, s.day FROM hub h JOIN slot s USING (resource_id) WHERE s.capacity > 0 AND s.day > $1 ORDER BY s.day`, dates.Today(time.Now())); err != nil || len(open) == 0 {
		t.Fatal(len(open), err)
	}
	for _, o := range open {
		if h, free := dates.HolidayOn(o.Day); free {
			t.Errorf("%s is open on %s, %s", o.Name, o.Day, h.Name("en"))
		}
	}
}

// planBCanBeCalled wants a stay with a plan B so near that it may be called: on working days, when a group is there.
func planBCanBeCalled(t *testing.T, db *postgres.DB) {
	t.Helper()
	today := dates.Today(time.Now())
	if !dates.IsWorkday(today) || !dates.IsWorkday(today.StartOfWeek()) {
		return
	}
	var n int
	if err := db.Get(context.Background(), &n, `/* boot_test.planBCanBeCalled */
		SELECT count(*) FROM booking b JOIN booking_session x ON x.booking_id = b.id JOIN session s ON s.id = x.session_id JOIN session p ON p.id = s.plan_b_id
			JOIN allocation a ON a.booking_id = b.id AND a.resource_id = p.resource_id
		WHERE b.state = 'confirmed' AND s.day BETWEEN $1 AND $2`, today, today.AddDays(1)); err != nil || n == 0 {
		t.Errorf("%d stays have a plan B today or tomorrow: %v", n, err)
	}
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
