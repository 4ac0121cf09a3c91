package boot

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/partners/students"
)

// cornerRooms lets the students' corner have its room at the hub.
type cornerRooms struct{ rooms *room.Service }

// TakeCorner books the corner's room for those who meet.
func (c cornerRooms) TakeCorner(ctx context.Context, tx *postgres.Tx, actor access.Actor, a students.Assignment, f students.MeetingForm) (int64, error) {
	lang := actor.Lang
	if lang == "" {
		lang = i18n.First
	}
	b, err := c.rooms.BookKind(ctx, tx, actor, a.HubID, room.Students, room.Request{
		Day: f.Day, From: f.From, To: f.To, People: a.People + 1, Name: a.SchoolName, Email: actor.Email, Note: a.Title, Lang: lang,
	})
	return b.ID, err
}

// LeaveCorner gives the room back.
func (c cornerRooms) LeaveCorner(ctx context.Context, tx *postgres.Tx, booking int64) error {
	return c.rooms.CancelWithin(ctx, tx, booking, "")
}

// roomNews lets the students' corner know when the hub takes its room back, and tells people as before.
type roomNews struct {
	room.Notifier
	corner func() *students.Service
}

// RoomCancelled tells both.
func (n roomNews) RoomCancelled(ctx context.Context, tx *postgres.Tx, b room.Booking) error {
	if err := n.corner().RoomGone(ctx, tx, b.ID, b.Reason); err != nil {
		return err
	}
	return n.Notifier.RoomCancelled(ctx, tx, b)
}
