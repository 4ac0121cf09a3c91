package booking

import (
	"context"
	"slices"
	"sync"

	"github.com/hubittaako/hubittaako/packages"
)

// atOnce is how many holds at one hub are in the database at a time. More would only wait there for each other's slots, each with
// a connection, and slow each other down; the database stays the judge of who gets what.
const atOnce = 3

// gate lets holds in, hub by hub; a nil gate lets everybody in.
type gate struct {
	mu   sync.Mutex
	hubs map[int64]chan struct{}
}

func newGate() *gate { return &gate{hubs: map[int64]chan struct{}{}} }

// enter waits for a place at each hub of a package, in one order for all, so that nobody waits for somebody who waits for them.
func (g *gate) enter(ctx context.Context, pkg packages.Package) (leave func(), err error) {
	if g == nil {
		return func() {}, nil
	}
	var ids []int64
	for _, l := range pkg.Legs {
		ids = append(ids, l.HubID)
	}
	slices.Sort(ids)
	var inside []chan struct{}
	leave = func() {
		for _, hub := range inside {
			<-hub
		}
	}
	for _, id := range slices.Compact(ids) {
		hub := g.hub(id)
		select {
		case hub <- struct{}{}:
			inside = append(inside, hub)
		case <-ctx.Done():
			leave()
			return nil, ctx.Err()
		}
	}
	return leave, nil
}

func (g *gate) hub(id int64) chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hubs[id] == nil {
		g.hubs[id] = make(chan struct{}, atOnce)
	}
	return g.hubs[id]
}
