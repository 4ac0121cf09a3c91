package postgres_test

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func TestLoneStatementCannotWrite(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	var name string
	err := db.Get(t.Context(), &name, `/* postgres.test */ INSERT INTO thing (name) VALUES ($1) RETURNING name`, "lone")
	if pq.As(err, "25006") == nil {
		t.Fatalf("got %v, want read_only_sql_transaction", err)
	}
	if n := count(t, db, "lone"); n != 0 {
		t.Fatal("a statement outside a transaction wrote")
	}
}

// TestValuesSurviveTheWire: the pool sends arguments in one round trip and []byte in binary, which is worth checking for
// each kind of value that the schema uses.
func TestValuesSurviveTheWire(t *testing.T) {
	t.Parallel()
	db := preparing(t)
	instant := time.Date(2027, 6, 7, 9, 30, 15, 123456000, time.UTC)
	text := "Ääkköset, 'quotes' \\ and 🛶"
	tests := []struct {
		query     string
		arg, want any
	}{
		{`SELECT $1::text`, text, text},
		{`SELECT $1::citext`, text, text},
		{`SELECT $1::bigint`, int64(-1) << 62, int64(-1) << 62},
		{`SELECT $1::smallint`, 7, int64(7)},
		{`SELECT $1::boolean`, true, true},
		{`SELECT $1::double precision`, 61.5, 61.5},
		{`SELECT $1::bytea`, []byte{0, 1, 0xff, '\\'}, []byte{0, 1, 0xff, '\\'}},
		{`SELECT $1::text`, []byte("bytes as text"), "bytes as text"},
		{`SELECT $1::timestamptz`, instant.In(time.FixedZone("", 3*3600)), instant},
		{`SELECT $1::date::text`, "2027-06-07", "2027-06-07"},
		{`SELECT $1::date::text`, instant, "2027-06-07"},
		{`SELECT array_to_string($1::text[], '|')`, []string{"a,b", `c"d`, ""}, `a,b|c"d|`},
		{`SELECT array_to_string($1::bigint[], '|')`, []int64{1, -2, 3}, "1|-2|3"},
		{`SELECT array_to_string($1::smallint[], '|')`, pq.Array([]int{1, 5}), "1|5"},
		{`SELECT 5 = ANY($1::bigint[])`, []int64{}, false},
		{`SELECT $1::date[] @> ARRAY['2027-06-07'::date]`, []string{"2027-06-07"}, true},
		{`SELECT $1::jsonb ->> 'name'`, postgres.JSON(map[string]string{"name": text}), text},
		{`SELECT $1::jsonb ->> 'name'`, `{"name": "plain text"}`, "plain text"},
		{`SELECT $1::text IS NULL`, nil, true},
		{`SELECT $1::date IS NULL`, sql.Null[time.Time]{}, true},
	}
	for _, test := range slices.Concat(tests, tests, tests) { // as text, and prepared
		got := reflect.New(reflect.TypeOf(test.want))
		if err := db.Get(t.Context(), got.Interface(), "/* postgres.test */ "+test.query, test.arg); err != nil {
			t.Errorf("%s with %v: %v", test.query, test.arg, err)
			continue
		}
		if value, ok := got.Elem().Interface().(time.Time); ok {
			if !value.Equal(instant) {
				t.Errorf("%s: got %s, want %s", test.query, value, instant)
			}
		} else if !reflect.DeepEqual(got.Elem().Interface(), test.want) {
			t.Errorf("%s: got %v, want %v", test.query, got.Elem(), test.want)
		}
	}
}

func TestArraysAndJSONReadBack(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var row struct {
		Names   pq.StringArray
		Numbers pq.Int64Array
		Content []byte
		Missing *string
	}
	err := db.Get(t.Context(), &row, `/* postgres.test */ SELECT ARRAY['a', 'b'] AS names, ARRAY[1, 2] AS numbers, '{"a": 1}'::jsonb AS content, NULL::text AS missing WHERE $1`, true)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(row.Names, pq.StringArray{"a", "b"}) || !reflect.DeepEqual(row.Numbers, pq.Int64Array{1, 2}) ||
		string(row.Content) != `{"a": 1}` || row.Missing != nil {
		t.Fatalf("got %+v", row)
	}
}

