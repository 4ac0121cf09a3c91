package partners

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

// remove takes one session away and returns how many went.
func (h *house) remove(t *testing.T, s Session) int {
	t.Helper()
	gone, left, err := h.RemoveSessions(ctx, h.member, s.ActivityID, []int64{s.ID}, uuid.New())
	if wants(t, "remove", err, ""); gone+left != 1 {
		t.Errorf("%d gone and %d left of one", gone, left)
	}
	return gone
}

func idsOf(list ...Session) (ids []int64) {
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

// row is what matters of a session that is put back: all but its number.
type row struct {
	day    dates.Date
	starts time.Time
	ends   time.Time
	seats  int
}

func (h *house) rows(t *testing.T, activity int64) (rows []row) {
	t.Helper()
	list, err := h.Sessions(ctx, h.member, activity, dates.Through(today, today.AddDays(60)))
	wants(t, "list", err, "")
	for _, s := range list {
		rows = append(rows, row{s.Day, s.StartsAt.UTC(), s.EndsAt.UTC(), s.Capacity})
	}
	return rows
}

func TestRemovingIsUndone(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	rule := uuid.New()
	_, err := h.AddWeekly(ctx, h.member, activity, weekly(nil), rule)
	wants(t, "add", err, "")
	list, err := h.Sessions(ctx, h.member, activity, dates.Through(today, today.AddDays(60)))
	wants(t, "list", err, "")
	wants(t, "seats", h.ChangeSeats(ctx, h.member, list[1].ID, 11), "")
	wants(t, "book", h.book(list[0], 4), "")
	before := h.rows(t, activity)

	key := uuid.New()
	for _, what := range []string{"remove", "the same form"} {
		gone, left, err := h.RemoveSessions(ctx, h.member, activity, idsOf(list...), key)
		if wants(t, what, err, ""); gone != len(list)-1 || left != 1 {
			t.Errorf("%s: %d gone, %d left", what, gone, left)
		}
	}
	if rows := h.rows(t, activity); len(rows) != 1 || rows[0] != before[0] {
		t.Errorf("left: %+v", rows)
	}
	removed, err := h.RemovedSessions(ctx, h.member, activity)
	if wants(t, "what can be put back", err, ""); len(removed) != 1 || removed[0].Key != key || removed[0].Count != len(list)-1 || removed[0].First != list[1].Day {
		t.Errorf("%+v", removed)
	}
	if n, err := h.RestoreSessions(ctx, h.member, activity, uuid.New()); n != 0 || err != nil {
		t.Errorf("another key put back %d, %v", n, err)
	}
	for i, want := range []int{len(list) - 1, 0} {
		n, err := h.RestoreSessions(ctx, h.member, activity, key)
		if wants(t, "put back", err, ""); n != want {
			t.Errorf("time %d: %d sessions came back", i+1, n)
		}
	}
	if after := h.rows(t, activity); !slices.Equal(after, before) {
		t.Errorf("before %+v\nafter  %+v", before, after)
	}
	if n, err := h.AddWeekly(ctx, h.member, activity, weekly(nil), rule); n != len(list) || err != nil {
		t.Errorf("the rule's form sent again: %d, %v", n, err)
	}
	if after := h.rows(t, activity); len(after) != len(before) {
		t.Errorf("the rule's form sent again made %d sessions of %d", len(after), len(before))
	}
}

func TestWhatCannotBePutBackStaysAway(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	soon, retaken, later := h.session(t, activity, today.AddDays(1), 8), h.session(t, activity, today.AddDays(7), 8), h.session(t, activity, today.AddDays(8), 8)
	key := uuid.New()
	_, _, err := h.RemoveSessions(ctx, h.member, activity, idsOf(soon, retaken, later), key)
	wants(t, "remove", err, "")
	h.session(t, activity, retaken.Day, 5)
	h.now = func() time.Time { return soon.StartsAt }
	if list, err := h.RemovedSessions(ctx, h.member, activity); err != nil || len(list) != 1 || list[0].Count != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	if n, err := h.RestoreSessions(ctx, h.member, activity, key); n != 1 || err != nil {
		t.Errorf("%d put back, %v", n, err)
	}
	rows := h.rows(t, activity)
	if len(rows) != 2 || rows[0].seats != 5 || rows[1].day != later.Day {
		t.Errorf("%+v", rows)
	}

	_, _, err = h.RemoveSessions(ctx, h.member, activity, idsOf(h.session(t, activity, today.AddDays(20), 8)), key)
	wants(t, "remove", err, "")
	wants(t, "archive", h.ArchiveActivity(ctx, h.member, activity), "")
	_, err = h.RestoreSessions(ctx, h.member, activity, key)
	wants(t, "to an activity that is not offered", err, fault.Conflict, "fault.activity_archived")
}

func TestManyAtOnce(t *testing.T) {
	h := newHouse(t)
	activity, other := h.activity(t, nil), h.activity(t, nil)
	a, b, c := h.session(t, activity, today.AddDays(7), 16), h.session(t, activity, today.AddDays(8), 16), h.session(t, activity, today.AddDays(9), 16)
	foreign := h.session(t, other, today.AddDays(7), 16)
	wants(t, "book", h.book(b, 6), "")
	chosen := idsOf(a, b, c, foreign)

	_, err := h.ChangeSeatsOfMany(ctx, h.member, activity, chosen, 5)
	wants(t, "fewer seats than taken", err, fault.Conflict, "seats field.seats_taken_days")
	_, err = h.ChangeSeatsOfMany(ctx, h.member, activity, chosen, 1001)
	wants(t, "too many seats", err, fault.Invalid, "seats field.max")
	_, err = h.ChangeSeatsOfMany(ctx, h.member, activity, nil, 8)
	wants(t, "nothing chosen", err, fault.Invalid, "fault.sessions_chosen")
	if rows := h.rows(t, activity); rows[0].seats != 16 || rows[2].seats != 16 {
		t.Errorf("seats changed all the same: %+v", rows)
	}
	n, err := h.ChangeSeatsOfMany(ctx, h.member, activity, chosen, 8)
	if wants(t, "seats", err, ""); n != 3 {
		t.Errorf("%d changed", n)
	}
	if rows := append(h.rows(t, activity), h.rows(t, other)...); rows[0].seats != 8 || rows[1].seats != 8 || rows[2].seats != 8 || rows[3].seats != 16 {
		t.Errorf("%+v", rows)
	}

	_, err = h.CancelSessions(ctx, h.member, activity, chosen, " ")
	wants(t, "no reason", err, fault.Invalid, "reason field.required")
	h.mails.said = nil
	for _, what := range []string{"cancel", "the same form"} {
		n, err = h.CancelSessions(ctx, h.member, activity, chosen[1:], "Jäät lähtivät")
		if wants(t, what, err, ""); n != 2 {
			t.Errorf("%s: %d called off", what, n)
		}
	}
	if len(h.mails.said) != 2 {
		t.Errorf("told %q", h.mails.said)
	}
	if n, err = h.ChangeSeatsOfMany(ctx, h.member, activity, chosen, 3); n != 1 || err != nil {
		t.Errorf("seats of what is called off: %d, %v", n, err)
	}
	if list, err := h.Sessions(ctx, h.member, other, week()); err != nil || list[0].Status != Open {
		t.Errorf("another activity's session: %+v, %v", list, err)
	}
}
