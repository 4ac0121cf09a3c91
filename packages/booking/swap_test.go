package booking_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// sessionOf is the first session of a stay with the title.
func sessionOf(t *testing.T, d booking.Detail, title string) int64 {
	t.Helper()
	for _, s := range d.Sessions {
		if s.TitleFi == title {
			return s.ID
		}
	}
	t.Fatalf("no %s in %+v", title, d.Sessions)
	return 0
}

func (w world) alternatives(t *testing.T, ref string, session int64) booking.Alternatives {
	t.Helper()
	a, err := w.bookings.AlternativesTo(ctx, w.Companies[0], w.detail(t, ref), session)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnotherTime(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	d := w.detail(t, b.Ref)
	sauna := sessionOf(t, d, "Savusauna")
	a := w.alternatives(t, b.Ref, sauna)
	if len(a.Times) != 1 || a.Times[0].Difference() != 0 || a.Lost || a.Seat.SessionID != sauna {
		t.Fatalf("%+v", a)
	}
	m, err := w.change(w.Companies[0], b.Ref, a.Times[0].Wish)
	if err != nil {
		t.Fatal(err)
	}
	after := w.detail(t, b.Ref)
	if slices.Contains(seats(after), sauna) || len(after.Sessions) != 3 || after.Gross != b.Gross || len(m.Lines()) != 0 || w.taken(t) != 4*8 {
		t.Errorf("%v, %d cents, %v, %d taken", seats(after), after.Gross, m.Lines(), w.taken(t))
	}
	if _, err := w.change(w.Companies[0], b.Ref, a.Times[0].Wish); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("the same swap again: %v", err)
	}
}

func TestRemoveAndTakeBack(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	d := w.detail(t, b.Ref)
	for _, s := range d.Sessions {
		if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Drop: s.ID}); err != nil {
			t.Fatal(err)
		}
	}
	bare := w.detail(t, b.Ref)
	if len(bare.Sessions) != 0 || len(bare.Lines) != 1 || bare.Net != 4*5*1500 || w.taken(t) != 4*5 {
		t.Fatalf("%+v", bare)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 3}); err != nil {
		t.Fatalf("a stay without activities: %v", err)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 4}); err != nil {
		t.Fatal(err)
	}
	a := w.alternatives(t, b.Ref, 0)
	if len(a.Others) != 2 || a.Out != nil {
		t.Fatalf("%d may be added", len(a.Others))
	}
	for _, s := range d.Sessions {
		if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Take: s.ID}); err != nil {
			t.Fatal(err)
		}
	}
	if back := w.detail(t, b.Ref); back.Gross != b.Gross || fmt.Sprint(seats(back)) != fmt.Sprint(seats(d)) || len(back.Lines) != 3 {
		t.Errorf("%d cents, %v, %d lines", back.Gross, seats(back), len(back.Lines))
	}
}

// TestAnActivityFromOutsideThePackage is swapped in, keeps its price when its partner changes it, and follows the head count.
func TestAnActivityFromOutsideThePackage(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	d := w.detail(t, b.Ref)
	sauna := sessionOf(t, d, "Savusauna")
	free := int(d.Sessions[0].StartsAt.Sub(dates.At(w.Monday, 0)) / (24 * time.Hour))
	yoga := w.more(t, "Jooga", free, 2000, 20)
	a := w.alternatives(t, b.Ref, sauna)
	i := slices.IndexFunc(a.Others, func(c booking.Change) bool { return c.Wish.Take == yoga })
	if i < 0 && sauna == d.Sessions[0].ID {
		t.Fatalf("yoga is not offered: %+v", a.Others)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Drop: d.Sessions[0].ID, Take: yoga}); err != nil {
		t.Fatal(err)
	}
	w.more(t, "Jooga", 20, 9900, 20) // dearer from now on
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 6}); err != nil {
		t.Fatal(err)
	}
	after := w.detail(t, b.Ref)
	found := false
	for _, l := range after.Lines {
		found = found || l.TextFi == "Jooga" && l.Quantity == 6 && l.UnitCents == 2000
	}
	if !found || !slices.Contains(seats(after), yoga) {
		t.Errorf("%+v", after.Lines)
	}
}

