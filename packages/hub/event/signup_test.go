package event

import (
	"fmt"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestASeatIsTheirsOnceTheLinkIsUsed(t *testing.T) {
	h := newHouse(t)
	o := h.seats(3)
	token := h.ask(o, "anna", 2)
	if got := h.post.news(); got != "asked anna@example.fi" || h.occasion(o.ID).Taken != 0 {
		t.Errorf("asked: %s, %d taken", got, h.occasion(o.ID).Taken)
	}
	if again := h.ask(o, "anna", 1); again != token {
		t.Error("asking again made another sign-up")
	}
	h.post.news()
	for range 2 {
		x, err := h.Confirm(ctx, token)
		h.must(err)
		if x.Signup.State != SignupIn || x.Signup.Seats != 1 || x.Taken != 1 {
			t.Errorf("%+v", x.Signup)
		}
	}
	if got := h.post.news(); got != "in anna@example.fi" {
		t.Errorf("confirmed twice: %s", got)
	}
	h.ask(o, "anna", 2) // is in already: is told so, nothing else
	if got := h.post.news(); got != "in anna@example.fi" || h.occasion(o.ID).Taken != 1 {
		t.Error(got)
	}
	for range 2 {
		x, err := h.Leave(ctx, token)
		h.must(err)
		if x.Signup.State != SignupOut {
			t.Errorf("%+v", x.Signup)
		}
	}
	if n := h.number(`SELECT count(*) FROM event_signup WHERE name <> '' OR email <> ''`); n != 0 || h.occasion(o.ID).Taken != 0 {
		t.Errorf("%d remembered", n)
	}
	_, err := h.Confirm(ctx, token)
	wantFault(t, err, fault.Gone, "fault.event_left")
	h.come(o, "anna", 1) // and comes back
	h.sound()
}

func TestTheQueueMovesUp(t *testing.T) {
	h := newHouse(t)
	o := h.seats(3)
	anna := h.come(o, "anna", 3)
	bertta, cecilia, daavid := h.come(o, "bertta", 2), h.come(o, "cecilia", 2), h.come(o, "daavid", 1)
	if got := h.post.news(); got != "asked anna@example.fi; in anna@example.fi; asked bertta@example.fi; waiting bertta@example.fi; asked cecilia@example.fi; "+
		"waiting cecilia@example.fi; asked daavid@example.fi; waiting daavid@example.fi" {
		t.Error(got)
	}
	if x, _ := h.Ticket(ctx, daavid); x.Signup.Ahead != 2 || x.Waiting != 3 {
		t.Errorf("%d ahead of %d", x.Signup.Ahead, x.Waiting)
	}
	_, err := h.Leave(ctx, anna)
	h.must(err)
	// two seats for the first; the next wants two and lets the one who wants one go before
	if got := h.post.news(); got != "offered bertta@example.fi; offered daavid@example.fi" || h.occasion(o.ID).Taken != 3 {
		t.Error(got)
	}
	if x, err := h.Confirm(ctx, daavid); err != nil || x.Signup.State != SignupIn || x.Taken != 3 {
		t.Errorf("%+v %v", x.Signup, err)
	}
	h.post.news()
	h.at = h.at.Add(OfferTime - time.Second)
	h.must(h.LapseOffers(ctx))
	if got := h.post.news(); got != "" {
		t.Errorf("too early: %s", got)
	}
	h.at = h.at.Add(time.Second)
	_, err = h.Confirm(ctx, bertta)
	wantFault(t, err, fault.Gone, "fault.event_offer_over")
	for range 2 {
		h.must(h.LapseOffers(ctx))
	}
	if got := h.post.news(); got != "lapsed bertta@example.fi; offered cecilia@example.fi" {
		t.Error(got)
	}
	_, err = h.Confirm(ctx, bertta)
	wantFault(t, err, fault.Gone, "fault.event_offer_over")
	if got := fmt.Sprintf("%s %s %s", h.state(bertta), h.state(cecilia), h.state(daavid)); got != "lapsed offered in" {
		t.Error(got)
	}
	list, err := h.Signups(ctx, h.Staff, o.ID)
	h.must(err)
	if len(list) != 2 || list[0].Name != "daavid" || list[1].State != SignupOffered {
		t.Errorf("%+v", list)
	}
	h.sound()
}

// TestTheLastHourHasNoOffers: seats that become free just before the start go to whoever comes first, the queue included.
func TestTheLastHourHasNoOffers(t *testing.T) {
	h := newHouse(t)
	o := h.seats(1)
	anna, bertta := h.come(o, "anna", 1), h.come(o, "bertta", 1)
	h.at = o.StartsAt.Add(-time.Hour)
	h.post.news()
	_, err := h.Leave(ctx, anna)
	h.must(err)
	if got := h.post.news(); got != "" {
		t.Error(got)
	}
	if x, err := h.Confirm(ctx, bertta); err != nil || x.Signup.State != SignupIn {
		t.Errorf("%+v %v", x.Signup, err)
	}
	h.sound()
}

func TestWhatCannotBeSignedUpFor(t *testing.T) {
	h := newHouse(t)
	form := SignupForm{Name: "A", Email: "a@example.fi", Seats: 1}
	wantFault(t, h.SignUp(ctx, h.seats(0).ID, form, "x"), fault.Conflict, "fault.event_no_signup")
	wantFault(t, h.SignUp(ctx, 999, form, "x"), fault.NotFound, "fault.not_found")
	o := h.event(func(f *Form) { f.Seats, f.ClosesHours = 2, 24 })[0]
	token := h.ask(o, "bertta", 1)
	h.at = o.ClosesAt()
	wantFault(t, h.SignUp(ctx, o.ID, form, "y"), fault.Conflict, "fault.event_closed")
	_, err := h.Confirm(ctx, token)
	wantFault(t, err, fault.Conflict, "fault.event_closed")
	for _, bad := range []string{"", "x", "\x00", "\xff"} {
		_, err = h.Ticket(ctx, bad)
		if code := fault.CodeOf(err); code != fault.Gone && code != fault.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestNobodyIsFloodedWithMails(t *testing.T) {
	h := newHouse(t)
	o := h.seats(100)
	var err error
	for i := range emailLimit + 1 {
		err = h.SignUp(ctx, o.ID, SignupForm{Name: "A", Email: "a@example.fi", Seats: 1}, fmt.Sprintf("192.0.2.%d", i))
	}
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
	for i := range ipLimit + 1 {
		err = h.Subscribe(ctx, ReaderForm{Email: fmt.Sprintf("x%d@example.fi", i)}, fmt.Sprintf("2001:db8::%x", i+1))
	}
	wantFault(t, err, fault.TooMany, "fault.too_many_attempts")
	if n := h.number(`SELECT count(*) FROM event_reader`); n != ipLimit {
		t.Errorf("%d readers", n)
	}
}

func TestTheLetterIsAskedForTwiceAndSentOnce(t *testing.T) {
	h := newHouse(t)
	h.event(func(f *Form) { f.Repeat, f.Until = Weekly, h.Monday })
	h.exec(`INSERT INTO resource (kind) VALUES ('desk_day')`)
	h.exec(`INSERT INTO hub (slug, name, municipality, lat, lon, resource_id) SELECT 'h2', 'H2', 'Kinnula', 63, 25, max(id) FROM resource`)
	other := int64(h.number(`SELECT max(id) FROM hub`))
	for _, f := range []ReaderForm{{Email: "kaikki@example.fi", Lang: "fi"}, {Email: "yksi@example.fi", Lang: "en", HubID: h.HubID}, {Email: "muu@example.fi", HubID: other}, {Email: "ei@example.fi"}} {
		h.must(h.Subscribe(ctx, f, f.Email))
	}
	wantFields(t, h.Subscribe(ctx, ReaderForm{Email: "a@example.fi", HubID: 999}, "x"), "hub: field.choice")
	wantFields(t, h.Subscribe(ctx, ReaderForm{Email: "a"}, "x"), "email: field.email")
	h.must(h.Subscribe(ctx, ReaderForm{Email: "yksi@example.fi", Lang: "sv", HubID: other}, "y")) // before the link is used the last word counts
	h.must(h.Subscribe(ctx, ReaderForm{Email: "yksi@example.fi", Lang: "en", HubID: h.HubID}, "y"))
	for range 2 {
		for _, who := range []string{"kaikki", "yksi", "muu"} {
			_, err := h.ConfirmReader(ctx, h.post.links[who+"@example.fi"])
			h.must(err)
		}
	}
	h.must(h.Subscribe(ctx, ReaderForm{Email: "yksi@example.fi", HubID: other}, "z")) // afterwards only the link does
	h.post.news()
	for range 2 {
		_, err := h.SendLetters(ctx)
		h.must(err)
	}
	if got := h.post.news(); got != "letter 2026-W48 of 1 kaikki@example.fi; letter 2026-W48 of 1 yksi@example.fi" {
		t.Error(got)
	}
	h.at = h.at.Add(4 * 24 * time.Hour)
	if n, err := h.SendLetters(ctx); n != 0 || err != nil {
		t.Errorf("on a Friday: %d %v", n, err)
	}
	token := h.post.links["yksi@example.fi"]
	h.must(h.Unsubscribe(ctx, token))
	wantFault(t, h.Unsubscribe(ctx, token), fault.Gone, "fault.link_unknown")
	h.at = h.at.Add(3 * 24 * time.Hour)
	_, err := h.SendLetters(ctx)
	h.must(err)
	if got := h.post.news(); got != "letter 2026-W49 of 1 kaikki@example.fi" {
		t.Error(got)
	}
}
