package partners

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func TestVerdict(t *testing.T) {
	gathers := Pool{PoolMin: 8, DecideAt: noon}
	tests := []struct {
		name          string
		pool          Pool
		confirmed     int
		due, begun    bool
		decided, goes bool
	}{
		{"no minimum", Pool{}, 0, true, true, false, false},
		{"still time", gathers, 7, false, false, false, false},
		{"enough before its time", gathers, 8, false, false, true, true},
		{"enough at its time", gathers, 9, true, false, true, true},
		{"one too few", gathers, 7, true, false, true, false},
		{"nobody", gathers, 0, true, false, true, false},
		{"begun before anybody looked", gathers, 3, true, true, true, true},
		{"decided already", Pool{PoolMin: 8, DecideAt: noon, Goes: true}, 0, true, false, false, false},
	}
	for _, test := range tests {
		if decided, goes := test.pool.verdict(test.confirmed, test.due, test.begun); decided != test.decided || goes != test.goes {
			t.Errorf("%s: decided %t, goes %t", test.name, decided, goes)
		}
	}
}

func TestPoolOfASession(t *testing.T) {
	p := Pool{PoolMin: 8, DecideAt: noon}
	if !p.Overdue(noon) || p.Overdue(noon.Add(-time.Second)) || (Pool{PoolMin: 8, DecideAt: noon, Goes: true}).Overdue(noon) || (Pool{DecideAt: noon}).Overdue(noon) {
		t.Error("overdue is what still gathers at its time or after")
	}
	if p.Missing(6) != 2 || p.Missing(9) != 0 || (Pool{}).Missing(0) != 0 {
		t.Error("what is missing")
	}
}

func TestPoolForms(t *testing.T) {
	a := Activity{Minutes: 180, GroupMin: 1, SeasonFrom: 1, SeasonTo: 12}
	tests := []struct {
		name       string
		min, hours int
		want       []string
	}{
		{"none", 0, 0, nil},
		{"none, with a leftover choice", 0, 24, nil},
		{"a day before", 8, 24, nil},
		{"below nothing", -1, 24, []string{"pool_min field.max"}},
		{"when is it decided", 8, 0, []string{"pool_hours field.choice"}},
		{"too early", 8, maxPoolHours + 1, []string{"pool_hours field.choice"}},
		{"more than seats", 9, 24, []string{"pool_min field.pool_seats"}},
		{"decided already", 8, 30, []string{"pool_hours field.pool_late"}},
	}
	for _, test := range tests {
		form := SessionForm{Day: today.AddDays(1), Time: at(18, 0), Seats: 8, PoolMin: test.min, PoolHours: test.hours}
		var got []string
		for _, f := range form.faults(newFormChecker(), a, noon) {
			got = append(got, f.Name+" "+f.Key)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// pooled opens a session tomorrow week that needs so many people, decided a day before.
func (h house) pooled(t *testing.T, activity int64, people int) Session {
	t.Helper()
	id, err := h.AddSession(ctx, h.member, activity, SessionForm{Day: today.AddDays(8), Time: at(18, 0), Seats: 12, PoolMin: people, PoolHours: 24}, uuid.New())
	if wants(t, "add", err, ""); t.Failed() {
		t.FailNow()
	}
	s, err := h.Session(ctx, h.member, id)
	wants(t, "read", err, "")
	return s
}

func (h house) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if err := h.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, "/* partners_test.exec */ "+query, args...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// due lets the time of a session's decision come, by the database's clock.
func (h house) due(t *testing.T, s Session) {
	t.Helper()
	h.exec(t, `UPDATE session SET decide_at = now() - interval '1 second' WHERE id = $1`, s.ID)
}

func TestTheMinimumOfASession(t *testing.T) {
	h := newHouse(t)
	s := h.pooled(t, h.activity(t, nil), 8)
	if s.PoolMin != 8 || !s.DecideAt.Equal(s.StartsAt.Add(-24*time.Hour)) || s.Goes {
		t.Fatalf("%+v", s.Pool)
	}
	wants(t, "fewer seats than people needed", h.ChangeSeats(ctx, h.member, s.ID, 7), fault.Invalid, "seats field.seats_pool")
	_, err := h.ChangeSeatsOfMany(ctx, h.member, s.ActivityID, []int64{s.ID}, 7)
	wants(t, "of many", err, fault.Invalid, "seats field.seats_pool")
	wants(t, "off sale", h.ChangeSeats(ctx, h.member, s.ID, 0), "")
	wants(t, "on sale", h.ChangeSeats(ctx, h.member, s.ID, 12), "")
	wants(t, "more people, later", h.ChangePool(ctx, h.member, s.ID, 10, 12), "")

	wants(t, "book", h.book(s, 2), "")
	wants(t, "harder", h.ChangePool(ctx, h.member, s.ID, 11, 12), fault.Conflict, "pool_min field.pool_taken")
	wants(t, "at another time", h.ChangePool(ctx, h.member, s.ID, 10, 24), fault.Conflict, "pool_min field.pool_taken")
	wants(t, "easier", h.ChangePool(ctx, h.member, s.ID, 9, 12), "")
	wants(t, "a stranger", h.ChangePool(ctx, nobody, s.ID, 0, 0), fault.Unauthenticated)
	wants(t, "none", h.ChangePool(ctx, h.member, s.ID, 0, 0), "")
	if going, off, err := h.DecideSessions(ctx); going+off != 0 || err != nil {
		t.Errorf("%d and %d decided, %v", going, off, err)
	}
}

func TestRemovedSessionsKeepTheirMinimum(t *testing.T) {
	h := newHouse(t)
	s := h.pooled(t, h.activity(t, nil), 8)
	key := uuid.New()
	gone, _, err := h.RemoveSessions(ctx, h.member, s.ActivityID, []int64{s.ID}, key)
	if wants(t, "remove", err, ""); gone != 1 {
		t.Fatal(gone)
	}
	n, err := h.RestoreSessions(ctx, h.member, s.ActivityID, key)
	if wants(t, "restore", err, ""); n != 1 {
		t.Fatal(n)
	}
	list, err := h.Sessions(ctx, h.member, s.ActivityID, week())
	if wants(t, "read", err, ""); len(list) != 1 || list[0].PoolMin != 8 || !list[0].DecideAt.Equal(s.DecideAt) {
		t.Errorf("%+v", list)
	}
}

// TestASessionIsDecidedOnce: many processes at once decide each session once, and tell of it once.
func TestASessionIsDecidedOnce(t *testing.T) {
	h := newHouse(t)
	s := h.pooled(t, h.activity(t, nil), 8)
	if going, off, err := h.DecideSessions(ctx); going+off != 0 || err != nil {
		t.Fatalf("before its time: %d, %d, %v", going, off, err)
	}
	h.due(t, s)
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for range 4 {
		wg.Go(func() {
			going, off, err := h.DecideSessions(ctx)
			mu.Lock()
			defer mu.Unlock()
			if total += off; going != 0 || err != nil {
				t.Errorf("%d go, %v", going, err)
			}
		})
	}
	wg.Wait()
	s, err := h.Session(ctx, h.member, s.ID)
	if wants(t, "read", err, ""); total != 1 || s.Status != Cancelled || !s.Short || len(h.mails.decided) != 1 {
		t.Errorf("%d decided, %+v, %d told", total, s, len(h.mails.decided))
	}
	wants(t, "calling it off again", h.CancelSession(ctx, h.member, s.ID, "x"), fault.Conflict)
}