func TestSwapsThatDoNotFit(t *testing.T) {
	w := newWorld(t, packtest.Options{Seats: 12})
	b := w.hold(t, 0, 4)
	d := w.detail(t, b.Ref)
	full := w.more(t, "Jooga", 0, 2000, 3)
	clash := w.more(t, "Savi", int(d.Sessions[1].StartsAt.Sub(dates.At(w.Monday, 0))/(24*time.Hour)), 2000, 20)
	late := w.more(t, "Laavu", 9, 2000, 20)
	for _, c := range []struct {
		name string
		wish booking.Wish
		why  string
	}{
		{"too few seats", booking.Wish{Take: full}, packages.WhySessions},
		{"at the time of another", booking.Wish{Take: clash}, packages.WhyPlan},
		{"after the stay", booking.Wish{Take: late}, packages.WhySessions},
	} {
		var cannot *booking.CannotChange
		if _, err := w.change(w.Companies[0], b.Ref, c.wish); !errors.As(err, &cannot) || cannot.Why != c.why {
			t.Errorf("%s: %v %+v", c.name, err, cannot)
		}
	}
	w.exec(t, `UPDATE activity SET lead_days = 300 WHERE slug = 'jooga'`)
	w.exec(t, `UPDATE slot SET capacity = 20 FROM session s WHERE s.id = $1 AND slot.resource_id = s.resource_id`, full)
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Take: full}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("within its lead time: %v", err)
	}
	w.exec(t, `UPDATE activity SET status = 'archived' WHERE slug = 'jooga'`)
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Take: full}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("not on sale any more: %v", err)
	}
	// What the stay has already is kept, whatever its partner has made of it since.
	w.exec(t, `UPDATE activity SET status = 'archived', group_min = 5, lead_days = 365`)
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Drop: d.Sessions[0].ID}); err != nil {
		t.Error(err)
	}
}

// into lets every company swap the session it has of an activity for the one that has a single seat left.
func (w world) into(t *testing.T, last int64, make func(tx *postgres.Tx, a access.Actor, d booking.Detail, c booking.Change) error) (won int) {
	t.Helper()
	refs := map[int]string{}
	for i := range w.Companies {
		refs[i] = w.hold(t, i, 1).Ref
	}
	w.exec(t, `UPDATE slot SET capacity = taken + 1 FROM session s WHERE s.id = $1 AND slot.resource_id = s.resource_id`, last)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for i, a := range w.Companies {
		wg.Go(func() {
			err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
				d, err := w.bookings.LockForChange(ctx, tx, a, refs[i])
				if err != nil {
					return err
				}
				c, err := w.bookings.Reckon(ctx, tx, d, booking.Wish{Drop: sessionOf(t, d, "Savusauna"), Take: last})
				if err != nil {
					return err
				}
				return make(tx, a, d, c)
			})
			var short *capacity.Short
			var cannot *booking.CannotChange
			switch {
			case err == nil:
				mu.Lock()
				won++
				mu.Unlock()
			case !errors.As(err, &short) && !errors.As(err, &cannot):
				t.Errorf("neither swapped nor refused: %v", err)
			}
		})
	}
	wg.Wait()
	return won
}

// otherSauna is the sauna session that a first stay of one does not take.
func (w world) otherSauna(t *testing.T) int64 {
	t.Helper()
	b := w.hold(t, 0, 1)
	mine := sessionOf(t, w.detail(t, b.Ref), "Savusauna")
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second'`)
	if _, err := w.bookings.ExpireLapsed(ctx); err != nil {
		t.Fatal(err)
	}
	for _, s := range []int64{w.Sessions[0], w.Sessions[1]} {
		if s != mine {
			return s
		}
	}
	t.Fatal("no other sauna")
	return 0
}

func TestTheLastSeatIsSwappedIntoByOneStay(t *testing.T) {
	w := newWorld(t, packtest.Options{Companies: 8, Weeks: 1})
	last := w.otherSauna(t)
	if won := w.into(t, last, func(tx *postgres.Tx, a access.Actor, d booking.Detail, c booking.Change) error {
		_, err := w.bookings.MakeChange(ctx, tx, a, d.ID, c, uuid.New())
		return err
	}); won != 1 {
		t.Fatalf("%d stays swapped into the last seat", won)
	}
}

// The control: all have looked before one counts, and nobody asks the counters again. It must oversell.
func TestSwappingWithoutTheCountersOversells(t *testing.T) {
	w := newWorldUnsound(t, packtest.Options{Companies: 8, Weeks: 1})
	last := w.otherSauna(t)
	w.exec(t, `ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity`)
	var looked sync.WaitGroup
	looked.Add(len(w.Companies))
	if won := w.into(t, last, func(tx *postgres.Tx, _ access.Actor, d booking.Detail, c booking.Change) error {
		looked.Done()
		looked.Wait()
		if err := capacity.Release(ctx, tx, d.ID); err != nil {
			return err
		}
		for _, x := range c.After.Demands {
			if _, err := tx.Exec(ctx, `/* booking_test.careless */ UPDATE slot SET taken = taken + $3 WHERE resource_id = $1 AND day = $2`, x.Resource, x.Day, x.Quantity); err != nil {
				return err
			}
		}
		return nil
	}); won < 2 {
		t.Fatalf("the control sold the last seat %d times: this is no race", won)
	}
}
