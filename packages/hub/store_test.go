package hub_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

type world struct {
	packtest.Network
	hubs *hub.Service
}

func newWorld(t *testing.T) world {
	t.Helper()
	n := packtest.New(t, pgtest.New(t), packtest.Options{})
	return world{n, hub.New(n.DB, func() time.Time { return n.Now })}
}

// stay books people at the hub from Monday for days, without the way a company would.
func (w world) stay(t *testing.T, ref string, people, days int) {
	t.Helper()
	ctx := context.Background()
	err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		var id, resource int64
		if err := tx.Get(ctx, &id, `/* test */ INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, state, net_cents,
				vat_cents, gross_cents, op_key)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'confirmed', 0, 0, 0, gen_random_uuid()) RETURNING id`, ref, packtest.Company(w.Companies[0]),
			w.Companies[0].PersonID, w.PackageID, w.RevisionID, w.Monday, w.Monday.AddDays(days-1), people); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* test */ INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on) VALUES ($1, 1, $2, $3, $4)`,
			id, w.HubID, w.Monday, w.Monday.AddDays(days-1)); err != nil {
			return err
		}
		if err := tx.Get(ctx, &resource, `/* test */ SELECT resource_id FROM hub WHERE id = $1`, w.HubID); err != nil {
			return err
		}
		var demands []capacity.Demand
		for i := range days {
			demands = append(demands, capacity.Demand{Slot: capacity.Slot{Resource: resource, Day: w.Monday.AddDays(i)}, Quantity: people})
		}
		return capacity.Take(ctx, tx, id, demands)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w world) facts(t *testing.T) hub.Facts {
	t.Helper()
	h, err := w.hubs.ByID(t.Context(), w.HubID)
	if err != nil {
		t.Fatal(err)
	}
	return hub.FactsOf(h)
}

func (w world) capacityOn(t *testing.T, day dates.Date) hub.Day {
	t.Helper()
	days, err := w.hubs.Occupancy(t.Context(), w.Staff, w.HubID, dates.Through(day, day))
	if err != nil || len(days) != 1 {
		t.Fatalf("%v %v", days, err)
	}
	return days[0]
}

func TestFewerDesksThanStaysIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.stay(t, "HT-AAAA", 4, 5)
	w.stay(t, "HT-BBBB", 3, 2)
	f := w.facts(t)
	f.Desks, f.Name = 6, "Toinen nimi"
	err := w.hubs.Update(t.Context(), w.Staff, w.HubID, f)
	var in *hub.StaysInTheWay
	if !errors.As(err, &in) || len(in.Days) != 2 || in.Days[0].Day != w.Monday || in.Days[0].Taken != 7 || !slices.Equal(in.Refs(), []string{"HT-AAAA", "HT-BBBB"}) {
		t.Fatalf("%+v", err)
	}
	if got := fault.As(err); got.Code != fault.Conflict || got.Args["Refs"] != "HT-AAAA, HT-BBBB" {
		t.Errorf("%+v", got)
	}
	if after := w.facts(t); after.Desks != 10 || after.Name != "HUBteekki" {
		t.Errorf("half of a refused change stayed: %d %s", after.Desks, after.Name)
	}
	f.Desks = 7
	if err := w.hubs.Update(t.Context(), w.Staff, w.HubID, f); err != nil {
		t.Fatal(err)
	}
	if got := w.capacityOn(t, w.Monday); got.Capacity != 7 || got.Taken != 7 {
		t.Errorf("%+v", got)
	}
}

func TestClosingADayWithStaysIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.stay(t, "HT-AAAA", 4, 5)
	var in *hub.StaysInTheWay
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, []hub.Closure{{Day: w.Monday}}); !errors.As(err, &in) || !slices.Equal(in.Refs(), []string{"HT-AAAA"}) {
		t.Fatalf("%v", err)
	}
	f := w.facts(t)
	f.Hours[0].Opens, f.Hours[0].Closes = nil, nil // closed on Mondays
	if err := w.hubs.Update(t.Context(), w.Staff, w.HubID, f); !errors.As(err, &in) || in.Days[0].Day != w.Monday {
		t.Fatalf("%v", err)
	}
	free := w.Monday.AddDays(7)
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, []hub.Closure{{Day: free, ReasonFi: "Remontti"}}); err != nil {
		t.Fatal(err)
	}
	if got := w.capacityOn(t, free); got.Capacity != 0 {
		t.Errorf("closed, but %+v", got)
	}
	h, err := w.hubs.ByID(t.Context(), w.HubID)
	if err != nil || len(h.Closures) != 1 || h.Closures[0].Reason("en") != "Remontti" {
		t.Errorf("%+v %v", h.Closures, err)
	}
	two := []hub.Closure{{Day: free.AddDays(1), ReasonFi: "Remontti"}, {Day: free.AddDays(2)}, {Day: free.AddDays(1)}}
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, append(two, hub.Closure{Day: w.Monday})); !errors.As(err, &in) || !slices.Equal(in.Refs(), []string{"HT-AAAA"}) {
		t.Errorf("days one of which has a stay: %v", err)
	}
	if h, err := w.hubs.ByID(t.Context(), w.HubID); err != nil || len(h.Closures) != 1 {
		t.Errorf("some were closed all the same: %+v, %v", h.Closures, err)
	}
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, two); err != nil {
		t.Error(err)
	}
	if h, err := w.hubs.ByID(t.Context(), w.HubID); err != nil || len(h.Closures) != 3 || h.Closures[1].ReasonFi != "Remontti" {
		t.Errorf("several at once: %+v, %v", h.Closures, err)
	}
	if err := w.hubs.OpenDays(t.Context(), w.Staff, w.HubID, []dates.Date{two[0].Day, two[1].Day, two[0].Day}); err != nil {
		t.Error(err)
	}
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, make([]hub.Closure, 101)); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a hundred and one days: %v", err)
	}
	if err := w.hubs.OpenDays(t.Context(), w.Staff, w.HubID, []dates.Date{free}); err != nil {
		t.Fatal(err)
	}
	if got := w.capacityOn(t, free); got.Capacity != 10 {
		t.Errorf("open again, but %+v", got)
	}
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, []hub.Closure{{Day: dates.Today(w.Now).AddDays(-1)}}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("yesterday: %v", err)
	}
}

func TestOthersHubsDoNotExist(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	other, err := w.hubs.Create(ctx, w.Admin, hub.Fresh{Name: "Lennätin", Municipality: "Viitasaari", Position: "63.07, 25.86", Email: "a@example.fi"})
	if err != nil {
		t.Fatal(err)
	}
	stranger := access.Actor{PersonID: 99, Grants: []access.Grant{{Role: access.HubStaff, Org: other}}}
	days := dates.Through(w.Monday, w.Monday.AddDays(6))
	for _, actor := range []access.Actor{stranger, w.Companies[0]} {
		_, errForStaff := w.hubs.ForStaff(ctx, actor, w.HubID)
		_, errOccupancy := w.hubs.Occupancy(ctx, actor, w.HubID, days)
		_, errArrivals := w.hubs.Arrivals(ctx, actor, w.HubID, days)
		_, errCreate := w.hubs.Create(ctx, actor, hub.Fresh{})
		for what, err := range map[string]error{
			"ForStaff": errForStaff, "Occupancy": errOccupancy, "Arrivals": errArrivals, "Create": errCreate,
			"Update":    w.hubs.Update(ctx, actor, w.HubID, w.facts(t)),
			"CloseDays": w.hubs.CloseDays(ctx, actor, w.HubID, []hub.Closure{{Day: w.Monday}}),
			"OpenDays":  w.hubs.OpenDays(ctx, actor, w.HubID, []dates.Date{w.Monday}),
		} {
			if fault.CodeOf(err) != fault.NotFound {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	if mine, err := w.hubs.Mine(ctx, stranger); err != nil || len(mine) != 1 || mine[0].ID != other {
		t.Errorf("%v %v", mine, err)
	}
	if all, err := w.hubs.Mine(ctx, w.Admin); err != nil || len(all) != 2 {
		t.Errorf("%v %v", all, err)
	}
}

func TestCreateOnceAndOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	fresh := hub.Fresh{Name: "Etäpesä Äänekoski", Municipality: "Äänekoski", Position: "62.6, 25.72", Email: "a@example.fi"}
	id, err := w.hubs.Create(ctx, w.Admin, fresh)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.hubs.Create(ctx, w.Admin, fresh); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("twice: %v", err)
	}
	h, err := w.hubs.BySlug(ctx, "etapesa-aanekoski")
	if err != nil || h.ID != id || h.Status != hub.Planned || h.Hours != hub.OfficeHours() {
		t.Fatalf("%+v %v", h, err)
	}
	staff := access.Actor{PersonID: 99, Grants: []access.Grant{{Role: access.HubStaff, Org: id}}}
	f := hub.FactsOf(h)
	f.Desks, f.Status = 5, hub.Working
	if err := w.hubs.Update(ctx, staff, id, f); err != nil {
		t.Fatal(err)
	}
	if days, err := w.hubs.Occupancy(ctx, staff, id, dates.Through(w.Monday, w.Monday)); err != nil || days[0].Capacity != 0 {
		t.Errorf("staff opened a planned hub by themselves: %v %v", days, err)
	}
	if err := w.hubs.Update(ctx, w.Admin, id, f); err != nil {
		t.Fatal(err)
	}
	days, err := w.hubs.Occupancy(ctx, staff, id, dates.Through(w.Monday.AddDays(-1), w.Monday))
	if err != nil || days[0].Capacity != 0 || days[1].Capacity != 5 {
		t.Errorf("%v %v", days, err)
	}
}

func TestExtendHorizon(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	far := w.Monday.AddDays(70)
	if err := w.hubs.CloseDays(ctx, w.Staff, w.HubID, []hub.Closure{{Day: far}}); err != nil {
		t.Fatal(err)
	}
	w.stay(t, "HT-AAAA", 4, 2)
	for range 2 {
		if err := w.hubs.ExtendHorizon(ctx); err != nil {
			t.Fatal(err)
		}
	}
	days, err := w.hubs.Occupancy(ctx, w.Staff, w.HubID, dates.Through(dates.Today(w.Now), dates.Today(w.Now).AddDays(hub.Horizon)))
	if err != nil || len(days) != hub.Horizon+1 {
		t.Fatalf("%d days, %v", len(days), err)
	}
	for _, d := range days {
		want := 10
		if d.Day.IsWeekend() || d.Day == far {
			want = 0
		}
		if d.Capacity != want {
			t.Errorf("%s: %d desks, want %d", d.Day, d.Capacity, want)
		}
	}
}

func TestArrivals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.stay(t, "HT-AAAA", 4, 5)
	for days, want := range map[dates.Range]int{
		dates.Through(w.Monday.AddDays(-7), w.Monday.AddDays(-1)): 0,
		dates.Through(w.Monday.AddDays(4), w.Monday.AddDays(9)):   1,
		dates.Through(w.Monday.AddDays(5), w.Monday.AddDays(9)):   0,
	} {
		list, err := w.hubs.Arrivals(t.Context(), w.Staff, w.HubID, days)
		if err != nil || len(list) != want {
			t.Fatalf("%v: %v %v", days, list, err)
		}
		if want == 1 && (list[0].Company != "Yritys 1" || list[0].People != 4 || list[0].PackageName("en") != "A week") {
			t.Errorf("%+v", list[0])
		}
	}
}
