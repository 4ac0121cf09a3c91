package boot_test

import (
	"context"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/boot"
	"github.com/hubittaako/hubittaako/packages/billing"
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
}
