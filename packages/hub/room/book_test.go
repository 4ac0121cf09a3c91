package room

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// TestTimesAndTheirBuffers: what may stand beside a booking from 10 to 11 with a quarter after each.
func TestTimesAndTheirBuffers(t *testing.T) {
	h := newHouse(t)
	if _, err := h.book(h.Companies[0], h.ask("10:00-11:00", nil)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ times, want string }{
		{"10:00-11:00", "from: field.room_taken"}, {"9:00-12:00", "from: field.room_taken"}, {"10:15-10:30", "from: field.room_taken"},
		{"10:45-11:30", "from: field.room_taken"}, {"11:00-12:00", "from: field.room_taken"}, {"9:00-10:00", "to: field.room_before"},
		{"8:00-9:45", ""}, {"11:15-12:00", ""}, {"12:15-16:00", ""},
	} {
		_, err := h.book(h.Companies[1], h.ask(c.times, func(q *Request) { q.Company = packtest.Company(h.Companies[1]) }))
		if c.want == "" && err != nil {
			t.Errorf("%s: %v", c.times, err)
		} else if c.want != "" {
			wantFields(t, err, c.want)
		}
	}
	h.sound()
	busy, err := h.Busy(ctx, h.room.ID, dates.Through(h.day, h.day))
	if err != nil || fmt.Sprint(len(busy), busy[0].Starts, busy[0].Free) != "4 480 600" {
		t.Errorf("%v %v", busy, err)
	}
}

func TestBadRequests(t *testing.T) {
	h := newHouse(t)
	for name, c := range map[string]struct {
		q    Request
		want []string
	}{
		"nothing":         {Request{}, []string{"day: field.required", "from: field.required", "to: field.required", "people: field.range", "company: field.required"}},
		"nobody":          {h.ask("9:00-10:00", func(q *Request) { q.People = 0 }), []string{"people: field.range"}},
		"less":            {h.ask("9:00-10:00", func(q *Request) { q.People = -1 }), []string{"people: field.range"}},
		"everybody":       {h.ask("9:00-10:00", func(q *Request) { q.People = 10000 }), []string{"people: field.range"}},
		"too many":        {h.ask("9:00-10:00", func(q *Request) { q.People = 9 }), []string{"people: field.room_people"}},
		"yesterday":       {h.ask("9:00-10:00", func(q *Request) { q.Day = h.day.AddDays(-3) }), []string{"day: field.room_past"}},
		"an hour ago":     {h.ask("11:00-13:00", func(q *Request) { q.Day = dates.Today(h.Now) }), []string{"from: field.room_past"}},
		"in two years":    {h.ask("9:00-10:00", func(q *Request) { q.Day = h.day.AddDays(700) }), []string{"day: field.day_far"}},
		"backwards":       {h.ask("10:00-9:00", nil), []string{"to: field.room_order"}},
		"no time at all":  {h.ask("10:00-10:00", nil), []string{"to: field.room_order"}},
		"odd minutes":     {h.ask("9:10-10:07", nil), []string{"from: field.room_quarter", "to: field.room_quarter"}},
		"before it opens": {h.ask("7:30-9:00", nil), []string{"from: field.room_hours"}},
		"after it closes": {h.ask("15:00-16:15", nil), []string{"to: field.room_hours"}},
		"at night":        {h.ask("20:00-21:00", nil), []string{"from: field.room_hours", "to: field.room_hours"}},
		"on a Sunday":     {h.ask("9:00-10:00", func(q *Request) { q.Day = h.day.AddDays(4) }), []string{"day: field.room_closed"}},
		"no such stay":    {h.ask("9:00-10:00", func(q *Request) { q.Stay = "HT-NOTHING" }), []string{"stay: field.room_stay"}},
		"odd address":     {h.ask("9:00-10:00", func(q *Request) { q.Email = "x" }), []string{"email: field.email"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.book(h.Companies[0], c.q)
			wantFields(t, err, c.want...)
		})
	}
	_, err := h.book(h.Companies[1], h.ask("9:00-10:00", nil))
	if fault.CodeOf(err) != fault.NotFound {
		t.Errorf("for another company: %v", err)
	}
	if _, err = h.book(access.Actor{}, h.ask("9:00-10:00", nil)); fault.CodeOf(err) != fault.Unauthenticated {
		t.Errorf("by nobody: %v", err)
	}
	h.sound()
}

func TestPriceIsThatOfTheTime(t *testing.T) {
	h := newHouse(t)
	b, err := h.book(h.Companies[0], h.ask("9:00-10:30", nil))
	h.must(err)
	if b.NetCents != 3000 || b.VATCents != 765 || b.VATBP != 2550 {
		t.Errorf("%d + %d at %d", b.NetCents, b.VATCents, b.VATBP)
	}
	h.must(h.Update(ctx, h.Staff, h.HubID, h.room.ID, meeting(func(f *Form) { f.HourCents = 0; f.Buffer = 0 })))
	free, err := h.book(h.Companies[0], h.ask("10:45-11:00", nil))
	h.must(err)
	if free.Gross() != 0 {
		t.Errorf("%d for nothing", free.Gross())
	}
	if again, err := h.ByRef(ctx, h.Companies[0], b.Ref); err != nil || again.Gross() != 3765 {
		t.Errorf("what is booked costs %d now, %v", again.Gross(), err)
	}
	h.sound()
}

