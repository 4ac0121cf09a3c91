package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/search"
)

// country searches over a whole country: with few bookings in the database, and with a million.
func country(ctx context.Context, o options, h *house, out io.Writer) error {
	hubs, activities, few, many, searches, looks := 1000, 1000, 10_000, 1_000_000, 2000, 100
	if o.small {
		hubs, activities, few, many, searches, looks = 20, 20, 20, 200, 20, 2
	}
	dsn, db, err := h.database(ctx, "country", []string{"{{hubs}}", strconv.Itoa(hubs), "{{activities}}", strconv.Itoa(activities)}, "country")
	if err != nil {
		return err
	}
	defer db.Close()
	fmt.Fprintf(out, "| a country of %d hubs, %d packages, %d sessions | %d bookings | %d bookings | growth |\n|---|---|---|---|\n", hubs, 5*hubs, 20*activities, few, many)
	var measured [2][]figure
	have := 0
	for i, bookings := range []int{few, many} {
		if err := fill(ctx, db, []string{"{{from}}", strconv.Itoa(have + 1), "{{until}}", strconv.Itoa(bookings)}, "bookings"); err != nil {
			return err
		}
		have = bookings
		c := &land{dsn: dsn, db: db, searches: searches, looks: looks}
		if measured[i], err = c.measure(ctx, o, h); err != nil {
			return err
		}
	}
	for i, f := range measured[0] {
		m := measured[1][i]
		growth := "–"
		if f.value > 0 && m.value > 0 {
			growth = fmt.Sprintf("%.2f", m.value/f.value)
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", f.name, f, m, growth)
	}
	return nil
}

type figure struct {
	name  string
	value float64
	unit  string
}

func (f figure) String() string {
	if f.value < 0 {
		return "not reached"
	}
	return strconv.FormatFloat(f.value, 'g', 3, 64) + " " + f.unit
}

// land is a country that is searched.
type land struct {
	dsn             string
	db              *postgres.DB
	searches, looks int
}

func (l *land) measure(ctx context.Context, o options, h *house) (list []figure, err error) {
	add := func(name string, value float64, unit string) { list = append(list, figure{name, value, unit}) }
	ms := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	before := inUse()
	index := search.NewIndex(l.db, l.dsn, time.Now, slog.New(slog.DiscardHandler))
	begun := time.Now()
	go index.Run(ctx)
	built(index)
	add("building the index", ms(time.Since(begun)), "ms")
	add("the index in memory", inUse()-before, "MB")
	finder := search.NewFinder(l.db, time.Now).With(index)
	for _, days := range []int{1, 90} {
		r, err := l.search(ctx, finder, days)
		if err != nil {
			return nil, err
		}
		name := "search of one start day"
		if days > 1 {
			name = fmt.Sprintf("search of any of %d start days", days)
		}
		add(name+", p50", ms(r.p50), "ms")
		add(name+", p99", ms(r.p99), "ms")
	}
	stale, err := l.stale(ctx, finder)
	if err != nil {
		return nil, err
	}
	add("a desk that is sold leaves the search, p99", ms(percentile(stale, 99)), "ms")

	p, err := h.start(ctx, l.db, l.dsn)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	add("start of the program to its first page", ms(p.started), "ms")
	random := rand.New(rand.NewPCG(5, 6))
	today := dates.Today(time.Now())
	b := browser{p: p, packed: true}
	var addresses []string
	for range 1000 {
		addresses = append(addresses, fmt.Sprintf("/paketit?pv=%s&hlo=%d", today.AddDays(1+random.IntN(90)), 1+random.IntN(8)))
	}
	var asked atomic.Int64
	ask := func() error { _, err := b.get(addresses[int(asked.Add(1))%len(addresses)]); return err }
	most, err := closed(ctx, 8, 2*o.seconds, func(int) func() error { return ask })
	if err != nil {
		return nil, err
	}
	add("search pages over HTTP, as many as it can", most.rate, "/s")
	for _, rate := range []int{100, 250, 500} {
		r := result{p50: -1, p99: -1}
		if float64(rate) < .9*most.rate {
			if r, err = constant(ctx, rate, 2*o.seconds, ask); err != nil {
				return nil, err
			}
		}
		add(fmt.Sprintf("search page over HTTP at %d/s, p50", rate), ms(r.p50), "ms")
		add(fmt.Sprintf("search page over HTTP at %d/s, p99", rate), ms(r.p99), "ms")
	}
	add("the program in memory after that", p.memory(), "MB")
	return list, nil
}

// inUse is what this process has in its heap, in MB.
func inUse() float64 {
	runtime.GC()
	runtime.GC() // what had a finalizer goes the second time
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func (l *land) search(ctx context.Context, finder *search.Finder, days int) (result, error) {
	random := rand.New(rand.NewPCG(3, 4))
	today := dates.Today(time.Now())
	var took []time.Duration
	begun := time.Now()
	for range l.searches {
		from := today.AddDays(1 + random.IntN(45))
		q := search.Query{Days: dates.Through(from, from.AddDays(days-1)), People: 1 + random.IntN(8), Limit: 20}
		at := time.Now()
		if _, err := finder.Search(ctx, q); err != nil {
			return result{}, err
		}
		took = append(took, time.Since(at))
	}
	return resultOf(took, time.Since(begun)), nil
}

// stale is how long after a commit by somebody else a package that is sold out by it can still be had.
func (l *land) stale(ctx context.Context, finder *search.Finder) (took []time.Duration, err error) {
	var starts []struct {
		Revision int64
		Resource int64
		Day      dates.Date
	}
	if err := l.db.Select(ctx, &starts, `/* main.stale */
		SELECT DISTINCT ON (h.id) r.id AS revision, h.resource_id AS resource, s.day FROM hub h JOIN package p ON p.hub_id = h.id JOIN revision r ON r.package_id = p.id
		JOIN slot s ON s.resource_id = h.resource_id AND s.day BETWEEN current_date + 3 AND current_date + 60 AND s.capacity > s.taken ORDER BY h.id, r.id, s.day`); err != nil {
		return nil, err
	}
	set := func(resource int64, day dates.Date, free string) error {
		return l.db.InTx(ctx, func(tx *postgres.Tx) error {
			_, err := tx.Exec(ctx, `/* main.sell */ UPDATE slot SET taken = capacity - `+free+` WHERE resource_id = $1 AND day = $2`, resource, day)
			return err
		})
	}
	for _, s := range starts {
		if len(took) == l.looks {
			break
		}
		had := func() bool { _, _, known := finder.Quick(s.Revision, s.Day, 1); return known }
		if !had() {
			continue
		}
		if err := set(s.Resource, s.Day, "0"); err != nil {
			return nil, err
		}
		for at := time.Now(); ; time.Sleep(200 * time.Microsecond) {
			if gone := !had(); gone || time.Since(at) > 10*time.Second {
				took = append(took, time.Since(at))
				break
			}
		}
		if err := set(s.Resource, s.Day, "least(capacity, 1)"); err != nil {
			return nil, err
		}
	}
	if len(took) == 0 {
		return nil, errors.New("no package can be had to be sold out")
	}
	return took, nil
}
