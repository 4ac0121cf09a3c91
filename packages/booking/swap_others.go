package booking

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// Alternatives are what may stand in the place of one of a stay's sessions, or come beside them: each can be had at this moment.
type Alternatives struct {
	Seat   Seat              // the session in question; zero when something is to be added
	Lost   bool              // its partner has called it off
	Times  []Change          // the same activity at another time, the nearest first
	Others []Change          // one time of each other activity, the nearest in price first, and of those alike that of the partner with the least sold
	Kinds  map[int64]Offered // by activity: how to picture the others
	Out    *Change           // leaving it out
}

// Offered is an activity that a stay may take, as a page pictures it.
type Offered struct {
	Kind, Motif, Slug, Partner, Place, Municipality string
	Minutes                                         int
}

// nearest is how many alternatives stand in a refusal.
const nearest = 3

// AlternativesTo lists what may stand in the place of a session of the stay, or, for session 0, what may be added. Members of
// the company may. NotFound for a session that is not the stay's.
func (s *Service) AlternativesTo(ctx context.Context, actor access.Actor, d Detail, session int64) (Alternatives, error) {
	if err := actor.MayCompany(d.CompanyID); err != nil {
		return Alternatives{}, err
	}
	return s.Alternatives(ctx, s.db, d, session)
}

// Alternatives is AlternativesTo for jobs and mails. It checks no actor.
func (s *Service) Alternatives(ctx context.Context, r postgres.Reader, d Detail, session int64) (Alternatives, error) {
	st, err := s.read(ctx, r, d)
	if err != nil {
		return Alternatives{}, err
	}
	if _, known := st.session(session); session != 0 && !known {
		return Alternatives{}, fault.New(fault.NotFound, "fault.not_found")
	}
	m, err := s.market(ctx, r, st, true)
	if err != nil {
		return Alternatives{}, err
	}
	return st.alternatives(m, session)
}

func (st *stay) alternatives(m market, session int64) (Alternatives, error) {
	a := Alternatives{Kinds: map[int64]Offered{}}
	w := Wish{Drop: session}
	drop, known := st.session(session)
	var err error
	if known {
		a.Seat, a.Lost = st.seat(drop.OpenSession, drop.Item, drop.Seats), drop.lost()
		if a.Times, err = st.fitting(m, w, drop.ActivityID, drop.StartsAt, 0); err != nil {
			return Alternatives{}, err
		}
		out, err := st.exchange(m, w, nil)
		if err != nil {
			return Alternatives{}, err
		}
		a.Out = &out
	}
	for activity, it := range m.items {
		if known && activity == drop.ActivityID || it.Kind == "lodging" || it.Kind == "transport" {
			continue
		}
		list, err := st.fitting(m, w, activity, drop.StartsAt, 1)
		if err != nil {
			return Alternatives{}, err
		}
		a.Others = append(a.Others, list...)
		a.Kinds[activity] = Offered{it.Kind, it.Motif, it.ActivitySlug, it.PartnerName, it.Place, it.Municipality, it.Minutes}
	}
	slices.SortFunc(a.Others, func(x, y Change) int {
		return m.rival(x).before(m.rival(y))
	})
	return a, nil
}

// fitting are the changes that take a session of the activity, the nearest to a time first; at most n, or all for 0.
func (st *stay) fitting(m market, w Wish, activity int64, near time.Time, n int) (list []Change, err error) {
	sessions := slices.Clone(m.stock.Sessions(activity))
	slices.SortStableFunc(sessions, func(a, b partners.OpenSession) int {
		return cmp.Compare(a.StartsAt.Sub(near).Abs(), b.StartsAt.Sub(near).Abs())
	})
	for _, o := range sessions {
		if _, own := st.session(o.ID); own || o.Day.Before(st.StartsOn) || o.Day.After(st.EndsOn) {
			continue
		}
		w.Take = o.ID
		c, err := st.exchange(m, w, &o)
		var cannot *CannotChange
		switch {
		case errors.As(err, &cannot):
			continue
		case err != nil:
			return nil, err
		}
		if list = append(list, c); len(list) == n {
			break
		}
	}
	return list, nil
}

