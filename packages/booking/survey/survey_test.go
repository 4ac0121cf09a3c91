package survey_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
)

// silent takes the news of stays.
type silent struct{ booking.Notifier }

func (silent) BookingHeld(context.Context, *postgres.Tx, int64) error { return nil }

// asked counts who has been asked.
type asked map[int64]int

func (a asked) SurveyDue(_ context.Context, _ *postgres.Tx, id int64) error {
	a[id]++
	return nil
}

type world struct {
	packtest.Network
	bookings *booking.Service
	survey   *survey.Service
	asked    asked
	stay     booking.Booking
	links    []string
}

// newWorld is a confirmed stay of four named people, on its last day.
func newWorld(t *testing.T) *world {
	t.Helper()
	db := pgtest.New(t)
	w := &world{Network: packtest.New(t, db, packtest.Options{}), asked: asked{}}
	clock := func() time.Time { return w.Now }
	w.bookings = booking.NewService(db, search.NewFinder(db, clock), silent{}, clock)
	w.survey = survey.New(db, w.bookings, w.asked, clock)
	var err error
	w.stay, err = w.bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	must(t, err)
	must(t, w.bookings.Named(t.Context(), w.Companies[0], w.stay.Ref, []booking.Participant{{Name: "A"}, {Name: "B"}, {Name: "C"}, {Name: "D"}}))
	w.exec(t, `UPDATE booking SET state = 'confirmed'`)
	d, err := w.bookings.ByRef(t.Context(), w.Companies[0], w.stay.Ref)
	must(t, err)
	for _, p := range d.Participants {
		w.links = append(w.links, p.Token)
	}
	w.stay = d.Booking
	w.Now = dates.At(d.EndsOn, 12*60)
	return w
}

func (w *world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	must(t, w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "/* survey test */ "+query, args...)
		return err
	}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func form(work, activities, hosting, again int, body string) survey.Form {
	f := survey.Form{Work: &work, Hosting: &hosting, Again: &again, Body: body, Lang: "fi"}
	if activities > 0 {
		f.Activities = &activities
	}
	return f
}

