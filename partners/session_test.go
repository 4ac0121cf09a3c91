package partners

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func week() dates.Range { return dates.Through(today, today.AddDays(60)) }

func takeSeats(tx *postgres.Tx, booking int64, s Session, seats int) error {
	return capacity.Take(ctx, tx, booking, []capacity.Demand{{Slot: s.slot(), Quantity: seats}})
}

func TestSessionRules(t *testing.T) {
	summer := Activity{Minutes: 180, GroupMin: 4, SeasonFrom: 5, SeasonTo: 9}
	tests := []struct {
		name string
		form SessionForm
		want []string
	}{
		{"all is well", SessionForm{Day: today.AddDays(1), Time: at(18, 0), Seats: 8}, nil},
		{"later today", SessionForm{Day: today, Time: at(12, 1), Seats: 8}, nil},
		{"earlier today", SessionForm{Day: today, Time: at(12, 0), Seats: 8}, []string{"time field.session_past"}},
		{"yesterday", SessionForm{Day: today.AddDays(-1), Time: at(18, 0), Seats: 8}, []string{"day field.session_past"}},
		{"out of season", SessionForm{Day: dates.MustParse("2027-10-01"), Time: at(18, 0), Seats: 8}, []string{"day field.session_season"}},
		{"too far", SessionForm{Day: today.AddDays(800), Time: at(18, 0), Seats: 8}, []string{"day field.session_far"}},
		{"no seats", SessionForm{Day: today.AddDays(1), Time: at(18, 0), Seats: 0}, []string{"seats field.min"}},
		{"fewer seats than the smallest group", SessionForm{Day: today.AddDays(1), Time: at(18, 0), Seats: 3}, []string{"seats field.seats_group"}},
		{"nothing", SessionForm{}, []string{"day field.required", "time field.required", "seats field.min"}},
	}
	for _, test := range tests {
		var got []string
		for _, f := range test.form.faults(newFormChecker(), summer, noon) {
			got = append(got, f.Name+" "+f.Key)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestSpanKeepsTheClock(t *testing.T) {
	tests := []struct {
		name           string
		day            string
		minute, length int
		start, end     string // in UTC
	}{
		{"a summer evening", "2027-06-07", 18 * 60, 180, "2027-06-07T15:00:00Z", "2027-06-07T18:00:00Z"},
		{"the night into summer time is an hour shorter", "2027-03-27", 17 * 60, 960, "2027-03-27T15:00:00Z", "2027-03-28T06:00:00Z"},
		{"the night out of it an hour longer", "2027-10-30", 17 * 60, 960, "2027-10-30T14:00:00Z", "2027-10-31T07:00:00Z"},
		{"in the hour that is skipped", "2027-03-28", 3*60 + 45, 15, "2027-03-28T01:45:00Z", "2027-03-28T02:00:00Z"},
	}
	for _, test := range tests {
		start, end := span(dates.MustParse(test.day), test.minute, test.length)
		if s, e := start.UTC().Format(time.RFC3339), end.UTC().Format(time.RFC3339); s != test.start || e != test.end {
			t.Errorf("%s: %s to %s", test.name, s, e)
		}
	}
	for minute := range 24 * 60 {
		for _, day := range []string{"2027-03-28", "2027-10-31"} {
			for _, length := range []int{15, 45, 60, 90} {
				if start, end := span(dates.MustParse(day), minute, length); !end.After(start) {
					t.Fatalf("%s, minute %d, length %d: ends before it starts", day, minute, length)
				}
			}
		}
	}
}

func weekly(change func(f *WeeklyForm)) WeeklyForm {
	f := WeeklyForm{Weekdays: []int{2, 4}, Time: at(18, 0), From: dates.MustParse("2027-06-01"), Until: dates.MustParse("2027-06-17"), Seats: 8}
	if change != nil {
		change(&f)
	}
	return f
}

func TestWeeklyRule(t *testing.T) {
	summer := Activity{Minutes: 180, GroupMin: 4, SeasonFrom: 5, SeasonTo: 9}
	all := Activity{Minutes: 180, GroupMin: 1, SeasonFrom: 1, SeasonTo: 12}
	tests := []struct {
		name     string
		activity Activity
		form     WeeklyForm
		days     string // the first and the last
		n        int
		want     string
	}{
		{"Tuesdays and Thursdays", summer, weekly(nil), "2027-06-01 2027-06-17", 6, ""},
		{"weekdays in any order, twice", summer, weekly(func(f *WeeklyForm) { f.Weekdays = []int{4, 2, 4} }), "2027-06-01 2027-06-17", 6, ""},
		{"this morning is over", all, weekly(func(f *WeeklyForm) { f.Weekdays, f.From, f.Time = []int{1}, today, at(9, 0) }), "2027-06-07 2027-06-14", 2, ""},
		{"this evening is not", all, weekly(func(f *WeeklyForm) { f.Weekdays, f.From = []int{1}, today }), "2027-05-31 2027-06-14", 3, ""},
		{"across the clock change", all, weekly(func(f *WeeklyForm) { f.Weekdays, f.Until = []int{7}, dates.MustParse("2027-11-07") }), "2027-06-06 2027-11-07", 23, ""},
		{"the first day has been", all, weekly(func(f *WeeklyForm) { f.From = today.AddDays(-1) }), "", 0, "from field.session_past"},
		{"crossed", all, weekly(func(f *WeeklyForm) { f.Until = today }), "", 0, "until field.until_before_from"},
		{"too far", all, weekly(func(f *WeeklyForm) { f.Until = today.AddDays(800) }), "", 0, "until field.session_far"},
		{"no such weekday between", all, weekly(func(f *WeeklyForm) { f.Weekdays, f.Until = []int{7}, f.From }), "", 0, "weekdays field.weekly_empty"},
		{"no weekday", all, weekly(func(f *WeeklyForm) { f.Weekdays = nil }), "", 0, "weekdays field.choice"},
		{"an odd weekday", all, weekly(func(f *WeeklyForm) { f.Weekdays = []int{8} }), "", 0, "weekdays field.max"},
		{"ends out of season", summer, weekly(func(f *WeeklyForm) { f.Until = dates.MustParse("2027-10-05") }), "", 0, "until field.weekly_season"},
		{"starts out of season", Activity{Minutes: 60, SeasonFrom: 7, SeasonTo: 8}, weekly(nil), "", 0, "from field.weekly_season"},
		{"400 at most", all, weekly(func(f *WeeklyForm) {
			f.Weekdays, f.Until = []int{1, 2, 3, 4, 5, 6, 7}, dates.MustParse("2027-06-01").AddDays(MaxWeekly)
		}), "", 0, "until field.weekly_many"},
		{"400 exactly", all, weekly(func(f *WeeklyForm) {
			f.Weekdays, f.Until = []int{1, 2, 3, 4, 5, 6, 7}, dates.MustParse("2027-06-01").AddDays(MaxWeekly-1)
		}), "2027-06-01 2028-07-04", 400, ""},
		{"few seats", summer, weekly(func(f *WeeklyForm) { f.Seats = 2 }), "", 0, "seats field.seats_group"},
	}
	for _, test := range tests {
		days, err := test.form.plan(newFormChecker(), test.activity, noon)
		if test.want != "" {
			wants(t, test.name, err, fault.Invalid, test.want)
			continue
		}
		if err != nil || len(days) != test.n || days[0].String()+" "+days[len(days)-1].String() != test.days {
			t.Errorf("%s: %v, %v", test.name, days, err)
		}
	}
}

func TestSessionsAreAddedOnce(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	form := SessionForm{Day: today.AddDays(7), Time: at(18, 0), Seats: 16}
	op := uuid.New()
	id, err := h.AddSession(ctx, h.member, activity, form, op)
	wants(t, "add", err, "")
	again, err := h.AddSession(ctx, h.member, activity, form, op)
	if wants(t, "the same form", err, ""); again != id {
		t.Errorf("the same key made session %d, and before %d", again, id)
	}
	_, err = h.AddSession(ctx, h.member, activity, form, uuid.New())
	wants(t, "the same time", err, fault.Invalid, "time field.session_exists")

	s, err := h.Session(ctx, h.member, id)
	if wants(t, "read", err, ""); s.Capacity != 16 || s.Taken != 0 || s.Free() != 16 || !s.StartsAt.Equal(dates.At(form.Day, 18*60)) ||
		s.EndsAt.Sub(s.StartsAt) != 3*time.Hour || s.TitleFi != "Savusauna" {
		t.Errorf("%+v", s)
	}
	wants(t, "cancel", h.CancelSession(ctx, h.member, id, "Kiuas rikki"), "")
	again, err = h.AddSession(ctx, h.member, activity, form, uuid.New())
	if wants(t, "open the time anew", err, ""); again == id {
		t.Error("the cancelled session came back")
	}
	mine, err := h.Activities(ctx, h.member, h.partner)
	if wants(t, "mine", err, ""); mine[0].Coming != 1 || mine[0].Next == nil || !mine[0].Next.Equal(s.StartsAt) {
		t.Errorf("%+v", mine[0])
	}
}

func TestWeeklySkipsWhatIsThere(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	one := h.session(t, activity, dates.MustParse("2027-06-03"), 16)
	off := h.session(t, activity, dates.MustParse("2027-06-08"), 16)
	wants(t, "cancel", h.CancelSession(ctx, h.member, off.ID, "Juhannus"), "")

	plan, err := h.PlanWeekly(ctx, h.member, activity, weekly(nil))
	if wants(t, "plan", err, ""); len(plan.New) != 4 || plan.There != 2 {
		t.Errorf("%+v", plan)
	}
	op := uuid.New()
	for _, what := range []string{"add", "the same form"} {
		n, err := h.AddWeekly(ctx, h.member, activity, weekly(nil), op)
		if wants(t, what, err, ""); n != 4 {
			t.Errorf("%s: %d added", what, n)
		}
	}
	n, err := h.AddWeekly(ctx, h.member, activity, weekly(nil), uuid.New())
	if wants(t, "the same rule", err, ""); n != 0 {
		t.Errorf("%d added twice", n)
	}
	list, err := h.Sessions(ctx, h.member, activity, week())
	if wants(t, "list", err, ""); len(list) != 6 || list[1].ID != one.ID || list[1].Capacity != 16 || list[0].Capacity != 8 || list[2].Status != Cancelled {
		t.Errorf("%+v", list)
	}
	for _, s := range list {
		if dates.MinutesOf(s.StartsAt) != 18*60 || dates.Of(s.StartsAt) != s.Day {
			t.Errorf("%s at %s", s.Day, s.StartsAt)
		}
	}
	var strays int
	err = h.db.Get(ctx, &strays, `SELECT count(*) FROM resource r LEFT JOIN session s ON s.resource_id = r.id WHERE s.id IS NULL`)
	if wants(t, "strays", err, ""); strays != 0 {
		t.Errorf("%d resources without a session", strays)
	}
}

func TestAYearOfDaysIsAddedAtOnce(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	begun := time.Now()
	n, err := h.AddWeekly(ctx, h.member, activity, weekly(func(f *WeeklyForm) {
		f.Weekdays, f.Until = []int{1, 2, 3, 4, 5, 6, 7}, f.From.AddDays(MaxWeekly-1)
	}), uuid.New())
	if wants(t, "add", err, ""); n != MaxWeekly {
		t.Errorf("%d added", n)
	}
	t.Logf("%d sessions in %s", n, time.Since(begun))
	var odd int
	err = h.db.Get(ctx, &odd, `
		SELECT count(*) FROM session s FULL JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day AND sl.part = 0 AND sl.capacity = 8
		WHERE s.id IS NULL OR sl.resource_id IS NULL OR (s.starts_at AT TIME ZONE 'Europe/Helsinki')::time <> '18:00'
			OR (s.starts_at AT TIME ZONE 'Europe/Helsinki')::date <> s.day`)
	if wants(t, "seats and clocks", err, ""); odd != 0 {
		t.Errorf("%d sessions or slots without the other, or at another time", odd)
	}
}

func TestSeats(t *testing.T) {
	h := newHouse(t)
	s := h.session(t, h.activity(t, nil), today.AddDays(7), 16)
	wants(t, "book", h.book(s, 6), "")
	wants(t, "more", h.ChangeSeats(ctx, h.member, s.ID, 20), "")
	wants(t, "just as many as are taken", h.ChangeSeats(ctx, h.member, s.ID, 6), "")
	err := h.ChangeSeats(ctx, h.member, s.ID, 5)
	wants(t, "fewer", err, fault.Conflict, "fault.capacity_in_use", "seats field.seats_taken")
	var inUse *capacity.InUse
	if !errors.As(err, &inUse) || inUse.Slots[0].Taken != 6 {
		t.Errorf("which slots: %v", err)
	}
	wants(t, "too many", h.ChangeSeats(ctx, h.member, s.ID, 1001), fault.Invalid, "seats field.max")
	wants(t, "less than none", h.ChangeSeats(ctx, h.member, s.ID, -1), fault.Invalid, "seats field.max")
	if s, err = h.Session(ctx, h.member, s.ID); err != nil || s.Capacity != 6 || s.Taken != 6 || s.Free() != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	h.now = func() time.Time { return s.StartsAt }
	wants(t, "after it began", h.ChangeSeats(ctx, h.member, s.ID, 20), fault.Conflict, "fault.session_over")
	wants(t, "after it began", h.CancelSession(ctx, h.member, s.ID, "Myöhässä"), fault.Conflict, "fault.session_over")
}

func TestDeleteOrCancel(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	free, booked := h.session(t, activity, today.AddDays(7), 16), h.session(t, activity, today.AddDays(8), 16)
	wants(t, "book", h.book(booked, 6), "")

	if gone := h.remove(t, booked); gone != 0 {
		t.Error("a booked session was taken away")
	}
	if gone := h.remove(t, free); gone != 1 {
		t.Error("a free one stayed")
	}
	var left int
	err := h.db.Get(ctx, &left, `SELECT count(*) FROM slot WHERE resource_id = $1`, free.ResourceID)
	if wants(t, "its seats", err, ""); left != 0 {
		t.Errorf("%d slots of a deleted session", left)
	}

	wants(t, "no reason", h.CancelSession(ctx, h.member, booked.ID, ""), fault.Invalid, "reason field.required")
	wants(t, "cancel", h.CancelSession(ctx, h.member, booked.ID, "Kiuas rikki"), "")
	wants(t, "cancel twice", h.CancelSession(ctx, h.member, booked.ID, "Kiuas yhä rikki"), fault.Conflict, "fault.session_cancelled")
	wants(t, "seats of a cancelled one", h.ChangeSeats(ctx, h.member, booked.ID, 20), fault.Conflict, "fault.session_cancelled")
	if want := []string{"Savusauna cancelled: Kiuas rikki"}; !slices.Equal(h.mails.said, want) {
		t.Errorf("mails %q", h.mails.said)
	}
	var short *capacity.Short
	if err := h.book(booked, 1); !errors.As(err, &short) {
		t.Errorf("a cancelled session was booked: %v", err)
	}
	s, err := h.Session(ctx, h.member, booked.ID)
	if wants(t, "read", err, ""); s.Status != Cancelled || s.CancelReason != "Kiuas rikki" || s.Taken != 6 {
		t.Errorf("%+v", s)
	}
	coming, err := h.PartnerSessions(ctx, h.member, h.partner, week())
	if wants(t, "the partner's week", err, ""); len(coming) != 1 || coming[0].ID != booked.ID {
		t.Errorf("%+v", coming)
	}
}

func TestOpenSessions(t *testing.T) {
	h := newHouse(t)
	one, two := h.activity(t, nil), h.activity(t, nil)
	a, b := h.session(t, one, today.AddDays(7), 16), h.session(t, two, today.AddDays(8), 16)
	h.session(t, one, today.AddDays(9), 16)
	off := h.session(t, two, today.AddDays(7), 16)
	wants(t, "cancel", h.CancelSession(ctx, h.member, off.ID, "Peruttu"), "")
	wants(t, "book", h.book(b, 5), "")
	ids := func() (ids []int64) {
		t.Helper()
		list, err := OpenSessions(ctx, h.db, []int64{one, two}, today.AddDays(7), today.AddDays(9))
		wants(t, "open", err, "")
		for _, s := range list {
			ids = append(ids, s.ID)
			if s.ID == b.ID && (s.Taken != 5 || s.Capacity != 16 || s.ResourceID != b.ResourceID || s.Day != b.Day || s.PartnerID != h.partner) {
				t.Errorf("%+v", s)
			}
		}
		return ids
	}
	if got := ids(); !slices.Equal(got, []int64{a.ID, b.ID}) {
		t.Errorf("%v, want %d and %d", got, a.ID, b.ID)
	}
	wants(t, "archive", h.ArchiveActivity(ctx, h.member, two), "")
	if got := ids(); !slices.Equal(got, []int64{a.ID}) {
		t.Errorf("%v, want %d", got, a.ID)
	}
}

// together runs n calls at once and counts the outcomes by fault key, "" for success.
func together(n int, call func() error) map[string]int {
	var group sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		group.Go(func() { errs[i] = call() })
	}
	group.Wait()
	out := map[string]int{}
	for _, err := range errs {
		key := ""
		if err != nil {
			key = fault.As(err).Key
		}
		out[key]++
	}
	return out
}

func TestRaces(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	const n = 8

	s := h.session(t, activity, today.AddDays(7), 16)
	var removed atomic.Int64
	if got := together(n, func() error {
		gone, _, err := h.RemoveSessions(ctx, h.member, activity, []int64{s.ID}, uuid.New())
		removed.Add(int64(gone))
		return err
	}); got[""] != n || removed.Load() != 1 {
		t.Errorf("deletes: %v, %d taken away", got, removed.Load())
	}
	s = h.session(t, activity, today.AddDays(7), 16)
	if got := together(n, func() error { return h.CancelSession(ctx, h.member, s.ID, "Myrsky") }); got[""] != 1 || got["fault.session_cancelled"] != n-1 {
		t.Errorf("cancels: %v", got)
	}
	form, op := SessionForm{Day: today.AddDays(9), Time: at(18, 0), Seats: 8}, uuid.New()
	if got := together(n, func() error { _, err := h.AddSession(ctx, h.member, activity, form, op); return err }); got[""] != n {
		t.Errorf("the same form: %v", got)
	}
	if got := together(n, func() error { _, err := h.AddWeekly(ctx, h.member, activity, weekly(nil), uuid.New()); return err }); got[""] != n {
		t.Errorf("the same rule: %v", got)
	}
	list, err := h.Sessions(ctx, h.member, activity, dates.Through(today.AddDays(1), today.AddDays(30)))
	if wants(t, "list", err, ""); len(list) != 1+1+6 {
		t.Errorf("%d sessions", len(list))
	}
	fresh, key := application(func(f *Application) { f.BusinessID = "9000003-8" }), uuid.New()
	if got := together(n, func() error { _, err := h.Apply(ctx, fresh, key); return err }); got[""] != n {
		t.Errorf("the same application: %v", got)
	}
	twin := application(func(f *Application) { f.BusinessID = "9000004-6" })
	if got := together(n, func() error { _, err := h.Apply(ctx, twin, uuid.New()); return err }); got[""] != 1 {
		t.Errorf("applications of one business: %v", got)
	}
}

// TestBookingAgainstDeletingAndCancelling lets them meet: whoever comes second is refused, and no seats are held in a session
// that is gone or was called off before.
func TestBookingAgainstDeletingAndCancelling(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	deleted, booked := 0, 0
	for i := range 12 {
		s := h.session(t, activity, today.AddDays(7+i), 16)
		var bookErr, deleteErr, cancelErr error
		gone := 0
		var group sync.WaitGroup
		group.Go(func() { bookErr = h.book(s, 6) })
		if i%2 == 0 {
			group.Go(func() { gone, _, deleteErr = h.RemoveSessions(ctx, h.member, activity, []int64{s.ID}, uuid.New()) })
			group.Wait()
			wants(t, "delete", deleteErr, "")
			if (bookErr == nil) == (gone == 1) {
				t.Errorf("booked: %v, deleted: %d", bookErr, gone)
			}
			deleted, booked = deleted+gone, booked+1-gone
			continue
		}
		group.Go(func() { cancelErr = h.CancelSession(ctx, h.member, s.ID, "Myrsky") })
		group.Wait()
		wants(t, "cancel", cancelErr, "")
		after, err := h.Session(ctx, h.member, s.ID)
		wants(t, "read", err, "")
		if want := map[bool]int{true: 6, false: 0}[bookErr == nil]; after.Taken != want || after.Capacity != want {
			t.Errorf("booked: %v, %d taken of %d", bookErr, after.Taken, after.Capacity)
		}
	}
	t.Logf("%d deleted first, %d booked first", deleted, booked)
}