func TestTheSameKeyBooksOnce(t *testing.T) {
	h := newHouse(t)
	key := uuid.New()
	var refs []string
	for range 2 {
		b, err := h.Book(ctx, h.Companies[0], h.HubID, h.room.ID, h.ask("9:00-10:00", nil), key)
		h.must(err)
		refs = append(refs, b.Ref)
	}
	if refs[0] != refs[1] || len(h.post.said) != 1 {
		t.Errorf("%v, told %v", refs, h.post.said)
	}
}

// TestStaffBookForAnybody: somebody at the door, from a time on that has begun.
func TestStaffBookForAnybody(t *testing.T) {
	h := newHouse(t)
	guest := h.ask("11:30-13:00", func(q *Request) { q.Company, q.Name, q.Day = 0, "Kyläyhdistys", dates.Today(h.Now) })
	b, err := h.book(h.Staff, guest)
	h.must(err)
	if b.For() != "Kyläyhdistys" || b.Email != "" {
		t.Errorf("for %q at %q", b.For(), b.Email)
	}
	_, err = h.book(h.Staff, h.ask("13:30-14:00", func(q *Request) { q.Company = 0 }))
	wantFields(t, err, "name: field.required")
	_, err = h.book(h.Staff, h.ask("9:00-10:00", func(q *Request) { q.Company, q.Name, q.Day = 0, "X", dates.Today(h.Now) }))
	wantFields(t, err, "to: field.room_past")
	if _, err := h.ByRef(ctx, h.Companies[0], b.Ref); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company sees it: %v", err)
	}
	h.sound()
}

func TestCancelling(t *testing.T) {
	h := newHouse(t)
	b, err := h.book(h.Companies[0], h.ask("13:00-14:00", nil))
	h.must(err)
	if _, err := h.Cancel(ctx, h.Companies[1], b.Ref, ""); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another company: %v", err)
	}
	h.at = b.CancelBy()
	if _, err := h.Cancel(ctx, h.Companies[0], b.Ref, ""); fault.As(err) == nil || fault.As(err).Key != "fault.room_late" {
		t.Errorf("too late: %v", err)
	}
	h.at = b.CancelBy().Add(-time.Second)
	for range 2 {
		_, err = h.Cancel(ctx, h.Companies[0], b.Ref, "Kipeänä")
		h.must(err)
	}
	second, err := h.book(h.Companies[1], h.ask("13:00-14:00", func(q *Request) { q.Company = packtest.Company(h.Companies[1]) }))
	h.must(err)
	h.at = second.StartsAt.Add(time.Minute)
	if _, err = h.Cancel(ctx, h.Staff, second.Ref, "Vesivahinko"); err != nil {
		t.Errorf("staff while it goes on: %v", err)
	}
	third, err := h.book(h.Staff, h.ask("14:30-15:00", nil))
	h.must(err)
	h.at = third.EndsAt
	if _, err := h.Cancel(ctx, h.Staff, third.Ref, ""); fault.As(err) == nil || fault.As(err).Key != "fault.room_over" {
		t.Errorf("when it is over: %v", err)
	}
	if got := fmt.Sprint(h.post.said); got != "[booked booker1@example.fi 13.00 cancelled booker1@example.fi 13.00 booked booker2@example.fi 13.00 cancelled booker2@example.fi 13.00 booked staff@example.fi 14.30]" {
		t.Error(got)
	}
	h.sound()
}