// WithOthers gives a refusal of a change the nearest alternatives, each to be had at this moment; any other error goes through. It
// checks no actor.
func (s *Service) WithOthers(ctx context.Context, d Detail, err error) error {
	var cannot *CannotChange
	if !errors.As(err, &cannot) {
		return err
	}
	st, failed := s.read(ctx, s.db, d)
	if failed != nil {
		return failed
	}
	return s.withOthers(ctx, s.db, st, err)
}

func (s *Service) withOthers(ctx context.Context, r postgres.Reader, st *stay, err error) error {
	var cannot *CannotChange
	if !errors.As(err, &cannot) {
		return err
	}
	if cannot.Wish.aboutSessions() {
		m, err := s.market(ctx, r, st, false)
		if err != nil {
			return err
		}
		it, _ := cannot.Package.ItemAt(cannot.Item)
		near := st.StartsOn
		drop, known := st.session(cannot.Wish.Drop)
		at := dates.At(near, 0)
		if known {
			at = drop.StartsAt
		}
		cannot.Others, err = st.fitting(m, Wish{Drop: cannot.Wish.Drop}, it.ActivityID, at, nearest)
		if err != nil {
			return err
		}
		return cannot
	}
	start, people := st.wished(cannot.Wish)
	list, failed := s.starts(ctx, r, st, people, dates.Through(start.AddDays(-90), start.AddDays(90)))
	if failed != nil {
		return failed
	}
	slices.SortStableFunc(list, func(a, b Change) int {
		return cmp.Compare(distance(a.After.StartsOn, start), distance(b.After.StartsOn, start))
	})
	if most, found, failed := s.mostPeople(ctx, r, st, start, people); failed != nil {
		return failed
	} else if found {
		list = slices.Insert(list, 0, most)
	}
	cannot.Others = list[:min(nearest, len(list))]
	return cannot
}

func distance(a, b dates.Date) int { return max(a.Sub(b), b.Sub(a)) }

func abs(n int64) int64 { return max(n, -n) }

// mostPeople is the change to the largest group below the wished one that there is room for; false for none that differs.
func (s *Service) mostPeople(ctx context.Context, r postgres.Reader, st *stay, start dates.Date, people int) (Change, bool, error) {
	stock, err := packages.ReadStock(ctx, r, []packages.Package{st.mine}, dates.Through(start, start), st.now)
	if err != nil {
		return Change{}, false, err
	}
	for n := min(people-1, st.sold.GroupMax); n >= max(1, st.sold.GroupMin); n-- {
		if n == st.People && start == st.StartsOn {
			break // the stay as it is needs no change
		}
		c, refusal, err := st.reshape(start, n, stock)
		if err != nil || refusal == nil {
			return c, err == nil, err
		}
	}
	return Change{}, false, nil
}

// StartsFor are the other start days that a stay may move to with a head count, as changes in order of days; none where its days
// may not be moved any more. Members of the company may.
func (s *Service) StartsFor(ctx context.Context, actor access.Actor, d Detail, people int, days dates.Range) ([]Change, error) {
	if err := actor.MayCompany(d.CompanyID); err != nil {
		return nil, err
	}
	st, err := s.read(ctx, s.db, d)
	if err != nil {
		return nil, err
	}
	return s.starts(ctx, s.db, st, people, days)
}

func (s *Service) starts(ctx context.Context, r postgres.Reader, st *stay, people int, days dates.Range) (list []Change, err error) {
	if st.percent() == 0 || st.losses() > 0 {
		return nil, nil
	}
	stock, err := packages.ReadStock(ctx, r, []packages.Package{st.mine}, days, st.now)
	if err != nil {
		return nil, err
	}
	for _, start := range packages.Starts(st.mine, days, st.today) {
		if start == st.StartsOn {
			continue
		}
		c, refusal, err := st.reshape(start, people, stock)
		if err != nil {
			return nil, err
		}
		if refusal == nil {
			list = append(list, c)
		}
	}
	return list, nil
}
