package rooms

import (
	"context"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// showView is a hub's rooms with the week of one of them.
type showView struct {
	hub   hub.Hub
	rooms []room.Room
	room  room.Room // whose week it is; zero when there are no rooms
	week  week
	stay  string // the stay that the room is for
	today dates.Date
}

// show is a hub's rooms and the week of one.
func (p pages) show(c *page.Ctx) error {
	h, err := p.Hubs.BySlug(c.Context(), c.Param("slug"))
	if err != nil {
		return err
	}
	v := showView{hub: h, stay: c.Query("jakso"), today: p.today()}
	if v.rooms, err = p.Rooms.Rooms(c.Context(), h.ID); err != nil {
		return err
	}
	if len(v.rooms) > 0 {
		v.room = chosen(v.rooms, c.QueryInt("tila", 0))
		if v.week, err = p.week(c, h, v.room); err != nil {
			return err
		}
	}
	return c.Render(fiber.StatusOK, showPage(v))
}

// chosen is the room with the id, or the first.
func chosen(list []room.Room, id int) room.Room {
	for _, r := range list {
		if r.ID == int64(id) {
			return r
		}
	}
	return list[0]
}

// week is the asked week of a room.
func (p pages) week(c *page.Ctx, h hub.Hub, r room.Room) (week, error) {
	first := mondayOf(c.Query("viikko"), h, p.Now())
	busy, err := p.Rooms.Busy(c.Context(), r.ID, dates.Through(first, first.AddDays(6)))
	return weekOf(h, first, busy, p.Now()), err
}

// path is the page with another room or week.
func (v showView) path(r int64, first dates.Date) string {
	q := url.Values{"tila": {itoa(r)}, "viikko": {first.String()}}
	if v.stay != "" {
		q.Set("jakso", v.stay)
	}
	return Path(v.hub.Slug) + "?" + q.Encode()
}

// bookPath is the form of the shown room at a time; without a day the time is left open.
func (v showView) bookPath(day dates.Date, from int) string {
	q := url.Values{}
	if !day.IsZero() {
		q.Set("paiva", day.String())
		q.Set("alku", strconv.Itoa(from))
	}
	if v.stay != "" {
		q.Set("jakso", v.stay)
	}
	if len(q) == 0 {
		return formPath(v.hub.Slug, v.room.ID)
	}
	return formPath(v.hub.Slug, v.room.ID) + "?" + q.Encode()
}

func kindText(ctx context.Context, k room.Kind) string { return ui.T(ctx, "room.kind."+string(k)) }

// Price is "20 € / h, alv 0 %" or "maksuton".
func Price(ctx context.Context, r room.Room) string {
	if r.HourCents == 0 {
		return ui.T(ctx, "room.free")
	}
	return ui.T(ctx, "room.hour_price", "Price", ui.MoneyShort(ctx, r.HourCents))
}

// cancelText says until when one may cancel.
func cancelText(ctx context.Context, hours int) string {
	if hours == 0 {
		return ui.T(ctx, "room.cancel_any")
	}
	return ui.T(ctx, "room.cancel_until", "Count", hours)
}

// Sort is "Neuvotteluhuone, 8 henkilöä".
func Sort(ctx context.Context, r room.Room) string {
	return kindText(ctx, r.Kind) + ", " + ui.T(ctx, "room.people", "Count", r.People)
}

func weekText(ctx context.Context, first dates.Date) string {
	_, n := first.ISOWeek()
	return ui.T(ctx, "ui.week.number", "Week", n) + ", " + ui.DateRange(ctx, first, first.AddDays(6))
}

// earlier and later are the weeks beside; false where there is nothing to book.
func (w week) earlier(today dates.Date) (dates.Date, bool) {
	return w.first.AddDays(-7), w.first.After(today.StartOfWeek())
}

func (w week) later(today dates.Date) (dates.Date, bool) {
	next := w.first.AddDays(7)
	return next, !next.After(today.AddDays(room.Ahead))
}