func TestSessionSettings(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(pgtest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("lock_timeout", "1234")
	u.RawQuery = q.Encode()
	db := open(t, u.String(), postgres.Options{Name: "settings test"})
	for name, want := range map[string]string{
		"TimeZone": "UTC", "statement_timeout": "5s", "lock_timeout": "1234ms", "idle_in_transaction_session_timeout": "10s",
		"application_name": "settings test", "default_transaction_read_only": "on",
	} {
		var got string
		if err := db.Get(t.Context(), &got, `/* postgres.test */ SELECT setting || CASE unit WHEN 'ms' THEN 'ms' ELSE '' END FROM pg_settings WHERE name = $1`, name); err != nil {
			t.Fatal(err)
		}
		if d, err := time.ParseDuration(got); err == nil {
			if wanted, _ := time.ParseDuration(want); d != wanted {
				t.Errorf("%s = %s, want %s", name, got, want)
			}
		} else if got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
}

func TestTimeoutsAreUnavailable(t *testing.T) {
	t.Parallel()
	db := open(t, pgtest.DSN(t), postgres.Options{StatementTimeout: 50 * time.Millisecond})
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	for name, ctx := range map[string]context.Context{"statement timeout": t.Context(), "context": short} {
		read := db.Select(ctx, &[]string{}, `/* postgres.test */ SELECT pg_sleep(10)::text`)
		write := db.InTx(ctx, func(tx *postgres.Tx) error {
			_, err := tx.Exec(ctx, `/* postgres.test */ SELECT pg_sleep(10)`)
			return err
		})
		if fault.CodeOf(read) != fault.Unavailable || fault.CodeOf(write) != fault.Unavailable {
			t.Errorf("%s: %v; %v", name, read, write)
		}
	}
}

func TestServerThatIsNotThere(t *testing.T) {
	t.Parallel()
	_, err := postgres.Open(t.Context(), "postgres://app@127.0.0.1:1/none?sslmode=disable", postgres.Options{})
	if fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("got %v", err)
	}
	if _, err := postgres.Open(t.Context(), "postgres://app@127.0.0.1/none?sslmode=nonsense", postgres.Options{}); err == nil {
		t.Fatal("a wrong address was accepted")
	}
}

// TestNoSilentPlainText: an address that says nothing about TLS must not end in a connection without.
func TestNoSilentPlainText(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(pgtest.DSN(t)) // the private server has no TLS
	if err != nil {
		t.Fatal(err)
	}
	u.RawQuery = ""
	if _, err := postgres.Open(t.Context(), u.String(), postgres.Options{}); err == nil {
		t.Error("lib/pq connected without TLS")
	}
	if _, err := postgres.OpenPgx(t.Context(), u.String(), "test", 1); err == nil {
		t.Error("pgx connected without TLS")
	}
}

func TestErrorsKeepTheirMeaning(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	var name string
	if err := db.Get(t.Context(), &name, `/* postgres.test */ SELECT name FROM thing`); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("no row: %v", err)
	}
	if err := db.Get(t.Context(), &name, `/* postgres.test */ SELECT $1::text`, "a\x00b"); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("NUL in a text: %v", err)
	}
	err := db.InTx(t.Context(), func(tx *postgres.Tx) error {
		insert(t, tx, "twice")
		_, err := tx.Exec(t.Context(), `/* postgres.test */ INSERT INTO thing (name) VALUES ('twice')`)
		return err
	})
	if got := postgres.Constraint(err); got != "thing_name" {
		t.Errorf("constraint %q of %v", got, err)
	}
	if got := postgres.Constraint(fault.New(fault.Conflict, "fault.taken").Wrap(err)); got != "thing_name" {
		t.Errorf("constraint %q once wrapped", got)
	}
	if got := postgres.Constraint(sql.ErrNoRows); got != "" {
		t.Errorf("constraint %q of no constraint", got)
	}
}