func TestWhenAStayCanBeAnsweredAbout(t *testing.T) {
	b := booking.Booking{StartsOn: dates.MustParse("2027-06-07"), EndsOn: dates.MustParse("2027-06-11"), State: booking.Completed}
	for day, want := range map[string]string{
		"2027-06-07": "fault.survey_early", "2027-06-10": "fault.survey_early", "2027-06-11": "", "2027-07-11": "", "2027-07-12": "fault.survey_late",
	} {
		got := ""
		if err := survey.Open(b, dates.MustParse(day)); err != nil {
			got = fault.As(err).Key
		}
		if got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	for _, state := range []booking.State{booking.Held, booking.AwaitingPayment, booking.Cancelled, booking.Expired} {
		b.State = state
		if err := survey.Open(b, b.EndsOn); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestAveragesShowWhenNobodyCanBePickedOut(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	company := func() survey.Result {
		t.Helper()
		r, err := w.survey.OfStay(ctx, w.Companies[0], w.stay.Ref)
		must(t, err)
		return r
	}
	must(t, w.survey.AnswerByLink(ctx, w.links[0], form(5, 4, 5, 10, "Ihana paikka.")))
	must(t, w.survey.AnswerByLink(ctx, w.links[1], form(1, 0, 3, 0, "")))
	must(t, w.survey.AnswerByLink(ctx, w.links[1], form(4, 0, 4, 8, ""))) // changed her mind: not another answer
	if r := company(); r != (survey.Result{Answers: 2}) {
		t.Errorf("two answers: %+v", r)
	}
	inside, comments, err := w.survey.OfHub(ctx, w.Staff, w.HubID, dates.Through(w.stay.EndsOn, w.stay.EndsOn))
	if err != nil || inside != (survey.Result{Answers: 2}) || len(comments) != 1 || comments[0].Body != "Ihana paikka." {
		t.Errorf("the hub: %+v, %v, %v", inside, comments, err)
	}
	must(t, w.survey.AnswerAsBooker(ctx, w.Companies[0], w.stay.Ref, form(4, 5, 5, 9, "")))
	three := survey.Result{Answers: 3, Counted: 3, Work: 43, Activities: 45, Hosting: 47, Again: 90, Shown: true}
	if r := company(); r != three {
		t.Errorf("three answers: %+v", r)
	}
	// Who looks before and after a fourth answer, or a changed one, learns nothing of it; three together are shown.
	must(t, w.survey.AnswerByLink(ctx, w.links[2], form(1, 1, 1, 1, "")))
	must(t, w.survey.AnswerByLink(ctx, w.links[0], form(1, 1, 1, 1, "Ihana paikka.")))
	three.Answers = 4
	if r := company(); r != three {
		t.Errorf("four answers: %+v", r)
	}
	must(t, w.survey.AnswerByLink(ctx, w.links[3], form(1, 0, 1, 1, "")))
	if r := company(); r != (survey.Result{Answers: 5, Counted: 5, Work: 22, Activities: 23, Hosting: 24, Again: 40, Shown: true}) {
		t.Errorf("five answers: %+v", r)
	}
	if _, own, err := w.survey.Own(ctx, w.Companies[0], w.stay.Ref); err != nil || own == nil || *own.Again != 9 {
		t.Errorf("the booker's own: %+v, %v", own, err)
	}
	if _, before, err := w.survey.OfHub(ctx, w.Staff, w.HubID, dates.Through(w.stay.StartsOn, w.stay.EndsOn.AddDays(-1))); err != nil || len(before) != 0 {
		t.Errorf("another period: %v, %v", before, err)
	}
	if r, err := w.survey.OfNetwork(ctx, w.Admin, dates.Through(w.stay.EndsOn, w.stay.EndsOn)); err != nil || r.Answers != 5 || !r.Shown {
		t.Errorf("the network: %+v, %v", r, err)
	}
	// A year later the answers and the words are gone, and what was published stays.
	old := company()
	for _, step := range []struct{ days, answers int }{{survey.KeptDays, 5}, {survey.KeptDays + 1, 0}} {
		w.exec(t, `UPDATE booking SET starts_on = today - $1::int - 4, ends_on = today - $1::int FROM (SELECT (now() AT TIME ZONE 'Europe/Helsinki')::date AS today) t`, step.days)
		must(t, w.survey.Forget(ctx))
		var n int
		must(t, w.DB.Get(ctx, &n, `/* survey test */ SELECT count(*) FROM survey_answer`))
		if r := company(); n != step.answers || r != old {
			t.Errorf("%d days later: %d answers, %+v", step.days, n, r)
		}
	}
}

func TestWhoMayAnswerAndRead(t *testing.T) {
	w := newWorld(t)
	ctx, good := t.Context(), form(4, 4, 4, 7, "")
	colleague := access.Actor{PersonID: w.Staff.PersonID, Grants: w.Companies[0].Grants}
	elsewhere := access.Actor{PersonID: w.Admin.PersonID, Grants: []access.Grant{{Role: access.HubStaff, Org: w.HubID + 1000}}}
	period := dates.Through(w.stay.EndsOn, w.stay.EndsOn)
	_, _, unknown := w.survey.ByLink(ctx, "x")
	_, _, another := w.survey.Own(ctx, w.Companies[1], w.stay.Ref)
	_, _, notBooker := w.survey.Own(ctx, colleague, w.stay.Ref)
	_, result := w.survey.OfStay(ctx, w.Companies[1], w.stay.Ref)
	_, _, otherHub := w.survey.OfHub(ctx, elsewhere, w.HubID, period)
	_, _, companyAtHub := w.survey.OfHub(ctx, w.Companies[0], w.HubID, period)
	_, network := w.survey.OfNetwork(ctx, w.Staff, period)
	for what, err := range map[string]error{
		"no such link": unknown, "another's link": w.survey.AnswerByLink(ctx, "x", good), "another company": another, "a colleague of the booker": notBooker,
		"a colleague's answer": w.survey.AnswerAsBooker(ctx, colleague, w.stay.Ref, good), "another company's result": result,
		"staff of another hub": otherHub, "a company at the hub's": companyAtHub, "staff at the network's": network,
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	for name, f := range map[string]survey.Form{"nothing": {Lang: "fi"}, "six": form(6, 4, 4, 4, ""), "none": form(0, 4, 4, 4, ""), "eleven": form(4, 4, 4, 11, "")} {
		if err := w.survey.AnswerByLink(ctx, w.links[0], f); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.Now = dates.At(w.stay.EndsOn.AddDays(-1), 12*60)
	if err := w.survey.AnswerByLink(ctx, w.links[0], good); fault.As(err).Key != "fault.survey_early" {
		t.Errorf("the day before the last: %v", err)
	}
	w.Now = dates.At(w.stay.EndsOn.AddDays(survey.OpenDays+1), 0)
	if err := w.survey.AnswerAsBooker(ctx, w.Companies[0], w.stay.Ref, good); fault.As(err).Key != "fault.survey_late" {
		t.Errorf("31 days after: %v", err)
	}
}

// TestABookerIsAskedOnce: the day after the last day by the database's clock, not before, and not a second time.
func TestABookerIsAskedOnce(t *testing.T) {
	w := newWorld(t)
	for _, step := range []struct {
		ends string
		want int
	}{
		{"today", 0}, {"today - 8", 0}, {"today - 1", 1}, {"today - 1", 1}, {"today - 2", 1},
	} {
		w.exec(t, `UPDATE booking SET starts_on = today - 12, ends_on = `+step.ends+` FROM (SELECT (now() AT TIME ZONE 'Europe/Helsinki')::date AS today) t`)
		if _, err := w.survey.AskDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := w.asked[w.stay.ID]; got != step.want {
			t.Errorf("ended %s: asked %d times, want %d", step.ends, got, step.want)
		}
	}
}
