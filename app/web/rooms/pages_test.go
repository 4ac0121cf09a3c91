package rooms_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/company"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/rooms"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/staff"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

type silent struct{}

func (silent) RoomBooked(context.Context, *postgres.Tx, room.Booking) error    { return nil }
func (silent) RoomCancelled(context.Context, *postgres.Tx, room.Booking) error { return nil }

// world is a hub with a meeting room; its clock stands at Monday noon, 23 November 2026.
type world struct {
	*webtest.World
	rooms *room.Service
	room  int64
}

func newWorld(t *testing.T) world {
	t.Helper()
	var w world
	w.World = webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		w.rooms = room.New(n.DB, n.Hubs, silent{}, n.Clock)
		all := rooms.Routes(rooms.Deps{Rooms: w.rooms, Hubs: n.Hubs, Now: n.Clock, Entry: func(b room.Booking, lang, url string) []byte { return []byte("BEGIN:VCALENDAR " + b.Ref) }})
		all = append(all, site.Routes(site.Deps{Finder: n.Finder, Hubs: n.Hubs, Favourites: favourite.New(n.DB), Rooms: w.rooms, Now: n.Clock})...)
		all = append(all, company.Routes(company.Deps{Finder: n.Finder, Bookings: n.Bookings, Billing: n.Billing, Rooms: w.rooms, Now: n.Clock})...)
		return append(all, staff.Routes(staff.Deps{Hubs: n.Hubs, Bookings: n.Bookings, Finder: n.Finder, Reader: n.DB, Now: n.Clock})...)
	})
	id, err := w.rooms.Create(t.Context(), w.Staff, w.HubID, room.Form{Kind: room.Meeting, NameFi: "Reseptihuone", NameEn: "The Prescription", People: 8, HourCents: 2000, VATClass: "standard", Buffer: 15, CancelHours: 24, Active: true})
	if err != nil {
		t.Fatal(err)
	}
	w.room = id
	return w
}

func (w world) form() string { return fmt.Sprintf("/hubit/hubteekki/tilat/%d", w.room) }

func (w world) desk() string { return fmt.Sprintf("/hubi/%d/tilat", w.HubID) }

func (w world) mine() string {
	return fmt.Sprintf("/yritys/%d/tilat", packtest.Company(w.Companies[0]))
}

// TestACompanyBooksFromTheWeek: a link of the week fills the form, and the time is taken afterwards.
func TestACompanyBooksFromTheWeek(t *testing.T) {
	w := newWorld(t)
	w.As(t, "").Get("/hubit/hubteekki").Status(200).Says("Reseptihuone", "20 € / tunti", "/hubit/hubteekki/tilat")
	week := w.As(t, "").Get("/hubit/hubteekki/tilat").Status(200).Says("Reseptihuone", "Viikko 48", "ti 24.11.")
	link := w.form() + "?alku=540&paiva=2026-11-25"
	week.Says(link)
	b := w.As(t, "company")
	form := b.Get(link).Status(200).Says(`value="09:00"`, `value="10:00"`, `value="2026-11-25"`, "maksetaan hubilla").Form(w.form())
	if to := b.Send(form, "people", "4").To(); to != w.mine() {
		t.Fatal(to)
	}
	b.Send(form, "people", "4").To() // pressed twice
	b.Get(w.mine()).Status(200).Says("Reseptihuone, HUBteekki", "keskiviikko 25. marraskuuta 2026 klo 9.00–10.00", "25,10", "Peru varaus")
	b.Get("/en"+w.mine()).Status(200).Says("The Prescription", "paid at the hub")
	w.As(t, "").Get("/hubit/hubteekki/tilat").Says("varattu", "alku=615") // from 10.15 on, after the pause
	var n int
	if err := w.DB.Get(t.Context(), &n, `SELECT count(*) FROM room_booking`); err != nil || n != 1 {
		t.Errorf("%d bookings, %v", n, err)
	}
}

// TestWhatIsWrongStandsAtItsField.
func TestWhatIsWrongStandsAtItsField(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	form := b.Get(w.form() + "?alku=540&paiva=2026-11-25").Form(w.form())
	b.Send(form, "people", "4").To()
	form = b.Get(w.form() + "?alku=540&paiva=2026-11-26").Form(w.form())
	for name, c := range map[string]struct{ fields, says []string }{
		"overlapping":   {[]string{"day", "2026-11-25", "from", "09:30"}, []string{"Tila on varattu 9.00–10.00 ja vapautuu 10.15."}},
		"too close":     {[]string{"day", "2026-11-25", "from", "08:00", "to", "09:00"}, []string{"Seuraava varaus alkaa 9.00"}},
		"past":          {[]string{"day", "2026-11-20"}, []string{"Tämä aika on jo mennyt."}},
		"before hours":  {[]string{"from", "07:00"}, []string{"Hubi on silloin auki 8.00–16.00."}},
		"nobody":        {[]string{"people", "0"}, []string{"f-people-err"}},
		"less":          {[]string{"people", "-1"}, []string{"f-people-err"}},
		"ten thousand":  {[]string{"people", "10000"}, []string{"f-people-err"}},
		"letters":       {[]string{"people", "kaikki", "from", "aamulla"}, []string{"f-people-err", "f-from-err"}},
		"nothing typed": {[]string{"day", "", "from", "", "to", "", "people", ""}, []string{"f-day-err", "f-from-err", "f-to-err", "f-people-err"}},
	} {
		t.Run(name, func(t *testing.T) { b.Send(form, c.fields...).Status(422).Says(c.says...) })
	}
}

