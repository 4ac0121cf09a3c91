package favourite_test

import (
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

type world struct {
	packtest.Network
	favourites *favourite.Service
}

// newWorld has three packages: viikko, and two that are nothing but a slug.
func newWorld(t *testing.T) world {
	t.Helper()
	w := world{Network: packtest.New(t, pgtest.New(t), packtest.Options{})}
	w.favourites = favourite.New(w.DB)
	w.exec(t, `INSERT INTO package (hub_id, slug) VALUES ($1, 'toinen'), ($1, 'kolmas')`, w.HubID)
	return w
}

func (w world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "/* test */ "+query, args...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func (w world) has(t *testing.T, who access.Actor, want ...string) {
	t.Helper()
	got, err := w.favourites.Of(t.Context(), who)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("has %v, want %v (%v)", got, want, err)
	}
}

func (w world) keep(t *testing.T, who access.Actor, slugs ...string) {
	t.Helper()
	if err := w.favourites.Keep(t.Context(), who, slugs...); err != nil {
		t.Fatal(err)
	}
}

func TestFavouritesAreKeptOnceAndTheLatestComesFirst(t *testing.T) {
	w := newWorld(t)
	me, other := w.Companies[0], w.Companies[1]
	w.has(t, me)
	w.keep(t, me, "viikko")
	w.keep(t, me, "toinen", "viikko", "eioo", "")
	w.keep(t, me, "kolmas")
	w.has(t, me, "kolmas", "toinen", "viikko")
	w.has(t, other)
	if err := w.favourites.Drop(t.Context(), other, "viikko"); err != nil {
		t.Fatal(err)
	}
	w.has(t, me, "kolmas", "toinen", "viikko")
	for range 2 { // what is gone can go again
		if err := w.favourites.Drop(t.Context(), me, "toinen"); err != nil {
			t.Fatal(err)
		}
	}
	w.has(t, me, "kolmas", "viikko")
}

func TestAListKeepsItsOrder(t *testing.T) {
	w := newWorld(t)
	w.keep(t, w.Staff, "kolmas", "viikko", "toinen")
	w.has(t, w.Staff, "kolmas", "viikko", "toinen")
}

func TestTheOldestFavouritesGo(t *testing.T) {
	w := newWorld(t)
	w.exec(t, `INSERT INTO package (hub_id, slug) SELECT $1, 'p' || n FROM generate_series(1, $2::int) n`, w.HubID, favourite.Most)
	w.exec(t, `INSERT INTO favourite (person_id, package_id, kept_at)
		SELECT $1, id, now() - id * interval '1 hour' FROM package WHERE slug LIKE 'p%'`, w.Staff.PersonID)
	w.keep(t, w.Staff, "viikko")
	got, err := w.favourites.Of(t.Context(), w.Staff)
	if err != nil || len(got) != favourite.Most || got[0] != "viikko" || got[1] != "p1" || slices.Contains(got, "p40") {
		t.Errorf("%d favourites: %v (%v)", len(got), got, err)
	}
	var rows int
	if err := w.DB.Get(t.Context(), &rows, `/* test */ SELECT count(*) FROM favourite`); err != nil || rows != favourite.Most {
		t.Errorf("%d rows (%v)", rows, err)
	}
}

func TestFavouritesGoWithTheirPerson(t *testing.T) {
	w := newWorld(t)
	var id int64
	if err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		return tx.Get(t.Context(), &id, `/* test */ INSERT INTO person (email, name) VALUES ('p@example.fi', 'P') RETURNING id`)
	}); err != nil {
		t.Fatal(err)
	}
	w.keep(t, access.Actor{PersonID: id}, "viikko")
	w.exec(t, `DELETE FROM person WHERE id = $1`, id)
	w.has(t, access.Actor{PersonID: id})
}

func TestNobodyKeepsNothing(t *testing.T) {
	w := newWorld(t)
	nobody := access.Actor{}
	if err := w.favourites.Keep(t.Context(), nobody, "viikko"); fault.CodeOf(err) != fault.Unauthenticated {
		t.Errorf("keep: %v", err)
	}
	if err := w.favourites.Drop(t.Context(), nobody, "viikko"); fault.CodeOf(err) != fault.Unauthenticated {
		t.Errorf("drop: %v", err)
	}
	w.has(t, nobody)
}
