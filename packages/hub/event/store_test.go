package event

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestAnEventIsMadeOnceAndFound(t *testing.T) {
	h := newHouse(t)
	op := uuid.New()
	form := coffee(func(f *Form) { f.Repeat, f.Until, f.Seats = Weekly, dates.MustParse("2026-12-16"), 8 })
	id, err := h.Create(ctx, h.Staff, h.HubID, form, op)
	h.must(err)
	again, err := h.Create(ctx, h.Staff, h.HubID, form, op)
	h.must(err)
	if again != id {
		t.Errorf("the same form made %d and %d", id, again)
	}
	second := h.event(nil)[0]
	if second.Slug != "yhteiskahvit-2" || second.HubName != "HUBteekki" || second.Repeats != Once {
		t.Errorf("%+v", second)
	}
	network, err := h.Create(ctx, h.Admin, 0, coffee(func(f *Form) { f.TitleFi, f.Place, f.Theme = "Paikka", "Verkossa", Learn }), uuid.New())
	h.must(err)
	all, err := h.BySlug(ctx, "yhteiskahvit")
	h.must(err)
	if len(all) != 4 || all[0].Day != form.Day || all[3].FirstDay != form.Day || all[0].Capacity != 8 || all[3].Day != form.Until || all[0].Repeats != Weekly {
		t.Fatalf("%+v", all)
	}
	for name, c := range map[string]struct {
		f    Filter
		want int
	}{
		"everything": {Filter{From: h.at}, 6}, "hub": {Filter{Hubs: []int64{h.HubID}}, 5}, "network": {Filter{Hubs: []int64{0}}, 1},
		"theme": {Filter{Theme: Learn}, 1}, "next": {Filter{Next: true}, 3}, "two": {Filter{Limit: 2}, 2},
		"until": {Filter{Until: dates.At(dates.MustParse("2026-11-26"), 0)}, 3}, "later": {Filter{From: dates.At(dates.MustParse("2026-11-26"), 0)}, 3},
	} {
		list, err := h.List(ctx, c.f)
		if err != nil || len(list) != c.want {
			t.Errorf("%s: %d, want %d (%v)", name, len(list), c.want, err)
		}
	}
	if up, err := Upcoming(ctx, h.DB, h.at, 2); err != nil || len(up) != 2 || up[0].EventID == up[1].EventID {
		t.Errorf("%+v %v", up, err)
	}
	if n, err := h.Occasions(ctx, h.Admin, network); err != nil || n[0].Slug != "tapahtuma" {
		t.Errorf("the address of a page of ours: %+v %v", n, err)
	}
	h.exec(`UPDATE hub SET status = 'closed'`)
	if list, err := h.List(ctx, Filter{}); err != nil || len(list) != 1 {
		t.Errorf("a closed hub's events: %d %v", len(list), err)
	}
}

