package partner

import (
	"context"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// usualHours are how long before the start sessions are decided.
var usualHours = []int{6, 12, 24, 48, 72, 120, 168, 240, 336, 504, 720}

// poolHours are the choices, with the one that is set among them.
func poolHours(ctx context.Context, set string) []ui.Option {
	hours := usualHours
	if n, err := strconv.Atoi(set); err == nil && n > 0 && !slices.Contains(hours, n) {
		hours = append(slices.Clone(hours), n)
		slices.Sort(hours)
	}
	var all []ui.Option
	for _, h := range hours {
		text := ui.T(ctx, "pool.hours", "Count", h)
		if h%24 == 0 {
			text = ui.T(ctx, "pool.days", "Count", h/24)
		}
		all = append(all, ui.Option{Value: strconv.Itoa(h), Label: text})
	}
	return all
}

// withPool fills a minimum into a form; none stays empty.
func withPool(f ui.Form, people, hours int) ui.Form {
	if people == 0 {
		return f
	}
	return f.SetInt("pool_min", people).SetInt("pool_hours", hours)
}

// poolState says how far a session's minimum has come, with how many of those are confirmed.
func poolState(ctx context.Context, s partners.Session) string {
	if !s.Gathers() {
		return stayview.PoolText(ctx, s.Pool, s.Taken)
	}
	return ui.T(ctx, "pool.undecided_partner", append(stayview.PoolArgs(ctx, s.Pool), "Taken", s.Taken, "Confirmed", s.Confirmed)...)
}

// poolShort is how far a session's minimum is, for a block of the week.
func poolShort(ctx context.Context, s partners.Session) string {
	if !s.Gathers() {
		return stayview.PoolText(ctx, s.Pool, s.Taken)
	}
	return ui.T(ctx, "pool.gathered", "Taken", s.Taken, "Min", s.PoolMin)
}

// cancelReason is why a session was called off, in the reader's language where we did it ourselves.
func cancelReason(ctx context.Context, s partners.Session) string {
	if s.Short {
		return ui.T(ctx, "pool.short", "Min", s.PoolMin)
	}
	return s.CancelReason
}

// poolWish is the minimum of one session.
type poolWish struct {
	People int `form:"pool_min"`
	Hours  int `form:"pool_hours"`
}

// changePool changes how many people a session needs in all.
func (p pages) changePool(c *page.Ctx) error {
	v, s, err := p.sessionOf(c)
	if err != nil {
		return err
	}
	var f poolWish
	if err = c.Form(&f); err == nil {
		err = p.partners.ChangePool(c.Context(), c.Actor(), s.ID, f.People, f.Hours)
	}
	return v.answer(c, s, err, "pool.form.saved")
}
