package booking

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// MaxMeetings is how many fixed meetings a group may have.
const MaxMeetings = 20

const longestTitle = 60

// Zones are the time zones in which meetings may be given, as IANA names; the first is the usual one.
func Zones() []string {
	return []string{
		"Europe/Helsinki", "Europe/Stockholm", "Europe/Berlin", "Europe/London", "UTC", "America/New_York", "America/Chicago", "America/Los_Angeles",
		"Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
	}
}

// SetRhythm keeps when the group of a stay works and which meetings it has. Nothing of its programme changes by that: see Clashes,
// and a Wish to Replan. Members of the company may, until the stay begins. Errors: Invalid with fields "hours.N.from" by weekday,
// "meetings.N.from" and so on by place in the list, "zone".
func (s *Service) SetRhythm(ctx context.Context, actor access.Actor, ref string, r packages.Rhythm) error {
	fields := rhythmFaults(r)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var b struct {
			ID        int64
			CompanyID int64 `db:"company_id"`
			State     State
			StartsOn  dates.Date `db:"starts_on"`
		}
		if err := tx.Get(ctx, &b, `/* booking.SetRhythm locks */ SELECT id, company_id, state, starts_on FROM booking WHERE ref = $1 FOR NO KEY UPDATE`, ref); err != nil {
			return notFound(err)
		}
		if err := actor.MayCompany(b.CompanyID); err != nil {
			return err
		}
		switch {
		case !b.State.Live():
			return fault.New(fault.Conflict, "fault.booking_state").With("State", string(b.State))
		case !dates.Today(s.now()).Before(b.StartsOn):
			return fault.New(fault.Conflict, "fault.stay_has_started")
		}
		if err := fault.Check(fields); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* booking.SetRhythm */ UPDATE booking SET rhythm = $2::jsonb WHERE id = $1`, b.ID, r)
		return err
	})
}

func rhythmFaults(r packages.Rhythm) (fields []fault.Field) {
	add := func(wrong bool, name, key string, args map[string]any) {
		if wrong {
			fields = append(fields, fault.Field{Name: name, Key: key, Args: args})
		}
	}
	add(r.Zone != "" && !slices.Contains(Zones(), r.Zone), "zone", "field.choice", nil)
	var given [8]bool
	for _, h := range r.Hours {
		name := fmt.Sprintf("hours.%d.from", h.Weekday)
		add(h.Weekday < 1 || h.Weekday > 7 || h.From < 0 || h.To <= h.From || h.To > 24*60, name, "field.from_to", nil)
		if h.Weekday >= 1 && h.Weekday <= 7 {
			add(given[h.Weekday], name, "field.weekday_twice", nil)
			given[h.Weekday] = true
		}
	}
	if add(len(r.Meetings) > MaxMeetings, "meetings", "field.max", map[string]any{"Max": MaxMeetings}); len(r.Meetings) > MaxMeetings {
		return fields
	}
	for n, m := range r.Meetings {
		add(m.From < 0 || m.To <= m.From || m.To > 24*60, fmt.Sprintf("meetings.%d.from", n), "field.from_to", nil)
		add(slices.ContainsFunc(r.Meetings[:n], m.Overlaps), fmt.Sprintf("meetings.%d.from", n), "field.meetings_overlap", nil)
		add(m.Day.IsZero() && (m.Weekday < 0 || m.Weekday > 7), fmt.Sprintf("meetings.%d.when", n), "field.choice", nil)
		add(utf8.RuneCountInString(m.Title) > longestTitle, fmt.Sprintf("meetings.%d.title", n), "field.max_chars", map[string]any{"Max": longestTitle})
	}
	return fields
}

// CheckRhythm says what is wrong with a rhythm by itself, with the fields of SetRhythm; nil for nothing. Anyone may ask.
func CheckRhythm(r packages.Rhythm) error { return fault.Check(rhythmFaults(r)) }

// keepRhythm writes what a stay is held with. Nothing where its group has said nothing: the column is empty then.
func keepRhythm(ctx context.Context, tx *postgres.Tx, id int64, r packages.Rhythm) error {
	if r.IsZero() {
		return nil
	}
	_, err := tx.Exec(ctx, `/* booking.keepRhythm */ UPDATE booking SET rhythm = $2::jsonb WHERE id = $1`, id, r)
	return err
}

// madeAs is the stay that a key has made; one around other hours is another stay.
func madeAs(ctx context.Context, tx *postgres.Tx, id int64, r packages.Rhythm) (HeldStay, error) {
	var made struct {
		HeldStay
		Same bool
	}
	err := tx.Get(ctx, &made, `/* booking.madeAs */ SELECT id, ref, rhythm IS NOT DISTINCT FROM $2::jsonb AS same FROM booking WHERE id = $1`, id, r)
	if err == nil && !made.Same {
		err = fault.New(fault.Conflict, "fault.form_sent")
	}
	return made.HeldStay, err
}

// Clashes are the sessions of a stay that lie in the group's own work or meetings, in order of time; none where it has said nothing.
// Members of the company may ask.
func (s *Service) Clashes(ctx context.Context, actor access.Actor, d Detail) ([]Session, error) {
	if err := actor.MayCompany(d.CompanyID); err != nil {
		return nil, err
	}
	if d.Rhythm.IsZero() {
		return nil, nil
	}
	st, err := s.read(ctx, s.db, d)
	if err != nil {
		return nil, err
	}
	clashing := st.clashing()
	return slices.DeleteFunc(slices.Clone(d.Sessions), func(x Session) bool { return !slices.Contains(clashing, x.ID) }), nil
}

func (st *stay) ownIDs() (ids []int64) {
	for _, o := range st.own {
		ids = append(ids, o.ID)
	}
	return ids
}

// clashing are the ids of the stay's sessions that the group has no time for.
func (st *stay) clashing() (ids []int64) {
	cal := packages.Calendar{Start: st.StartsOn}
	for day := range dates.Through(st.StartsOn, st.EndsOn).All() {
		at := packages.CalendarDay{Open: slices.Contains(st.OpenDays, day)}
		for _, l := range st.Legs {
			if !day.Before(l.StartsOn) && !day.After(l.EndsOn) {
				at.Leg = l.Position
			}
		}
		cal.Days = append(cal.Days, at)
	}
	cal = cal.With(st.Rhythm, st.sold)
	for _, o := range st.own {
		if it, known := st.mine.ItemAt(o.Item); known && !o.lost() && !cal.Suits(st.sold, it, o.OpenSession) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// replan moves what lies in the group's own hours to other times of the same activities. All else stays where it is, unless it has to
// make room. What has no other time stays too: as much as can be moved is. errNothingChanges when that is nothing.
func (st *stay) replan(stock packages.Stock) (Change, error) {
	clashing := st.clashing()
	var moving []int64 // activities
	for _, o := range st.own {
		if slices.Contains(clashing, o.ID) && !slices.Contains(moving, o.ActivityID) {
			moving = append(moving, o.ActivityID)
		}
	}
	var stuck []int64
	for len(moving) > 0 {
		offer, plan, refusal, err := st.replanned(stock, moving)
		if err == nil && refusal != nil {
			offer, plan, refusal, err = st.replanned(stock, st.allBut(stuck))
		}
		switch {
		case err != nil:
			return Change{}, err
		case refusal == nil:
			c, err := st.reshaped(plan, offer, stock.Rates)
			if c.Wish = (Wish{Replan: true}); err == nil && len(c.New()) == 0 {
				err = errNothingChanges
			}
			return c, err
		}
		it, _ := plan.ItemAt(refusal.Item)
		at := stuckAt(moving, it.ActivityID)
		stuck = append(stuck, moving[at])
		moving = slices.Delete(moving, at, at+1)
	}
	return Change{}, errNothingChanges
}

// allBut are the activities that may make room: all but those that are stuck, and the beds and rides.
func (st *stay) allBut(stuck []int64) (activities []int64) {
	for _, it := range st.mine.Items {
		if swappable(it) && !slices.Contains(stuck, it.ActivityID) {
			activities = append(activities, it.ActivityID)
		}
	}
	return activities
}

// stuckAt is which of the moving activities is left where it is: the one that was refused, or the last.
func stuckAt(moving []int64, refused int64) int {
	if i := slices.Index(moving, refused); i >= 0 {
		return i
	}
	return len(moving) - 1
}

// replanned is the stay with other times for some activities. Their sessions that are in nobody's way may be kept.
func (st *stay) replanned(stock packages.Stock, moving []int64) (packages.Offer, packages.Package, *packages.Refusal, error) {
	free := st.shelf(stock, true).atHome(st.Moves)
	var settled []int64
	for _, it := range st.mine.Items {
		if !slices.Contains(moving, it.ActivityID) {
			free.hold(it.ActivityID, st.own)
		}
	}
	for _, o := range st.own {
		if !slices.Contains(moving, o.ActivityID) {
			settled = append(settled, o.ID)
		}
	}
	for _, it := range st.mine.Items {
		if slices.Contains(moving, it.ActivityID) {
			free.only[it.ActivityID] = st.nearlyAsBefore(free, it)
		}
	}
	stock.Shelf, stock.Group = free, st.Rhythm.Settled(settled...)
	plan := st.eased(free, st.People)
	offer, refusal, err := packages.OfferFor(plan, st.StartsOn, st.People, stock)
	return offer, plan, refusal, err
}

// nearlyAsBefore are the sessions that an item may take: on a day on which it clashes with nothing only its own. What is new to the
// stay must be as far ahead as its partner asks.
func (st *stay) nearlyAsBefore(free shelf, it packages.Item) (list []partners.OpenSession) {
	clashing := st.clashing()
	earliest := st.now.Add(time.Duration(it.LeadDays) * 24 * time.Hour)
	kept := map[dates.Date]int64{}
	for _, o := range st.own {
		if o.ActivityID == it.ActivityID && !slices.Contains(clashing, o.ID) {
			kept[o.Day] = o.ID
		}
	}
	for _, s := range free.Sessions(it.ActivityID) {
		if id, taken := kept[s.Day]; id == s.ID || !taken && !s.StartsAt.Before(earliest) {
			list = append(list, s)
		}
	}
	return list
}
