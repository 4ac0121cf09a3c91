package billing_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// callOff calls a session off as its partner does, and says how many stays have lost it.
func (w world) callOff(t *testing.T, session int64) (stays int) {
	t.Helper()
	if err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		var resource int64
		if err := tx.Get(ctx, &resource, `/* billing_test.callOff */
			UPDATE session SET status = 'cancelled', cancel_reason = 'Kiuas on rikki.', cancelled_at = now() WHERE id = $1 RETURNING resource_id`, session); err != nil {
			return err
		}
		if _, err := capacity.Close(ctx, tx, resource); err != nil {
			return err
		}
		list, err := booking.Lose(ctx, tx, session)
		stays = len(list)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return stays
}

func (w world) session(t *testing.T, b booking.Booking, title string) int64 {
	t.Helper()
	for _, s := range w.detail(t, b).Sessions {
		if s.TitleFi == title && s.Status == "open" {
			return s.ID
		}
	}
	t.Fatalf("no %s", title)
	return 0
}

// due makes every loss one that nobody has answered in time, and answers it.
func (w world) due(t *testing.T) int {
	t.Helper()
	w.exec(t, `UPDATE lost_session SET answer_by = now() - interval '1 second'`)
	n, err := w.billing.AnswerLosses(ctx)
	if err != nil {
		t.Fatal(err)
	}
	w.work(t)
	return n
}

func TestALostSessionIsReplacedWhenNobodyAnswers(t *testing.T) {
	for _, c := range []struct {
		name     string
		fallback booking.Fallback
		title    string // of the session that is called off
		free     int    // seats of the other times
		want     string // what comes of it
	}{
		{"another time", booking.AnotherTime, "Savusauna", 12, "Savusauna"},
		{"no other time: the money", booking.AnotherTime, "Savusauna", 0, ""},
		{"another time of two", booking.AnotherTime, "Kanootti", 12, "Kanootti"},
		{"the money", booking.MoneyBack, "Savusauna", 12, ""},
		{"another activity, but none of about the price", booking.AnotherActivity, "Savusauna", 12, "Savusauna"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			b := w.paid(t, 4, billing.Card)
			if err := w.bookings.SetFallback(ctx, w.Companies[0], b.Ref, c.fallback); err != nil {
				t.Fatal(err)
			}
			w.daysLeft(3) // nothing comes back of what is dropped by the company
			lost := w.session(t, b, c.title)
			if n := w.callOff(t, lost); n != 1 {
				t.Fatalf("%d stays have lost it", n)
			}
			w.exec(t, `UPDATE slot SET capacity = greatest(taken, $2) FROM session s WHERE slot.resource_id = s.resource_id AND s.id <> $1 AND s.status = 'open'`, lost, c.free)
			if n, err := w.billing.AnswerLosses(ctx); n != 0 || err != nil {
				t.Fatalf("%d answered before their time, %v", n, err)
			}
			if n := w.due(t); n != 1 {
				t.Fatalf("%d answered", n)
			}
			d := w.detail(t, b)
			gone := slices.IndexFunc(d.Sessions, func(s booking.Session) bool { return s.ID == lost }) < 0
			replaced := len(d.Sessions) == 3
			if !gone || replaced != (c.want != "") {
				t.Errorf("%d sessions", len(d.Sessions))
			}
			back := w.provider.refunded()
			if replaced != (back == 0) || !replaced && back != 40160 { // the sauna for a group: 320 € and 25.5 %
				t.Errorf("%d back", back)
			}
			if n := w.due(t); n != 0 {
				t.Errorf("%d answered twice", n)
			}
			if n := w.count(t, `SELECT count(*) FROM booking_change WHERE actor = 'fallback'`); n != 1 {
				t.Errorf("%d changes", n)
			}
		})
	}
}

func TestACompanyAnswersALoss(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	w.daysLeft(2)
	sauna := w.session(t, b, "Savusauna")
	w.callOff(t, sauna)
	losses, err := w.bookings.LossesOf(ctx, w.Companies[0], b)
	if err != nil || len(losses) != 1 || losses[0].Reason != "Kiuas on rikki." {
		t.Fatal(losses, err)
	}
	if _, err := w.bookings.LossesOf(ctx, w.Companies[1], b); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another company: %v", err)
	}
	if _, err := w.bookings.PreviewChange(ctx, w.Companies[0], w.detail(t, b), booking.Wish{People: 3}); fault.As(err).Key != "fault.choose_first" {
		t.Errorf("changing the head count first: %v", err)
	}
	// Another activity may be left out meanwhile, by the policy; what was called off comes back in full.
	if made := w.change(t, b, booking.Wish{Drop: w.session(t, b, "Kanootti")}, ""); made.Percent != 0 || made.Difference() != 0 {
		t.Errorf("%d %%, %d", made.Percent, made.Difference())
	}
	a, err := w.bookings.AlternativesTo(ctx, w.Companies[0], w.detail(t, b), sauna)
	if err != nil || !a.Lost || len(a.Times) != 1 || a.Out.Difference() != -40160 {
		t.Fatalf("%+v, %v", a, err)
	}
	w.change(t, b, a.Out.Wish, "")
	w.work(t)
	if losses, err := w.bookings.LossesOf(ctx, w.Companies[0], b); err != nil || len(losses) != 0 || w.provider.refunded() != 40160 {
		t.Errorf("%v, %v, %d back", losses, err, w.provider.refunded())
	}
}

