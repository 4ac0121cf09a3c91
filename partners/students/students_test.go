package students

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// yard is a network with a school and its corner; its clock stands at noon on 23 November 2026. Mails are only written down.
type yard struct {
	*Service
	packtest.Network
	t           *testing.T
	coordinator access.Actor
	boss        access.Actor
	school, of  int64
	told        []string
	now         time.Time
}

func (y *yard) Assignment(_ context.Context, _ *postgres.Tx, what News, _ Assignment, _ Meeting, reason string) error {
	y.told = append(y.told, strings.TrimSpace(string(what)+" "+reason))
	return nil
}

func newYard(t *testing.T) *yard {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	y := &yard{Network: packtest.New(t, db, packtest.Options{}), t: t}
	y.now = y.Now
	y.Service = New(db, y, nil, func() time.Time { return y.now })
	y.school, y.boss = y.Partners[0], y.Companies[0]
	y.of = packtest.Company(y.boss)
	y.coordinator = access.Actor{PersonID: y.Staff.PersonID, Grants: []access.Grant{{Role: access.SchoolCoordinator, Org: y.school}}}
	y.must(y.SaveCorner(t.Context(), y.coordinator, y.school, CornerForm{Hub: y.HubID, AboutFi: "Nurkka.", Open: true}))
	return y
}

func (y *yard) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatal(err)
	}
}

func (y *yard) form() Form {
	return Form{Corner: fmt.Sprintf("%d-%d", y.school, y.HubID), Kind: "survey", Title: "Kysely", Body: "50 vastausta.", Hours: 4, People: 2, RewardCents: 2000, Safety: "Opettaja on paikalla.", WantedBy: dates.MustParse("2026-12-18")}
}

func (y *yard) post() int64 {
	y.t.Helper()
	id, err := y.Post(y.t.Context(), y.boss, y.of, y.form(), uuid.New())
	y.must(err)
	return id
}

// wrongField is the field that an error is about, "" for none.
func wrongField(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return ""
	}
	return f.Fields[0].Name + " " + f.Fields[0].Key
}

func TestMovesAreLegalForOneSideOnly(t *testing.T) {
	for from, all := range moves {
		for to, by := range all {
			if !may(from, to, by) || may(from, to, !by) {
				t.Errorf("%s to %s", from, to)
			}
		}
	}
	for _, over := range []State{Done, Declined, Withdrawn} {
		if over.Open() {
			t.Errorf("%s goes on", over)
		}
	}
	for _, c := range [][2]State{{Sent, Matched}, {Published, Delivered}, {Matched, Done}, {Returned, Published}, {Delivered, Withdrawn}} {
		if may(c[0], c[1], school) || may(c[0], c[1], company) {
			t.Errorf("%s to %s", c[0], c[1])
		}
	}
}

