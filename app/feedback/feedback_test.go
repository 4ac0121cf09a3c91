package feedback_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/feedback"
)

// desk is a service whose mails only are written down.
type desk struct {
	*feedback.Service
	t       *testing.T
	db      *postgres.DB
	admin   access.Actor
	told    []feedback.Message
	refuse  error // what the limit says
	failing error // what telling answers
	now     time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	d := &desk{t: t, db: pgtest.New(t), now: time.Now()}
	d.Service = feedback.New(d.db, d, func(context.Context, string) error { return d.refuse }, func() time.Time { return d.now })
	d.admin = access.Actor{Grants: []access.Grant{{Role: access.NetworkAdmin}}}
	d.exec(`INSERT INTO person (email, name) VALUES ('yllapito@example.fi', 'Ylläpito')`)
	if err := d.db.Get(t.Context(), &d.admin.PersonID, `SELECT id FROM person`); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) FeedbackGiven(_ context.Context, _ *postgres.Tx, m feedback.Message) error {
	d.told = append(d.told, m)
	return d.failing
}

func (d *desk) exec(query string, args ...any) {
	d.t.Helper()
	if err := d.db.InTx(d.t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(d.t.Context(), query, args...)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) give(f feedback.Form, op uuid.UUID) string {
	d.t.Helper()
	ref, err := d.Give(d.t.Context(), f, "192.0.2.1", op)
	if err != nil {
		d.t.Fatal(err)
	}
	return ref
}

func (d *desk) list() (open, done []feedback.Message) {
	d.t.Helper()
	open, done, err := d.List(d.t.Context(), d.admin)
	if err != nil {
		d.t.Fatal(err)
	}
	return open, done
}

func good() feedback.Form {
	return feedback.Form{Topic: "access", Page: " Varauksen  sivu ", Body: " Kello ei\nkuulu. ", Email: "kuulija@example.fi", Lang: "fi"}
}

func TestAMessageIsKeptAndToldOnce(t *testing.T) {
	d := newDesk(t)
	op := uuid.New()
	ref := d.give(good(), op)
	if again := d.give(good(), op); again != ref || !strings.HasPrefix(ref, "PA-") || len(ref) != 11 {
		t.Errorf("%q, then %q", ref, again)
	}
	if other := d.give(good(), uuid.New()); other == ref {
		t.Error("two messages, one reference")
	}
	open, done := d.list()
	if len(open) != 2 || len(done) != 0 || len(d.told) != 2 {
		t.Fatalf("%d open, %d done, %d told", len(open), len(done), len(d.told))
	}
	m := open[0]
	if m.Ref != ref || m.Topic != feedback.Access || m.Page != "Varauksen sivu" || m.Body != "Kello ei\nkuulu." || m.Email != "kuulija@example.fi" || m.Lang != "fi" || m.Suspect {
		t.Errorf("%+v", m)
	}
	if m.AnswerBy().Sub(d.told[0].AnswerBy()) != 0 || m.Body != d.told[0].Body {
		t.Errorf("told of %+v", d.told[0])
	}
	for ref, want := range map[string]bool{ref: true, "PA-AAAAAAAA": false, "": false, "%": false} {
		if known, err := d.Known(t.Context(), ref); err != nil || known != want {
			t.Errorf("%q: %v %v", ref, known, err)
		}
	}
}

func TestWhatIsWrongIsSaidByField(t *testing.T) {
	d := newDesk(t)
	for name, change := range map[string]func(*feedback.Form){
		"topic": func(f *feedback.Form) { f.Topic = "praise" },
		"body":  func(f *feedback.Form) { f.Body = " \n " },
		"page":  func(f *feedback.Form) { f.Page = strings.Repeat("ä", 501) },
		"email": func(f *feedback.Form) { f.Email = "Kuulija <kuulija@example.fi>" },
	} {
		f := good()
		change(&f)
		_, err := d.Give(t.Context(), f, "", uuid.New())
		if e := fault.As(err); e == nil || e.Code != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, email := range []string{"kuulija", "a@b", "a b@example.fi", strings.Repeat("a", 250) + "@example.fi"} {
		f := good()
		f.Email = email
		if _, err := d.Give(t.Context(), f, "", uuid.New()); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%.20q: %v", email, err)
		}
	}
	f := good()
	f.Body = strings.Repeat("ä", 5000)
	d.give(f, uuid.New())
	f.Body += "ä"
	if _, err := d.Give(t.Context(), f, "", uuid.New()); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("too long: %v", err)
	}
}