func TestAPastEventShowsItsLastTime(t *testing.T) {
	h := newHouse(t)
	h.event(func(f *Form) { f.Repeat, f.Until = Weekly, dates.MustParse("2026-12-09") })
	for day, want := range map[string][2]string{
		"2026-11-24": {"3", "2026-11-25"}, "2026-12-02": {"1", "2026-12-09"}, "2027-05-01": {"1", "2026-12-09"},
	} {
		h.at = dates.At(dates.MustParse(day), 12*60)
		all, err := h.BySlug(ctx, "yhteiskahvit")
		h.must(err)
		if got := [2]string{fmt.Sprint(len(all)), all[0].Day.String()}; got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	_, err := h.BySlug(ctx, "nothing")
	wantFault(t, err, fault.NotFound, "fault.not_found")
}

func TestClosedDaysAreLeftOut(t *testing.T) {
	h := newHouse(t)
	h.exec(`INSERT INTO hub_closure (hub_id, day) VALUES ($1, '2026-12-16')`, h.HubID)
	times := coffee(func(f *Form) {
		f.Day, f.Until, f.Repeat, f.SkipClosed = dates.MustParse("2026-12-09"), dates.MustParse("2027-01-06"), Weekly, true
	}).Times
	p, err := h.PlanOf(ctx, h.Staff, h.HubID, times)
	h.must(err)
	if got := fmt.Sprint(p.Days, p.Skipped); got != "[2026-12-09 2026-12-23 2026-12-30] [2026-12-16 2027-01-06]" {
		t.Error(got)
	}
	times.Day, times.Until = dates.MustParse("2026-12-16"), dates.MustParse("2026-12-20")
	_, err = h.PlanOf(ctx, h.Staff, h.HubID, times)
	wantFields(t, err, "until: field.event_none")
	times.Day, times.Until = dates.MustParse("2026-11-25"), dates.MustParse("2028-11-22")
	_, err = h.PlanOf(ctx, h.Staff, h.HubID, times)
	wantFields(t, err, "until: field.weekly_many")
}

func TestOnlyThoseWhoRunTheHubMay(t *testing.T) {
	h := newHouse(t)
	o := h.seats(5)
	stranger := access.Actor{PersonID: 77, Grants: []access.Grant{{Role: access.HubStaff, Org: h.HubID + 1}}}
	for name, actor := range map[string]access.Actor{"stranger": stranger, "company": h.Companies[0], "nobody": nobody} {
		code := fault.NotFound
		if name == "nobody" {
			code = fault.Unauthenticated
		}
		_, create := h.Create(ctx, actor, h.HubID, coffee(nil), uuid.New())
		_, network := h.Create(ctx, actor, 0, coffee(nil), uuid.New())
		_, plan := h.PlanOf(ctx, actor, h.HubID, coffee(nil).Times)
		_, add := h.AddOccasions(ctx, actor, o.EventID, coffee(nil).Times)
		_, forStaff := h.ForStaff(ctx, actor, h.HubID, dates.Through(o.Day, o.Day))
		_, occasions := h.Occasions(ctx, actor, o.EventID)
		_, who := h.Signups(ctx, actor, o.ID)
		_, off := h.CancelEvent(ctx, actor, o.EventID, "")
		for what, err := range map[string]error{
			"create": create, "network": network, "plan": plan, "add": add, "list": forStaff, "occasions": occasions, "signups": who, "cancel all": off,
			"update": h.Update(ctx, actor, o.EventID, Words{}), "change": h.ChangeOccasion(ctx, actor, o.ID, Times{}), "cancel": h.CancelOccasion(ctx, actor, o.ID, ""),
		} {
			if fault.CodeOf(err) != code {
				t.Errorf("%s may %s: %v", name, what, err)
			}
		}
	}
	if _, err := h.Create(ctx, h.Staff, 0, coffee(nil), uuid.New()); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("staff make events of the network: %v", err)
	}
}

func TestAnEventIsChanged(t *testing.T) {
	h := newHouse(t)
	o := h.seats(3)
	h.come(o, "anna", 2)
	h.come(o, "bertta", 2)
	h.post.news()
	words := coffee(nil).Words
	words.TitleFi, words.Place = "Iltapäiväkahvit", "Kirjasto"
	h.must(h.Update(ctx, h.Staff, o.EventID, words))
	if got := h.post.news(); got != "moved anna@example.fi; moved bertta@example.fi" {
		t.Errorf("another place: %s", got)
	}
	h.must(h.Update(ctx, h.Staff, o.EventID, words))
	if got := h.post.news(); got != "" {
		t.Errorf("the same again: %s", got)
	}
	if now := h.occasion(o.ID); now.TitleFi != "Iltapäiväkahvit" || now.Seq != 2 || now.Slug != "yhteiskahvit" {
		t.Errorf("%+v", now)
	}
	times := coffee(func(f *Form) { f.From, f.Seats = at("09:30"), 1 }).Times
	err := h.ChangeOccasion(ctx, h.Staff, o.ID, times)
	wantFields(t, err, "seats: field.seats_taken")
	times.Seats = 5
	h.must(h.ChangeOccasion(ctx, h.Staff, o.ID, times))
	if got := h.post.news(); got != "moved anna@example.fi; moved bertta@example.fi; offered bertta@example.fi" {
		t.Errorf("another time and more seats: %s", got)
	}
	n, err := h.AddOccasions(ctx, h.Staff, o.EventID, coffee(func(f *Form) { f.Day = dates.MustParse("2026-11-26") }).Times)
	h.must(err)
	all, err := h.Occasions(ctx, h.Staff, o.EventID)
	h.must(err)
	if n != 1 || len(all) != 2 {
		t.Fatalf("%d added, %d there", n, len(all))
	}
	times.Day, times.From = all[1].Day, at("09:00")
	wantFields(t, h.ChangeOccasion(ctx, h.Staff, o.ID, times), "day: field.event_there")
	// no sign-up any more, and again: those who were in still are
	times = coffee(nil).Times
	h.must(h.ChangeOccasion(ctx, h.Staff, o.ID, times))
	if now := h.occasion(o.ID); now.Capacity != 0 || now.Taken != 0 {
		t.Errorf("%+v", now)
	}
	times.Seats = 4
	h.must(h.ChangeOccasion(ctx, h.Staff, o.ID, times))
	if now := h.occasion(o.ID); now.Taken != 4 {
		t.Errorf("%+v", now)
	}
	h.sound()
}

