package weeks

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Limits of what is asked and answered.
const (
	MaxWeeks   = 26 // that one asking may look at
	MaxReplies = 100
	maxTitle   = 100
	maxName    = 60
	maxPeople  = 500
)

// Ask is what a team is asked: in which of the weeks from First to Last, both in, it could come. First is a Monday, Last a Sunday.
type Ask struct {
	ID      int64      `db:"id"`
	Token   string     `db:"token"` // of the link that everybody shares
	Title   string     `db:"title"`
	People  int        `db:"people"`
	Weeks   int        `db:"weeks"` // how long the stay is
	First   dates.Date `db:"first_day"`
	Last    dates.Date `db:"last_day"`
	Replies []Reply    `db:"-"`
}

// Reply is one person's answer: the days on which they cannot.
type Reply struct {
	Name string
	Busy []dates.Date
}

// New is a form that asks. Month is the first month that is meant.
type New struct {
	Title  string
	People int
	Weeks  int
	From   dates.Date
	Until  dates.Date
}

// Service keeps what is asked and answered. It knows nobody: whoever has a link may do what it is for.
type Service struct {
	db  *postgres.DB
	now func() time.Time
}

// NewService makes the service; now is the clock.
func NewService(db *postgres.DB, now func() time.Time) *Service { return &Service{db: db, now: now} }

// Ask starts an asking and gives the token of its link; the same key gives the same one. Anyone may. Invalid with the fields
// "title", "people", "weeks", "from", "until".
func (s *Service) Ask(ctx context.Context, f New, key uuid.UUID) (token string, err error) {
	first, last, fields := f.check(dates.Today(s.now()))
	if err := fault.Check(fields); err != nil {
		return "", err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return tx.Get(ctx, &token, `/* weeks.Ask */
			INSERT INTO week_ask (token, op_key, title, people, weeks, first_day, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (op_key) DO UPDATE SET op_key = excluded.op_key RETURNING token`, rand.Text()+rand.Text(), key, f.Title, f.People, f.Weeks, first, last)
	})
	return token, err
}

// check rounds the days to whole weeks, from next Monday on.
func (f New) check(today dates.Date) (first, last dates.Date, fields []fault.Field) {
	add := func(wrong bool, name, key string, args map[string]any) {
		if wrong {
			fields = append(fields, fault.Field{Name: name, Key: key, Args: args})
		}
	}
	add(f.Title == "", "title", "field.required", nil)
	add(utf8.RuneCountInString(f.Title) > maxTitle, "title", "field.max_chars", map[string]any{"Max": maxTitle})
	add(f.People < 1 || f.People > maxPeople, "people", "field.range", map[string]any{"Min": 1, "Max": maxPeople})
	add(f.Weeks != 1 && f.Weeks != 2, "weeks", "field.choice", nil)
	add(f.From.IsZero(), "from", "field.required", nil)
	add(f.Until.IsZero(), "until", "field.required", nil)
	if len(fields) > 0 {
		return first, last, fields
	}
	first, last = f.From.StartOfWeek(), f.Until.StartOfWeek().AddDays(6)
	if next := today.StartOfWeek().AddDays(7); first.Before(next) {
		first = next
	}
	length := last.Sub(first) + 1
	add(f.Until.Before(f.From), "until", "weeks.order", nil)
	add(!f.Until.Before(f.From) && length < 7*f.Weeks, "until", "weeks.past", nil)
	add(length > 7*MaxWeeks, "until", "weeks.too_many", map[string]any{"Max": MaxWeeks})
	return first, last, fields
}

// ByToken reads what is asked with all answers, in the order of names. NotFound for another token, or when it is over.
func (s *Service) ByToken(ctx context.Context, token string) (Ask, error) {
	return read(ctx, s.db, token, "")
}

