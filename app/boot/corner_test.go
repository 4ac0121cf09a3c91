package boot

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners/students"
)

// quietNews takes the news of rooms and of assignments.
type quietNews struct{}

func (quietNews) RoomBooked(context.Context, *postgres.Tx, room.Booking) error    { return nil }
func (quietNews) RoomCancelled(context.Context, *postgres.Tx, room.Booking) error { return nil }
func (quietNews) Assignment(context.Context, *postgres.Tx, students.News, students.Assignment, students.Meeting, string) error {
	return nil
}

// TestATimeInTheCornerHasItsRoom: they come and go together, nobody has the room twice, and what stands in the way is said at the field.
func TestATimeInTheCornerHasItsRoom(t *testing.T) {
	t.Parallel()
	ctx, db := t.Context(), pgtest.New(t)
	n := packtest.New(t, db, packtest.Options{})
	clock := func() time.Time { return n.Now }
	var corner *students.Service
	rooms := room.New(db, hub.New(db, clock), roomNews{quietNews{}, func() *students.Service { return corner }}, clock)
	corner = students.New(db, quietNews{}, cornerRooms{rooms}, clock)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	school, boss := n.Partners[0], n.Companies[0]
	coordinator := access.Actor{PersonID: n.Staff.PersonID, Email: "koulu@example.fi", Lang: "fi", Grants: []access.Grant{{Role: access.SchoolCoordinator, Org: school}}}
	must(corner.SaveCorner(ctx, coordinator, school, students.CornerForm{Hub: n.HubID, AboutFi: "Nurkka.", Open: true}))
	var ids []int64
	for range 2 {
		id, err := corner.Post(ctx, boss, packtest.Company(boss), students.Form{
			Corner: fmt.Sprintf("%d-%d", school, n.HubID), Kind: "survey", Title: "Kysely", Body: "50 vastausta.", Hours: 4, People: 9, Safety: "Opettaja on paikalla.", WantedBy: dates.Today(n.Now).AddDays(30),
		}, uuid.New())
		must(err)
		must(corner.Publish(ctx, coordinator, school, id))
		ids = append(ids, id)
	}
	day := dates.Today(n.Now).AddDays(8) // a Tuesday
	propose := func(id int64, day dates.Date, from, to int) error {
		return corner.ProposeMeeting(ctx, coordinator, school, id, students.MeetingForm{Day: day, From: &from, To: &to})
	}
	held := func() (list []room.Booking) {
		t.Helper()
		all, err := rooms.Bookings(ctx, n.Staff, n.HubID, dates.Through(day, day))
		must(err)
		for _, b := range all {
			if !b.Cancelled {
				list = append(list, b)
			}
		}
		return list
	}
	must(propose(ids[0], day, 14*60+10, 15*60)) // the hub has no such room: any time
	if list := held(); len(list) != 0 {
		t.Fatalf("without a room: %+v", list)
	}
	place, err := rooms.Create(ctx, n.Staff, n.HubID, room.Form{Kind: room.Students, NameFi: "Opiskelijanurkka", People: 6, VATClass: "standard", Active: true})
	must(err)
	must(propose(ids[0], day, 14*60, 15*60))
	if list := held(); len(list) != 1 || list[0].RoomID != place || list[0].Starts != 14*60 || list[0].People != 6 || list[0].Name == "" || list[0].Note != "Kysely" {
		t.Fatalf("%+v", list)
	}
	outside := 20*60 + 15
	walkIn := func(from, to int) error {
		_, err := rooms.Book(ctx, n.Staff, n.HubID, place, room.Request{Day: day, From: &from, To: &to, People: 2, Name: "Ohjaus", Lang: "fi"}, uuid.New())
		return err
	}
	must(walkIn(10*60, 11*60))
	for what, c := range map[string]struct {
		err  error
		want string
	}{
		"somebody has the room": {propose(ids[1], day, 10*60+30, 12*60), "from field.room_taken"},
		"another meeting":       {propose(ids[1], day, 14*60+30, 16*60), "from field.room_taken"},
		"the hub is closed":     {propose(ids[1], day.AddDays(4), 14*60, 15*60), "day field.room_closed"},
		"in the evening":        {propose(ids[1], day, outside, outside+30), "from field.room_hours"},
		"an odd minute":         {propose(ids[1], day, 8*60+7, 9*60), "from field.room_quarter"},
		"at the desk":           {walkIn(14*60, 14*60+30), "from field.room_taken"},
	} {
		got := fmt.Sprint(c.err)
		if f := fault.As(c.err); f != nil && len(f.Fields) > 0 {
			got = f.Fields[0].Name + " " + f.Fields[0].Key
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
	must(propose(ids[0], day, 14*60+30, 15*60+30)) // its own time does not stand in the way of the next
	if list := held(); len(list) != 2 || list[1].Starts != 14*60+30 {
		t.Errorf("moved: %+v", list)
	}
	must(corner.AnswerMeeting(ctx, boss, packtest.Company(boss), ids[0], false, students.Reason{Text: "Torstai kävisi."}))
	if list := held(); len(list) != 1 {
		t.Errorf("another time was wanted: %+v", list)
	}
	must(propose(ids[0], day, 14*60, 15*60))
	must(corner.Withdraw(ctx, boss, packtest.Company(boss), ids[0], students.Reason{}))
	if list := held(); len(list) != 1 {
		t.Errorf("withdrawn: %+v", list)
	}
	must(propose(ids[1], day, 14*60, 15*60))
	_, err = rooms.Cancel(ctx, n.Staff, held()[1].Ref, "Vesivahinko")
	must(err)
	if d, err := corner.OfSchool(ctx, coordinator, school, ids[1]); err != nil || d.Meeting.State != "cancelled" || d.Meeting.Note != "Vesivahinko" {
		t.Errorf("the hub took the room back: %+v, %v", d.Meeting, err)
	}
}
