package search

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

const (
	// maxAge is how old an index may be and still answer. What is older is not asked; the database is.
	maxAge = 2 * time.Second
	// pause between two looks at the database when nobody says that something changed.
	pause = 400 * time.Millisecond
	// breath is the least time between two looks, so that a busy hour costs a bounded number of them.
	breath = 15 * time.Millisecond
	// forgotten is how long an index may have been away before it reads everything anew: changes are kept twice as long.
	forgotten = 5 * time.Minute

	channel = "stock"
)

// Index keeps in memory what searches need: the packages on sale, the desks of the hubs, the open sessions, and for each
// package and start day the largest group there is room for. It follows the database and says how old it is. Several
// processes may each have one. Nothing that is booked relies on it.
type Index struct {
	db  *postgres.DB
	dsn string
	now func() time.Time
	log *slog.Logger

	mu     sync.RWMutex
	mirror *mirror // nil until it is built
	asOf   time.Time

	unseen   string // the first transaction whose changes may not be in the mirror yet
	builtFor dates.Date
	wake     chan struct{}
	ours     chan struct{}
}

// NewIndex makes an index that is empty until Run has built it; dsn is where it listens, now is the clock of the calendar.
func NewIndex(db *postgres.DB, dsn string, now func() time.Time, log *slog.Logger) *Index {
	return &Index{db: db, dsn: dsn, now: now, log: log, wake: make(chan struct{}, 1), ours: make(chan struct{}, 1)}
}

// Changed tells the index that this process has written something. It never waits.
func (x *Index) Changed() { signal(x.ours) }

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Age is how long ago the database was last asked for changes; more than a day when the index was never built.
func (x *Index) Age() time.Duration {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.mirror == nil {
		return 1000 * time.Hour
	}
	return x.now().Sub(x.asOf)
}

// Size says how many packages and start days the index knows, for metrics.
func (x *Index) Size() (pkgs, starts int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.mirror == nil {
		return 0, 0
	}
	return len(x.mirror.pkgs), x.mirror.starts()
}

// read lets fn read a mirror that is young enough, or says false. The mirror stands still meanwhile, so fn is to be quick
// and to keep nothing of it.
func (x *Index) read(fn func(m *mirror)) bool {
	if x == nil {
		return false
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.mirror == nil || x.now().Sub(x.asOf) > maxAge || x.mirror.first != dates.Today(x.now()) {
		return false
	}
	fn(x.mirror)
	return true
}

// stock is the mirror as a shelf to make offers from.
func (m *mirror) stock(now time.Time) packages.Stock {
	return packages.Stock{Shelf: m, Now: now, Today: dates.Today(now), Rates: m.rates}
}

// Run builds the index and follows the database until ctx ends. What goes wrong is logged and tried again; meanwhile the
// index grows old and is not asked.
func (x *Index) Run(ctx context.Context) {
	go x.listen(ctx)
	tick := time.NewTimer(0)
	defer tick.Stop()
	failed := false
	for {
		own := false
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-x.wake:
		case <-x.ours:
			own = true
		}
		news, err := x.Refresh(ctx)
		if err != nil && ctx.Err() == nil && !failed {
			x.log.Warn("the search index could not follow the database; it tries again", "err", err)
		}
		failed = err != nil
		if news && own {
			x.tellOthers(ctx)
		}
		if !sleep(ctx, breath) {
			return
		}
		tick.Reset(pause)
	}
}

func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

func (x *Index) listen(ctx context.Context) {
	for ctx.Err() == nil {
		if err := postgres.Listen(ctx, x.dsn, channel, func() { signal(x.wake) }); err != nil && ctx.Err() == nil {
			x.log.Warn("the search index hears nothing and only looks by itself", "err", err)
			sleep(ctx, time.Second)
		}
	}
}

// tellOthers wakes the indexes of other processes. It has a transaction of its own: transactions that notify commit one after
// another, and bookings would have to wait for each other there.
func (x *Index) tellOthers(ctx context.Context) {
	var one int
	_ = x.db.Get(ctx, &one, `/* search.tellOthers */ SELECT 1 FROM pg_notify($1, '')`, channel) // they look by themselves soon
}

// Refresh takes in what has changed since the last time, or builds the index when there is none or it is too old. Only Run
// and tests call it, never two at once. It says whether there was anything new.
func (x *Index) Refresh(ctx context.Context) (news bool, err error) {
	begun := x.now()
	today := dates.Today(x.now())
	if x.mirror == nil || x.builtFor != today || begun.Sub(x.asOf) > forgotten {
		m, unseen, err := build(ctx, x.db, today)
		if err != nil {
			return false, err
		}
		x.mu.Lock()
		x.mirror, x.asOf = m, begun
		x.mu.Unlock()
		x.unseen, x.builtFor = unseen, today
		return true, nil
	}
	c, err := readChanges(ctx, x.db, x.unseen)
	if err != nil {
		return false, err
	}
	next := x.mirror
	if c.catalog {
		if next, err = x.mirror.withCatalog(ctx, x.db); err != nil {
			return false, err
		}
	}
	sessions, err := c.readSessions(ctx, x.db)
	if err != nil {
		return false, err
	}
	x.mu.Lock()
	x.mirror, x.asOf = next, begun
	next.apply(c, sessions)
	x.mu.Unlock()
	x.unseen = c.unseen
	return c.any(), nil
}