func TestAnAddressThatSendsTooMuchWaits(t *testing.T) {
	d := newDesk(t)
	d.refuse = fault.New(fault.TooMany, "fault.too_many_attempts")
	if _, err := d.Give(t.Context(), good(), "192.0.2.1", uuid.New()); fault.CodeOf(err) != fault.TooMany {
		t.Error(err)
	}
	if open, _ := d.list(); len(open) != 0 {
		t.Error("kept")
	}
}

func TestAMessageNobodyIsToldOfIsNotKept(t *testing.T) {
	d := newDesk(t)
	d.failing = errors.New("no mail")
	if _, err := d.Give(t.Context(), good(), "", uuid.New()); !errors.Is(err, d.failing) {
		t.Error(err)
	}
	if open, _ := d.list(); len(open) != 0 {
		t.Error("kept")
	}
}

// A robot is answered like anybody else, and what it says waits below what people say.
func TestWhatARobotSaysIsKeptButNotTold(t *testing.T) {
	d := newDesk(t)
	f := good()
	f.Lure = "https://casino.example"
	robot := d.give(f, uuid.New())
	person := d.give(good(), uuid.New())
	open, _ := d.list()
	if len(open) != 2 || open[0].Ref != person || open[1].Ref != robot || !open[1].Suspect || len(d.told) != 1 {
		t.Errorf("%+v, told %d", open, len(d.told))
	}
}

func TestAdminsMarkWhatIsDone(t *testing.T) {
	d := newDesk(t)
	ref := d.give(good(), uuid.New())
	open, _ := d.list()
	id := open[0].ID
	for range 2 {
		if got, err := d.Done(t.Context(), d.admin, id); err != nil || got != ref {
			t.Fatalf("%q %v", got, err)
		}
	}
	open, done := d.list()
	if len(open) != 0 || len(done) != 1 || done[0].DoneBy != "Ylläpito" || done[0].DoneAt == nil {
		t.Fatalf("%+v %+v", open, done)
	}
	if _, err := d.Reopen(t.Context(), d.admin, id); err != nil {
		t.Fatal(err)
	}
	if open, _ := d.list(); len(open) != 1 || open[0].DoneAt != nil {
		t.Errorf("%+v", open)
	}
	if _, err := d.Done(t.Context(), d.admin, id+1); fault.CodeOf(err) != fault.NotFound {
		t.Error(err)
	}
	stranger := access.Actor{PersonID: d.admin.PersonID, Grants: []access.Grant{{Role: access.HubStaff, Org: 1}}}
	_, doneErr := d.Done(t.Context(), stranger, id)
	_, reopenErr := d.Reopen(t.Context(), stranger, id)
	_, _, listErr := d.List(t.Context(), stranger)
	for _, err := range []error{doneErr, reopenErr, listErr} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("a stranger: %v", err)
		}
	}
}

func TestSweepKeepsWhatIsNeeded(t *testing.T) {
	d := newDesk(t)
	keep := d.give(good(), uuid.New())
	old := d.give(good(), uuid.New())
	robot := good()
	robot.Lure = "x"
	junk := d.give(robot, uuid.New())
	fresh := d.give(robot, uuid.New())
	d.exec(`UPDATE feedback SET done_at = now() - interval '366 days' WHERE ref = $1`, old)
	d.exec(`UPDATE feedback SET created_at = now() - interval '31 days' WHERE ref IN ($1, $2)`, junk, keep)
	if err := d.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	open, done := d.list()
	if len(done) != 0 || len(open) != 2 || open[0].Ref != keep || open[1].Ref != fresh {
		t.Errorf("%+v %+v", open, done)
	}
}
