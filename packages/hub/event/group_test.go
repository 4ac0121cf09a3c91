package event

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// stay is a live booking of one of the companies around a day, and gives its reference.
func (h *house) stay(people int, day dates.Date, company int) string {
	h.t.Helper()
	ref := "HT-" + uuid.NewString()[:7]
	h.exec(`INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, net_cents, vat_cents, gross_cents, op_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), 0, 0, 0, gen_random_uuid())`,
		ref, packtest.Company(h.Companies[company]), h.Companies[company].PersonID, h.PackageID, h.RevisionID, day.AddDays(-2), day.AddDays(2), people)
	return ref
}

func TestAGroupComesWholeOrNotAtAll(t *testing.T) {
	h := newHouse(t)
	o := h.seats(5)
	first, second := h.stay(4, o.Day, 0), h.stay(2, o.Day, 1)
	for range 2 {
		h.must(h.JoinGroup(ctx, h.Companies[0], first, o.ID))
	}
	if got := h.post.news(); got != "in booker1@example.fi" || h.occasion(o.ID).Taken != 4 {
		t.Errorf("%s, %d taken", got, h.occasion(o.ID).Taken)
	}
	err := h.JoinGroup(ctx, h.Companies[1], second, o.ID)
	wantFault(t, err, fault.Conflict, "fault.event_few")
	if f := fault.As(err); f.Args["Free"] != 1 || f.Args["People"] != 2 {
		t.Errorf("%+v", f.Args)
	}
	wantFault(t, h.JoinGroup(ctx, h.Companies[1], first, o.ID), fault.NotFound, "fault.not_found")
	wantFault(t, h.LeaveGroup(ctx, h.Companies[1], first, o.ID), fault.NotFound, "fault.not_found")
	if _, err := h.OfStay(ctx, h.Companies[1], first); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another's stay: %v", err)
	}
	list, err := h.OfStay(ctx, h.Companies[0], first)
	h.must(err)
	if len(list) != 1 || list[0].ID != o.ID {
		t.Errorf("%+v", list)
	}
	if who, err := h.Signups(ctx, h.Staff, o.ID); err != nil || len(who) != 1 || who[0].Name != "Yritys 1" || who[0].BookingRef != first {
		t.Errorf("%+v %v", who, err)
	}
	waiting := h.come(o, "anna", 2)
	h.post.news()
	for range 2 {
		h.must(h.LeaveGroup(ctx, h.Companies[0], first, o.ID))
	}
	if got := h.post.news(); got != "offered anna@example.fi" || h.state(waiting) != SignupOffered {
		t.Error(got)
	}
	h.must(h.JoinGroup(ctx, h.Companies[1], second, o.ID))
	h.sound()
}

func TestAGroupComesWhileItIsThere(t *testing.T) {
	h := newHouse(t)
	o := h.seats(0)
	early, here := h.stay(4, o.Day.AddDays(-3), 0), h.stay(4, o.Day, 0)
	wantFault(t, h.JoinGroup(ctx, h.Companies[0], early, o.ID), fault.Conflict, "fault.event_stay")
	h.must(h.JoinGroup(ctx, h.Companies[0], here, o.ID)) // nothing to count: the plan knows
	if list, err := h.OfStay(ctx, h.Companies[0], here); err != nil || len(list) != 1 || list[0].Taken != 0 {
		t.Errorf("%+v %v", list, err)
	}
	h.exec(`UPDATE booking SET state = 'cancelled' WHERE ref = $1`, here)
	h.must(h.LeaveGroup(ctx, h.Companies[0], here, o.ID))
	wantFault(t, h.JoinGroup(ctx, h.Companies[0], here, o.ID), fault.Conflict, "fault.event_stay")
	wantFault(t, h.JoinGroup(ctx, h.Companies[0], "HT-NONE", o.ID), fault.NotFound, "fault.not_found")
}

func TestAnEndedStayGivesItsSeatsBack(t *testing.T) {
	h := newHouse(t)
	o, other := h.seats(4), h.seats(4)
	ref := h.stay(4, o.Day, 0)
	for _, id := range []int64{other.ID, o.ID} {
		h.must(h.JoinGroup(ctx, h.Companies[0], ref, id))
	}
	h.come(o, "anna", 2)
	h.post.news()
	id := int64(h.number(`SELECT id FROM booking WHERE ref = $1`, ref))
	for range 2 {
		h.must(h.DB.InTx(ctx, func(tx *postgres.Tx) error { return h.StayEnded(ctx, tx, id) }))
	}
	if got := fmt.Sprint(h.post.news(), " ", h.occasion(o.ID).Taken, h.occasion(other.ID).Taken); got != "offered anna@example.fi 2 0" {
		t.Error(got)
	}
	h.sound()
}

func TestAChangedStayKeepsWhatStillFits(t *testing.T) {
	h := newHouse(t)
	o, small, free := h.seats(6), h.seats(4), h.seats(0)
	ref := h.stay(4, o.Day, 0)
	for _, x := range []Occasion{o, small, free} {
		h.must(h.JoinGroup(ctx, h.Companies[0], ref, x.ID))
	}
	h.come(small, "anna", 2)
	id := int64(h.number(`SELECT id FROM booking WHERE ref = $1`, ref))
	change := func(query string) string {
		h.post.news()
		h.exec(query, ref)
		for range 2 {
			h.must(h.DB.InTx(ctx, func(tx *postgres.Tx) error { return h.StayChanged(ctx, tx, id) }))
		}
		return fmt.Sprintf("%d %d %s", h.occasion(o.ID).Taken, h.occasion(small.ID).Taken, h.post.news())
	}
	if got := change(`UPDATE booking SET people = 3 WHERE ref = $1`); got != "3 3 " {
		t.Errorf("one fewer: %s", got)
	}
	if got := change(`UPDATE booking SET people = 6 WHERE ref = $1`); got != "6 2 dropped booker1@example.fi; offered anna@example.fi" {
		t.Errorf("three more: %s", got)
	}
	if got := change(`UPDATE booking SET starts_on = starts_on + 30, ends_on = ends_on + 30 WHERE ref = $1`); got != "0 2 dropped booker1@example.fi; dropped booker1@example.fi" {
		t.Errorf("a month later: %s", got)
	}
	h.sound()
}
