package chaos

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

var (
	seeds  = flag.Int("seeds", 1, "runs, each with a house of its own")
	faults = flag.Int("faults", 7, "faults in each run")
)

// fault breaks something and mends it.
type fault struct {
	name string
	do   func(ctx context.Context, h *house)
}

var kinds = []fault{
	{"PostgreSQL killed", func(_ context.Context, h *house) { h.killDatabase() }},
	{"program killed", func(_ context.Context, h *house) { h.killProgram() }},
	{"replies lost", func(ctx context.Context, h *house) {
		h.line.mode.Store(deaf)
		wait(ctx, 400*time.Millisecond)
		h.mend()
	}},
	{"line silent", func(ctx context.Context, h *house) {
		h.line.mode.Store(silent)
		wait(ctx, 1500*time.Millisecond)
		h.mend()
	}},
	{"connections terminated", func(_ context.Context, h *house) { h.terminate() }},
	{"line cut", func(_ context.Context, h *house) { h.line.cut() }},
	{"PostgreSQL stopped for a while", func(ctx context.Context, h *house) {
		h.signalDatabase(syscall.SIGSTOP)
		wait(ctx, 700*time.Millisecond)
		h.signalDatabase(syscall.SIGCONT)
	}},
	{"program stopped for a while", func(ctx context.Context, h *house) {
		_ = h.program.Process.Signal(syscall.SIGSTOP)
		wait(ctx, 700*time.Millisecond)
		_ = h.program.Process.Signal(syscall.SIGCONT)
	}},
}

func (h *house) mend() {
	h.line.mode.Store(whole)
	h.line.cut()
}

func TestChaos(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "hubittaako")
	if out, err := exec.Command("go", "build", "-o", binary, "github.com/hubittaako/hubittaako/app").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for seed := range *seeds {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) { run(t, binary, uint64(seed+1)) })
	}
}

// run has companies book while faults happen, and watches the rules.
func run(t *testing.T, binary string, seed uint64) {
	h := newHouse(t, binary)
	n := packtest.New(t, h.db(), packtest.Options{Desks: 30, Seats: 30, Weeks: 4, Companies: 6, Monday: dates.Today(time.Now()).AddDays(60).StartOfWeek()})
	held := &atomic.Int64{}
	var companies []*company
	for _, actor := range n.Companies {
		companies = append(companies, newCompany(t, h, n, actor, seed, held))
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var working sync.WaitGroup
	for _, c := range companies {
		working.Go(func() { c.live(ctx) })
	}
	looks := &atomic.Int64{}
	working.Go(func() { watch(ctx, t, h, looks) })

	first(held, 1)
	random := rand.New(rand.NewPCG(seed, 77))
	counts := map[string]int{}
	var slowest time.Duration
	for _, i := range deal(random, *faults) {
		kinds[i].do(ctx, h)
		counts[kinds[i].name]++
		mended := time.Now()
		first(held, 1)
		slowest = max(slowest, time.Since(mended))
	}
	stop()
	working.Wait()
	h.ready(time.Minute)
	report(t, h, companies, counts, looks.Load(), slowest)
}

// deal is n faults of every kind in turn, in random order.
func deal(random *rand.Rand, n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i % len(kinds)
	}
	random.Shuffle(n, func(a, b int) { order[a], order[b] = order[b], order[a] })
	return order
}

// first waits for so many holds from now on.
func first(held *atomic.Int64, n int64) {
	for until, patience := held.Load()+n, time.Now().Add(2*time.Minute); held.Load() < until && time.Now().Before(patience); {
		wait(context.Background(), 5*time.Millisecond)
	}
}

// watch looks at the rules ten times a second, straight in the database. While that is down nobody can break them.
func watch(ctx context.Context, t *testing.T, h *house, looks *atomic.Int64) {
	for ctx.Err() == nil {
		broken, err := billing.Violations(ctx, h.db())
		if err == nil {
			looks.Add(1)
		}
		for _, v := range broken {
			t.Error(v)
		}
		wait(ctx, 100*time.Millisecond)
	}
}

// report compares what companies were told with what is so.
func report(t *testing.T, h *house, companies []*company, counts map[string]int, looks int64, slowest time.Duration) {
	t.Helper()
	ctx := context.Background()
	asked, repeated, acknowledged, lost := 0, 0, 0, 0
	for _, c := range companies {
		asked, repeated, acknowledged = asked+c.asked, repeated+c.repeated, acknowledged+len(c.told)
		for _, told := range c.told {
			var states []booking.State
			if err := h.db().Select(ctx, &states, `/* chaos.states */ SELECT state FROM booking WHERE ref = $1 AND op_key = $2`, told.ref, told.key); err != nil {
				t.Fatal(err)
			}
			if len(states) != 1 || !atLeast(states[0], told.state) {
				lost++
				t.Errorf("%s was told %s of %s, which is %v", "a company", told.state, told.ref, states)
			}
		}
	}
	var twice []string
	if err := h.db().Select(ctx, &twice, `/* chaos.twice */
		SELECT b.ref FROM booking b JOIN payment p ON p.booking_id = b.id AND p.method = 'invoice' GROUP BY b.ref HAVING count(*) > 1`); err != nil {
		t.Fatal(err)
	}
	broken, err := billing.Violations(ctx, h.db())
	if err != nil {
		t.Fatal(err)
	}
	if len(broken) > 0 || len(twice) > 0 {
		t.Errorf("in the end: %v, invoiced twice %v", broken, twice)
	}
	if acknowledged < *faults {
		t.Errorf("only %d bookings: nothing was tried", acknowledged)
	}
	t.Logf("%d forms sent, %d sent again, %d bookings acknowledged, %d lost, %d done twice, rules looked at %d times, %d broken; first booking after a fault at most %v later; faults %v",
		asked, repeated, acknowledged, lost, len(twice), looks, len(broken), slowest.Round(time.Millisecond), counts)
}

// atLeast says whether a booking is in the state that was told, or further on: the last answer may have been the one that got lost.
func atLeast(is, told booking.State) bool {
	order := []booking.State{booking.Held, booking.Confirmed, booking.Cancelled}
	return slices.Index(order, is) >= slices.Index(order, told)
}