// TestARoomInAStay shows in its programme, and only the company sees it.
func TestARoomInAStay(t *testing.T) {
	w := newWorld(t)
	stay, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "company")
	at := company.BookingPath(stay.Ref)
	door := "/hubit/hubteekki/tilat?jakso=" + stay.Ref + "&viikko=" + w.Monday.String()
	b.Get(at).Status(200).Says("Tilat jakson aikana", door)
	b.Get(door).Status(200).Says("Varaat tilaa jaksolle "+stay.Ref, "ma 7.6.", "jakso="+stay.Ref)
	form := b.Get(fmt.Sprintf("%s?alku=600&paiva=%s&jakso=%s", w.form(), w.Monday.AddDays(1), stay.Ref)).Form(w.form())
	if to := b.Send(form).To(); to != at+"#tilat" {
		t.Fatal(to)
	}
	b.Get(at).Status(200).Says("Reseptihuone", "tiistai 8. kesäkuuta 2027 klo 10.00–11.00")
	b.Get(w.mine()).Says("jakso " + stay.Ref)
}

// TestStaffAtTheDesk add and change rooms, book for people at the door, see who has what, and cancel.
func TestStaffAtTheDesk(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	form := b.Get(w.desk() + "/uusi").Status(200).Form("/uusi")
	b.Send(form, "name_fi", "", "people", "0", "buffer", "20", "hour", "-5").Status(422).Says("f-name_fi-err", "f-people-err", "f-buffer-err", "f-hour-err")
	b.Send(form, "name_fi", "Podcast-huone", "kind", "podcast", "hour", "15", "people", "3").To()
	b.Get(w.desk()).Status(200).Says("Podcast-huone", "Reseptihuone")
	edit := fmt.Sprintf("%s/%d", w.desk(), w.room)
	b.Send(b.Get(edit).Status(200).Form(edit), "people", "10").To()
	walkIn := b.Get(edit + "/varaa?alku=540&paiva=2026-11-24").Status(200).Form("/varaa")
	b.Send(walkIn, "people", "2").Status(422).Says("f-name-err")
	b.Send(walkIn, "people", "2", "name", "Kyläyhdistys").To()
	a := b.Get(w.desk()).Status(200).Says("Kyläyhdistys", "9.00–10.00")
	b.Send(a.Form(w.desk()+"/peru"), "reason", "Siirtyy").To()
	b.Get(w.desk()).Says("Tällä viikolla ei ole varauksia")
	w.As(t, "company").Get(w.desk()).Status(404)
}

// TestClosingADayNamesItsRooms: staff see whose room is in the way.
func TestClosingADayNamesItsRooms(t *testing.T) {
	w := newWorld(t)
	nine, ten := 540, 600
	day := dates.MustParse("2026-11-25")
	booked, err := w.rooms.Book(t.Context(), w.Staff, w.HubID, w.room, room.Request{Day: day, From: &nine, To: &ten, People: 2, Name: "Kyläyhdistys"}, uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "staff")
	facts := fmt.Sprintf("/hubi/%d/tiedot", w.HubID)
	b.Send(b.Get(facts).Form("/suljetut"), "day", day.String()).Status(409).Says(booked.Ref, "Reseptihuone 9.00–10.00")
}

// TestCancellingTooLate is said above the list, and another company's booking does not exist.
func TestCancellingTooLate(t *testing.T) {
	w := newWorld(t)
	from, to := 8*60, 9*60
	ask := func(actor access.Actor, day string) room.Booking {
		b, err := w.rooms.Book(t.Context(), actor, w.HubID, w.room, room.Request{Day: dates.MustParse(day), From: &from, To: &to, People: 2, Company: packtest.Company(actor), Lang: "fi"}, uuid.New())
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	soon, later, other := ask(w.Companies[0], "2026-11-24"), ask(w.Companies[0], "2026-11-26"), ask(w.Companies[1], "2026-11-27")
	b := w.As(t, "company")
	a := b.Get(w.mine()).Status(200).Says("Voit perua", "ota yhteys hubiin")
	b.Send(a.Form("/peru"), "ref", soon.Ref).Status(409).Says("Soita tai kirjoita hubiin")
	b.Send(a.Form("/peru"), "ref", other.Ref).Status(404)
	b.Get(w.mine() + "/" + soon.Ref + "/kalenteri.ics").Status(200).Says("BEGIN:VCALENDAR " + soon.Ref)
	b.Get(w.mine() + "/" + other.Ref + "/kalenteri.ics").Status(404)
	if at := b.Send(a.Form("/peru"), "ref", later.Ref).To(); at != w.mine() {
		t.Error(at)
	}
	b.Get(w.mine() + "?nayta=menneet").Says("Peruttu")
}