// TestALossWhileTheStayGoesOn: what lies ahead of a stay that has begun may be replaced still, and only that.
func TestALossWhileTheStayGoesOn(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	d := w.detail(t, b)
	last := d.Sessions[2]
	*w.clock = last.StartsAt.AddDate(0, 0, -1)
	w.callOff(t, last.ID)
	a, err := w.bookings.AlternativesTo(ctx, w.Companies[0], d, last.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Times {
		if c.New()[0].StartsAt.Before(*w.clock) {
			t.Errorf("a session of the past is offered: %+v", c.New())
		}
	}
	if _, err := w.bookings.PreviewChange(ctx, w.Companies[0], w.detail(t, b), booking.Wish{Drop: d.Sessions[0].ID}); fault.As(err).Key != "fault.stay_has_started" {
		t.Errorf("what was not called off: %v", err)
	}
	w.change(t, b, a.Out.Wish, "")
}

// TestALossAndItsAnswerAtOnce: the company chooses while the job answers: one of them does it.
func TestALossAndItsAnswerAtOnce(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	sauna := w.session(t, b, "Savusauna")
	w.callOff(t, sauna)
	req := w.request(t, b, booking.Wish{Drop: sauna}, "")
	w.exec(t, `UPDATE lost_session SET answer_by = now() - interval '1 second'`)
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := w.billing.AnswerLosses(ctx); err != nil {
			t.Error(err)
		}
	})
	wg.Go(func() {
		if _, err := w.billing.Change(ctx, w.Companies[0], b.Ref, req); err != nil && fault.CodeOf(err) != fault.NotFound {
			t.Error(err)
		}
	})
	wg.Wait()
	if n := w.count(t, `SELECT count(*) FROM booking_change`); n != 1 {
		t.Errorf("%d changes", n)
	}
}

// TestALossWhileItsChangeWaits: the session that a waiting change takes is called off before it is paid. The change is made,
// and the loss is noted like any other.
func TestALossWhileItsChangeWaits(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	canoe := w.session(t, b, "Kanootti")
	w.change(t, b, booking.Wish{Drop: canoe}, "")
	w.work(t)
	back := w.provider.refunded()
	made := w.change(t, b, booking.Wish{Take: canoe}, billing.Card)
	if n := w.callOff(t, canoe); n != 0 {
		t.Fatalf("%d stays have lost what they do not have yet", n)
	}
	session := made.URL[len("https://pay.example/"):]
	w.provider.pay(session)
	if got := w.settle(t, session); got != billing.OutcomeConfirmed {
		t.Fatal(got)
	}
	w.sound(t)
	if n := w.due(t); n != 1 {
		t.Fatalf("%d answered", n)
	}
	if len(w.detail(t, b).Sessions) != 3 && w.provider.refunded() != back+made.Difference() {
		t.Errorf("%d back", w.provider.refunded())
	}
}

func TestALossOfAnOptionOnlyLowersItsPrice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	if err := w.bookings.SetFallback(ctx, w.Companies[0], b.Ref, booking.MoneyBack); err != nil {
		t.Fatal(err)
	}
	w.callOff(t, w.session(t, b, "Savusauna"))
	if n := w.due(t); n != 1 || w.detail(t, b).Gross != b.Gross-40160 || w.documents(t, b) != "" {
		t.Errorf("%d answered, %d cents, %s", n, w.detail(t, b).Gross, w.documents(t, b))
	}
	for name, err := range map[string]error{
		"nonsense":     w.bookings.SetFallback(ctx, w.Companies[0], b.Ref, "no"),
		"not theirs":   w.bookings.SetFallback(ctx, w.Companies[1], b.Ref, booking.MoneyBack),
		"no such stay": w.bookings.SetFallback(ctx, w.Companies[0], "HT-0000000", booking.MoneyBack),
	} {
		if fault.CodeOf(err) != fault.Invalid && fault.CodeOf(err) != fault.NotFound {
			t.Error(name, fmt.Sprint(err))
		}
	}
}

// TestCancellingAStayThatHasLostSomething: what its partner called off comes back in full, the rest by the policy, and the page
// says so before.
func TestCancellingAStayThatHasLostSomething(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	w.daysLeft(2)
	w.callOff(t, w.session(t, b, "Kanootti"))
	preview, err := w.billing.CancelPreview(ctx, w.Companies[0], w.detail(t, b))
	if want := int64(4*5200 + 2808); err != nil || preview.Percent != 0 || preview.GoesBack != want {
		t.Fatalf("%+v, want %d back, %v", preview, want, err)
	}
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	if w.provider.refunded() != preview.GoesBack {
		t.Errorf("%d back", w.provider.refunded())
	}
}

// TestAStayIsNotOverBeforeWhatItLostIsMadeGood: the last evening is called off late, and the money comes back the next day.
func TestAStayIsNotOverBeforeWhatItLostIsMadeGood(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	d := w.detail(t, b)
	w.callOff(t, d.Sessions[2].ID)
	w.daysLeft(-6)
	for _, want := range []int{0, 1} {
		if n, err := w.bookings.CompletePast(ctx); err != nil || n != want {
			t.Errorf("%d stays are over, want %d, %v", n, want, err)
		}
		w.due(t)
	}
	if w.provider.refunded() == 0 {
		t.Error("nothing has come back")
	}
}
