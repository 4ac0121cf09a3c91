package pgtest

import (
	"testing"
	"testing/fstest"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/migrations"
)

func TestNewIsMigratedAndAlone(t *testing.T) {
	for range 2 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			db := New(t)
			if err := db.Check(t.Context(), migrations.FS); err != nil {
				t.Fatal(err)
			}
			// Fails in whichever comes second if the two share a database.
			err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
				_, err := tx.Exec(t.Context(), `/* pgtest.test */ CREATE TABLE mine ()`)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestTemplateFollowsTheMigrations(t *testing.T) {
	one := fstest.MapFS{"0001_a.sql": {Data: []byte("-- +goose Up\nSELECT 1;\n")}}
	two := fstest.MapFS{"0001_a.sql": {Data: []byte("-- +goose Up\nSELECT 2;\n")}}
	first, err := templateName(one)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := templateName(one); again != first {
		t.Fatalf("the same files gave %s, then %s", first, again)
	}
	if other, _ := templateName(two); other == first {
		t.Fatal("other files gave the same template")
	}
}

// BenchmarkNew measures what a test pays for its database, without dropping it again.
func BenchmarkNew(b *testing.B) {
	New(b) // the template, once
	for b.Loop() {
		New(b)
	}
}
