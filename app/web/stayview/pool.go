package stayview

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// PoolText says how far a session with a minimum has come with so many seats taken: "6/8 mukana, päätetään ti 8.6. klo 12.00",
// or that it goes; "" for a session without one.
func PoolText(ctx context.Context, p partners.Pool, taken int) string {
	switch {
	case p.PoolMin == 0:
		return ""
	case p.Goes:
		return ui.T(ctx, "pool.goes")
	}
	return ui.T(ctx, "pool.undecided", append(PoolArgs(ctx, p), "Taken", taken)...)
}

// poolShort is PoolText without when it is decided: what a block of a timeline has room for.
func poolShort(ctx context.Context, p partners.Pool, taken int) string {
	if p.PoolMin == 0 || p.Goes {
		return PoolText(ctx, p, taken)
	}
	return ui.T(ctx, "pool.gathered", "Taken", taken, "Min", p.PoolMin)
}

// Gathering is a session of a plan that still gathers people: when it is, how far it has come and when it is decided.
type Gathering struct{ Title, When, Text string }

// Gathering lists them in order, for what blocks of a timeline have no room for.
func (p Plan) Gathering(ctx context.Context) (list []Gathering) {
	for _, s := range p.Sessions {
		if s.Gathers() && !s.Cancelled {
			list = append(list, Gathering{s.Title, ui.DateShort(ctx, dates.Of(s.StartsAt)), PoolText(ctx, s.Pool, s.Taken)})
		}
	}
	return list
}

// PoolArgs are what texts about a minimum need: Min, Day and Time.
func PoolArgs(ctx context.Context, p partners.Pool) []any {
	return []any{"Min", p.PoolMin, "Day", ui.DateShort(ctx, dates.Of(p.DecideAt)), "Time", ui.Clock(ctx, dates.MinutesOf(p.DecideAt))}
}