// TestDaysDoNotCloseOverRooms: closing a day, shorter hours and closing the hub are refused, and name the rooms.
func TestDaysDoNotCloseOverRooms(t *testing.T) {
	h := newHouse(t)
	b, err := h.book(h.Companies[0], h.ask("14:30-16:00", nil))
	h.must(err)
	there, err := h.hubs.ByID(ctx, h.HubID)
	h.must(err)
	short, closed := hub.FactsOf(there), hub.FactsOf(there)
	three := 15 * 60
	short.Hours[2].Closes = &three
	closed.Status = hub.Closed
	for what, err := range map[string]error{
		"a closed day": h.hubs.CloseDays(ctx, h.Staff, h.HubID, []hub.Closure{{Day: h.day.AddDays(-1)}, {Day: h.day}}),
		"short hours":  h.hubs.Update(ctx, h.Staff, h.HubID, short),
		"a closed hub": h.hubs.Update(ctx, h.Admin, h.HubID, closed),
	} {
		inWay := (*hub.StaysInTheWay)(nil)
		if !errors.As(err, &inWay) || len(inWay.Days) != 1 || len(inWay.Days[0].Rooms) != 1 || inWay.Refs()[0] != b.Ref {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err = h.Cancel(ctx, h.Staff, b.Ref, "")
	h.must(err)
	h.must(h.hubs.CloseDays(ctx, h.Staff, h.HubID, []hub.Closure{{Day: h.day}}))
	_, err = h.book(h.Companies[0], h.ask("9:00-10:00", nil))
	wantFields(t, err, "day: field.room_closed")
}

// TestRoomsOfAStay: they belong to its days and its company, and go when it goes.
func TestRoomsOfAStay(t *testing.T) {
	h := newHouse(t)
	ref := "HT-STAY234"
	var stay int64
	h.must(h.DB.InTx(ctx, func(tx *postgres.Tx) error {
		return tx.Get(ctx, &stay, `WITH b AS (
			INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, net_cents, vat_cents, gross_cents, op_key)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 4, now() + interval '1 day', 0, 0, 0, gen_random_uuid()) RETURNING id),
			l AS (INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on) SELECT id, 1, $8, $6, $7 FROM b)
			SELECT id FROM b`, ref, packtest.Company(h.Companies[0]), h.Companies[0].PersonID, h.PackageID, h.RevisionID, h.day, h.day.AddDays(1), h.HubID)
	}))
	mine, err := h.Stays(ctx, h.Companies[0], h.HubID)
	if err != nil || len(mine) != 1 || mine[0].Ref != ref {
		t.Fatal(mine, err)
	}
	first, err := h.book(h.Companies[0], h.ask("9:00-10:00", func(q *Request) { q.Stay = ref }))
	h.must(err)
	_, err = h.book(h.Companies[0], h.ask("9:00-10:00", func(q *Request) { q.Stay, q.Day = ref, h.day.AddDays(2) }))
	wantFields(t, err, "stay: field.room_stay")
	_, err = h.book(h.Companies[1], h.ask("12:00-13:00", func(q *Request) { q.Stay, q.Company = ref, packtest.Company(h.Companies[1]) }))
	wantFields(t, err, "stay: field.room_stay")
	second, err := h.book(h.Companies[0], h.ask("9:00-10:00", func(q *Request) { q.Stay, q.Day = ref, h.day.AddDays(1) }))
	h.must(err)
	state := func() (all string) {
		list, err := h.OfStay(ctx, h.Companies[0], ref)
		h.must(err)
		for _, b := range list {
			all += b.Ref + " "
		}
		return all
	}
	if got := state(); got != first.Ref+" "+second.Ref+" " {
		t.Fatal(got)
	}
	h.must(h.DB.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE booking_leg SET ends_on = $2 WHERE booking_id = $1`, stay, h.day); err != nil {
			return err
		}
		return h.StayChanged(ctx, tx, stay)
	}))
	if got := state(); got != first.Ref+" " {
		t.Errorf("a day shorter: %s", got)
	}
	h.must(h.DB.InTx(ctx, func(tx *postgres.Tx) error { return h.StayEnded(ctx, tx, stay) }))
	if got := state(); got != "" {
		t.Errorf("ended: %s", got)
	}
}

func TestRoomsAreTheStaffs(t *testing.T) {
	h := newHouse(t)
	wantFields(t, h.Update(ctx, h.Staff, h.HubID, h.room.ID, meeting(func(f *Form) {
		f.Kind, f.NameFi, f.People, f.HourCents, f.Buffer, f.CancelHours = "", "", 0, -1, 20, 400
	})),
		"kind: field.choice", "name_fi: field.required", "people: field.range", "hour: field.price_range", "buffer: field.room_quarter", "cancel_hours: field.range")
	_, create := h.Create(ctx, h.Companies[0], h.HubID, meeting(nil))
	_, list := h.ForStaff(ctx, h.Companies[0], h.HubID)
	_, bookings := h.Bookings(ctx, h.Companies[0], h.HubID, dates.Through(h.day, h.day))
	_, other := h.OfCompany(ctx, h.Companies[0], packtest.Company(h.Companies[1]), false)
	for what, err := range map[string]error{
		"create": create, "list": list, "bookings": bookings, "another company's": other,
		"update": h.Update(ctx, h.Companies[0], h.HubID, h.room.ID, meeting(nil)), "elsewhere": h.Update(ctx, h.Admin, h.HubID+1, h.room.ID, meeting(nil)),
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	h.must(h.Update(ctx, h.Staff, h.HubID, h.room.ID, meeting(func(f *Form) { f.Active = false })))
	if rooms, err := h.Rooms(ctx, h.HubID); err != nil || len(rooms) != 0 {
		t.Errorf("%v %v", rooms, err)
	}
	if _, err := h.book(h.Companies[0], h.ask("9:00-10:00", nil)); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a room that is out of use: %v", err)
	}
}