func read(ctx context.Context, r postgres.Reader, token, lock string) (a Ask, err error) {
	err = r.Get(ctx, &a, `/* weeks.read */ SELECT id, token, title, people, weeks, first_day, last_day FROM week_ask WHERE token = $1 `+lock, token)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return Ask{}, err
	}
	var rows []struct {
		Name string
		Busy pq.StringArray
	}
	if err := r.Select(ctx, &rows, `/* weeks.replies */ SELECT name, busy::text[] AS busy FROM week_reply WHERE ask_id = $1 ORDER BY name`, a.ID); err != nil {
		return Ask{}, err
	}
	for _, row := range rows {
		reply := Reply{Name: row.Name}
		for _, text := range row.Busy {
			day, err := dates.Parse(text)
			if err != nil {
				return Ask{}, err
			}
			reply.Busy = append(reply.Busy, day)
		}
		a.Replies = append(a.Replies, reply)
	}
	return a, nil
}

// Reply keeps an answer; the same name answers anew. Days beyond those that are asked about are left out. Whoever has the link may.
// Errors: Invalid with the field "name"; Conflict when enough have answered.
func (s *Service) Reply(ctx context.Context, token string, reply Reply) error {
	switch n := utf8.RuneCountInString(reply.Name); {
	case n == 0:
		return fault.OnField("name", "field.required")
	case n > maxName:
		f := fault.OnField("name", "field.max_chars")
		f.Fields[0].Args = map[string]any{"Max": maxName}
		return f
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := read(ctx, tx, token, "FOR UPDATE")
		if err != nil {
			return err
		}
		var days []string
		for _, d := range reply.Busy {
			if !d.Before(a.First) && !d.After(a.Last) && !slices.Contains(days, d.String()) {
				days = append(days, d.String())
			}
		}
		slices.Sort(days)
		if _, err := tx.Exec(ctx, `/* weeks.Reply */
			INSERT INTO week_reply (ask_id, name, busy) VALUES ($1, $2, $3::text[]::date[])
			ON CONFLICT (ask_id, name) DO UPDATE SET busy = excluded.busy, created_at = now()`, a.ID, reply.Name, pq.Array(append([]string{}, days...))); err != nil {
			return err
		}
		var n int
		if err := tx.Get(ctx, &n, `/* weeks.count */ SELECT count(*) FROM week_reply WHERE ask_id = $1`, a.ID); err != nil {
			return err
		}
		if n > MaxReplies {
			return fault.New(fault.Conflict, "weeks.full").With("Max", MaxReplies)
		}
		return nil
	})
}

// Remove takes an answer back; one that is not there is no error. Whoever has the link may.
func (s *Service) Remove(ctx context.Context, token, name string) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* weeks.Remove */ DELETE FROM week_reply WHERE name = $2 AND ask_id = (SELECT id FROM week_ask WHERE token = $1)`, token, name)
		return err
	})
}

// Forget deletes all whose last day has passed. A job calls it.
func (s *Service) Forget(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* weeks.Forget */ DELETE FROM week_ask WHERE last_day < $1`, dates.Today(s.now()))
		return err
	})
}

// Week is a stay that begins on a Monday, with who can come and who cannot.
type Week struct {
	Start, Last dates.Date
	Can, Cannot []string
}

// Options are the weeks that are asked about, in order: those who have a busy day from Monday to Friday cannot come.
func (a Ask) Options() (list []Week) {
	for start := a.First; !start.AddDays(7*a.Weeks - 1).After(a.Last); start = start.AddDays(7) {
		w := Week{Start: start, Last: start.AddDays(7*a.Weeks - 1)}
		for _, r := range a.Replies {
			if slices.ContainsFunc(r.Busy, func(d dates.Date) bool { return !d.Before(w.Start) && !d.After(w.Last) && !d.IsWeekend() }) {
				w.Cannot = append(w.Cannot, r.Name)
			} else {
				w.Can = append(w.Can, r.Name)
			}
		}
		list = append(list, w)
	}
	return list
}