func TestNoTextLeadsToAPerson(t *testing.T) {
	y := newYard(t)
	for name, change := range map[string]func(*Form){
		"title field.personal_phone":     func(f *Form) { f.Title = "Soita 040 123 4567" },
		"body field.personal_email":      func(f *Form) { f.Body = "Vastaukset: matti@yritys.fi" },
		"safety field.personal_phone":    func(f *Form) { f.Safety = "Vastuuhenkilö +358401234567" },
		"wish field.personal_email":      func(f *Form) { f.Wish = "matti (at) yritys.fi" },
		"reward field.personal_identity": func(f *Form) { f.Reward = "131052-308T" },
		"safety field.required":          func(f *Form) { f.Safety = " " },
		"hours field.range":              func(f *Form) { f.Hours = 0 },
		"people field.range":             func(f *Form) { f.People = 31 },
		"kind field.choice":              func(f *Form) { f.Kind = "siivous" },
		"corner field.choice":            func(f *Form) { f.Corner = "9-9" },
		"wanted_by field.event_past":     func(f *Form) { f.WantedBy = dates.MustParse("2026-11-01") },
	} {
		f := y.form()
		change(&f)
		if _, err := y.Post(t.Context(), y.boss, y.of, f, uuid.New()); wrongField(err) != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	id := y.post()
	y.must(y.Publish(t.Context(), y.coordinator, y.school, id))
	for _, names := range []string{"Aino Esimerkki", "aino@koulu.fi", "0401234567", "Aino2", strings.Repeat("a", 31), "", "Yksi\nKaksi\nKolme"} {
		if err := y.Match(t.Context(), y.coordinator, y.school, id, MatchForm{Aliases: names}); !strings.HasPrefix(wrongField(err), "aliases ") {
			t.Errorf("%q: %v", names, err)
		}
	}
	y.must(y.Match(t.Context(), y.coordinator, y.school, id, MatchForm{Aliases: "Aino, aino\nAnna-Liisa"}))
	if err := y.Deliver(t.Context(), y.coordinator, y.school, id, ResultForm{Result: "Valmis, kysy 0401234567"}); wrongField(err) != "result field.personal_phone" {
		t.Error(err)
	}
	if err := y.Deliver(t.Context(), y.coordinator, y.school, id, ResultForm{Result: "Valmis", Link: "http://x.example"}); wrongField(err) != "result_link field.https" {
		t.Error(err)
	}
	y.must(y.Deliver(t.Context(), y.coordinator, y.school, id, ResultForm{Result: "Valmis", Link: "tulos.example/1"}))
	if err := y.Finish(t.Context(), y.boss, y.of, id, FeedbackForm{Feedback: "Töihin? matti@yritys.fi"}); wrongField(err) != "feedback field.personal_email" {
		t.Error(err)
	}
}

func TestAnAssignmentFromTheCompanyToTheCertificate(t *testing.T) {
	y := newYard(t)
	op := uuid.New()
	id, err := y.Post(t.Context(), y.boss, y.of, y.form(), op)
	y.must(err)
	if again, err := y.Post(t.Context(), y.boss, y.of, y.form(), op); err != nil || again != id {
		t.Errorf("sent twice: %d, %v", again, err)
	}
	if err := y.Return(t.Context(), y.coordinator, y.school, id, Reason{}); wrongField(err) != "reason field.required" {
		t.Error(err)
	}
	y.must(y.Return(t.Context(), y.coordinator, y.school, id, Reason{"Mihin vastauksia käytetään?"}))
	if err := y.Publish(t.Context(), y.coordinator, y.school, id); fault.CodeOf(err) != fault.Conflict {
		t.Error(err)
	}
	f := y.form()
	f.Title = "Kysely kesätöistä"
	y.must(y.Edit(t.Context(), y.boss, y.of, id, f))
	if list, err := y.Published(t.Context()); err != nil || len(list) != 0 {
		t.Error("seen before it is published:", list, err)
	}
	y.must(y.Publish(t.Context(), y.coordinator, y.school, id))
	if list, err := y.Published(t.Context()); err != nil || len(list) != 1 || list[0].Title != f.Title {
		t.Error(list, err)
	}
	y.must(y.Match(t.Context(), y.coordinator, y.school, id, MatchForm{Aliases: "Aino, Kide"}))
	y.must(y.Match(t.Context(), y.coordinator, y.school, id, MatchForm{Aliases: "Aino, Ville"}))
	from, to := 14*60, 15*60
	y.must(y.ProposeMeeting(t.Context(), y.coordinator, y.school, id, MeetingForm{dates.MustParse("2026-12-01"), &from, &to}))
	y.must(y.AnswerMeeting(t.Context(), y.boss, y.of, id, false, Reason{"Torstai kävisi."}))
	y.must(y.ProposeMeeting(t.Context(), y.coordinator, y.school, id, MeetingForm{dates.MustParse("2026-12-03"), &from, &to}))
	y.must(y.AnswerMeeting(t.Context(), y.boss, y.of, id, true, Reason{}))
	if err := y.AnswerMeeting(t.Context(), y.boss, y.of, id, true, Reason{}); fault.CodeOf(err) != fault.Conflict {
		t.Error(err)
	}
	y.must(y.Deliver(t.Context(), y.coordinator, y.school, id, ResultForm{Result: "Yhteenveto"}))
	d, err := y.OfCompany(t.Context(), y.boss, y.of, id)
	y.must(err)
	if len(d.Students) != 2 || d.Students[0].Alias != "Aino" || d.Students[1].Alias != "Ville" || d.Meeting.State != Agreed || d.Meeting.StartsAt.Hour() == 0 {
		t.Errorf("%+v", d)
	}
	if _, err := y.Certificate(t.Context(), y.coordinator, y.school, id, d.Students[0].ID); fault.CodeOf(err) != fault.Conflict {
		t.Error("a certificate before the end:", err)
	}
	y.must(y.Finish(t.Context(), y.boss, y.of, id, FeedbackForm{"Hienoa!"}))
	c, err := y.Certificate(t.Context(), y.coordinator, y.school, id, d.Students[0].ID)
	if err != nil || c.Alias != "Aino" || c.Feedback != "Hienoa!" {
		t.Errorf("%+v %v", c, err)
	}
	want := "sent|returned Mihin vastauksia käytetään?|sent|published|matched|proposed|wanted Torstai kävisi.|proposed|agreed|delivered|done"
	if got := strings.Join(y.told, "|"); got != want {
		t.Errorf("told %s", got)
	}
}

func TestNobodySeesAnothersAssignments(t *testing.T) {
	y := newYard(t)
	id := y.post()
	member := access.Actor{PersonID: 1, Grants: []access.Grant{{Role: access.PartnerMember, Org: y.school}}}
	elsewhere := access.Actor{PersonID: 1, Grants: []access.Grant{{Role: access.SchoolCoordinator, Org: y.Partners[1]}}}
	other := y.Companies[1]
	for name, err := range map[string]error{
		"another company":      second(y.OfCompany(t.Context(), other, y.of, id)),
		"by its own number":    second(y.OfCompany(t.Context(), other, packtest.Company(other), id)),
		"another school":       second(y.OfSchool(t.Context(), elsewhere, y.Partners[1], id)),
		"no coordinator":       y.Publish(t.Context(), member, y.school, id),
		"the company as judge": y.Publish(t.Context(), y.boss, y.school, id),
		"the school as giver":  y.Withdraw(t.Context(), y.coordinator, y.of, id, Reason{}),
		"another's withdrawal": y.Withdraw(t.Context(), other, packtest.Company(other), id, Reason{}),
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func second(_ Detail, err error) error { return err }

func TestTheCornerIsNeverTakenTwice(t *testing.T) {
	y := newYard(t)
	ids := []int64{y.post(), y.post(), y.post()}
	for _, id := range ids {
		y.must(y.Publish(t.Context(), y.coordinator, y.school, id))
	}
	propose := func(id int64, from, to int) error {
		return y.ProposeMeeting(t.Context(), y.coordinator, y.school, id, MeetingForm{dates.MustParse("2026-12-01"), &from, &to})
	}
	results := make(chan error, 2)
	for _, id := range ids[:2] {
		go func() { results <- propose(id, 14*60, 15*60) }()
	}
	a, b := <-results, <-results
	if (a == nil) == (b == nil) || wrongField(errors.Join(a, b)) != "from field.corner_taken" {
		t.Fatalf("%v, %v", a, b)
	}
	if err := propose(ids[2], 14*60+30, 16*60); wrongField(err) != "from field.corner_taken" {
		t.Error("they overlap:", err)
	}
	y.must(propose(ids[2], 15*60, 16*60)) // one after the other
	y.must(propose(ids[2], 15*60+30, 16*60))
	for _, id := range ids[:2] {
		y.must(y.Withdraw(t.Context(), y.boss, y.of, id, Reason{}))
	}
	y.must(propose(ids[2], 14*60, 15*60)) // what was withdrawn is free
	past, to := 600, 660
	if err := y.ProposeMeeting(t.Context(), y.coordinator, y.school, ids[2], MeetingForm{dates.MustParse("2026-11-20"), &past, &to}); wrongField(err) != "day field.event_past" {
		t.Error(err)
	}
}