func TestCancellingTellsEverybody(t *testing.T) {
	h := newHouse(t)
	all := h.event(func(f *Form) { f.Repeat, f.Until, f.Seats = Weekly, dates.MustParse("2026-12-16"), 1 })
	in := h.come(all[1], "anna", 1)
	h.come(all[1], "bertta", 1)
	asked := h.ask(all[1], "cecilia", 1)
	h.come(all[2], "daavid", 1)
	h.post.news()
	wantFields(t, h.CancelOccasion(ctx, h.Staff, all[1].ID, "  "), "reason: field.required")
	h.must(h.CancelOccasion(ctx, h.Staff, all[1].ID, "Vesivahinko"))
	if got := h.post.news(); got != "calledoff anna@example.fi; calledoff bertta@example.fi" {
		t.Error(got)
	}
	if o := h.occasion(all[1].ID); !o.Cancelled || o.Reason != "Vesivahinko" || o.Seq != 1 || o.StateAt(h.at) != Cancelled {
		t.Errorf("%+v", o)
	}
	wantFault(t, h.CancelOccasion(ctx, h.Staff, all[1].ID, "Taas"), fault.Conflict, "fault.event_cancelled")
	wantFault(t, h.SignUp(ctx, all[1].ID, SignupForm{Name: "E", Email: "e@example.fi", Seats: 1}, "e"), fault.Conflict, "fault.event_cancelled")
	if _, err := h.Ticket(ctx, asked); fault.CodeOf(err) != fault.Gone {
		t.Errorf("who had not confirmed is remembered: %v", err)
	}
	if _, err := h.Leave(ctx, in); err != nil || h.post.news() != "" {
		t.Errorf("leaving what is off: %v", err)
	}
	h.at = all[0].EndsAt
	n, err := h.CancelEvent(ctx, h.Staff, all[0].EventID, "Loppuu")
	h.must(err)
	if got := h.post.news(); n != 2 || got != "calledoff daavid@example.fi" {
		t.Errorf("%d occasions: %s", n, got)
	}
	if list, err := h.List(ctx, Filter{}); err != nil || len(list) != 1 {
		t.Errorf("%d still on, %v", len(list), err)
	}
	wantFault(t, h.CancelOccasion(ctx, h.Staff, all[0].ID, "Ohi"), fault.Conflict, "fault.event_over")
	h.sound()
}

func TestPeopleAreForgotten(t *testing.T) {
	h := newHouse(t)
	o := h.seats(3)
	in := h.come(o, "anna", 1)
	h.ask(o, "bertta", 1)
	h.must(h.Subscribe(ctx, ReaderForm{Email: "lukija@example.fi", Lang: "sv"}, "x"))
	h.exec(`INSERT INTO message (key, to_addr, to_name, lang, sent_at) VALUES ('event-x', 'a@example.fi', 'A', 'fi', now()), ('stay-x', 'b@example.fi', 'B', 'fi', now())`)
	left := func() string {
		return fmt.Sprint(h.number(`SELECT count(*) FROM event_signup`), h.number(`SELECT count(*) FROM event_reader`), h.number(`SELECT count(*) FROM message WHERE to_addr <> ''`))
	}
	h.must(h.Sweep(ctx))
	if got := left(); got != "2 1 1" {
		t.Errorf("at once: %s", got)
	}
	h.at = h.at.Add(25 * time.Hour)
	h.must(h.Sweep(ctx))
	if got := left(); got != "1 1 1" {
		t.Errorf("a day later: %s", got)
	}
	h.at = o.EndsAt.Add(13 * time.Hour)
	for range 2 {
		h.must(h.Sweep(ctx))
	}
	if got := left(); got != "0 1 1" || h.occasion(o.ID).Taken != 1 {
		t.Errorf("after the event: %s", got)
	}
	_, err := h.Ticket(ctx, in)
	wantFault(t, err, fault.Gone, "fault.link_unknown")
	h.at = h.at.Add(8 * 24 * time.Hour)
	h.must(h.Sweep(ctx))
	if got := left(); got != "0 0 1" {
		t.Errorf("a week later: %s", got)
	}
	h.sound()
}
