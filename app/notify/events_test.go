package notify_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// desk is a hub's events with the mails about them; its post reads them.
type desk struct {
	post
	events *event.Service
	stays  *notify.Stays
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	d := &desk{post: post{Network: packtest.New(t, db, packtest.Options{})}}
	now := func() time.Time { return d.Now }
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := i18n.Load(os.DirFS("../web/locales"))
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	link := func(lang, path string) string { return "https://hubittaako.test/" + lang + path }
	d.events = event.New(db, notify.NewEvents(queue, texts, link, now), now)
	d.stays = notify.NewStays(notify.NewQueue(queue), d.events)
	return d
}

// occasion is coffee on the first Monday of the network's stays, after work, with so many seats.
func (d *desk) occasion(t *testing.T, seats int) event.Occasion {
	t.Helper()
	from, to := 20*60+45, 22*60
	id, err := d.events.Create(t.Context(), d.Staff, d.HubID, event.Form{
		Words: event.Words{TitleFi: "Iltakahvit", TitleEn: "Evening coffee", TextFi: "Kahvia.", Theme: event.Meet},
		Times: event.Times{Day: d.Monday, From: &from, To: &to, Seats: seats},
	}, uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.events.Occasions(t.Context(), d.Staff, id)
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// linked is the token in the mail's button.
func linked(t *testing.T, m mail.Message, before string) string {
	t.Helper()
	_, rest, ok := strings.Cut(m.Text, before)
	if !ok {
		t.Fatalf("no %s in %s", before, m.Text)
	}
	return strings.Fields(rest)[0]
}

func TestASignupIsMailedStepByStep(t *testing.T) {
	d := newDesk(t)
	o := d.occasion(t, 2)
	if err := d.events.SignUp(t.Context(), o.ID, event.SignupForm{Name: "Anna", Email: "anna@example.fi", Seats: 1, Lang: "en"}, "x"); err != nil {
		t.Fatal(err)
	}
	asked := d.mails(t, "event-asked")
	wantMail(t, asked[0], "anna@example.fi", "Confirm your seat: Evening coffee", "Hello Anna!", "Monday 7 June 2027, 20:45–22:00", "https://hubittaako.test/en/tapahtumat/paikka/")
	if len(asked[0].Attachments) != 0 || asked[0].Unsubscribe != "" {
		t.Errorf("%+v", asked[0])
	}
	token := linked(t, asked[0], "/tapahtumat/paikka/")
	if _, err := d.events.Confirm(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	in := d.mails(t, "event-in")
	if cal := calendar(t, in[0]); !strings.Contains(cal, "SUMMARY:Evening coffee") || !strings.Contains(cal, "METHOD:PUBLISH") || linked(t, in[0], "/tapahtumat/paikka/") != token {
		t.Errorf("%s", cal)
	}
	if err := d.events.CancelOccasion(t.Context(), d.Staff, o.ID, "Vesivahinko"); err != nil {
		t.Fatal(err)
	}
	off := d.mails(t, "event-calledoff")
	wantMail(t, off[0], "anna@example.fi", "Cancelled: Evening coffee", "Vesivahinko")
	if cal := calendar(t, off[0]); !strings.Contains(cal, "METHOD:CANCEL") || !strings.Contains(cal, "SEQUENCE:1") {
		t.Errorf("%s", cal)
	}
}

func TestTheLetterCanBeLeftByOneClick(t *testing.T) {
	d := newDesk(t)
	d.Now = dates.At(d.Monday.AddDays(-7), 12*60)
	o := d.occasion(t, 0)
	if err := d.events.Subscribe(t.Context(), event.ReaderForm{Email: "lukija@example.fi", Lang: "sv"}, "x"); err != nil {
		t.Fatal(err)
	}
	asked := d.mails(t, "event-reader")
	wantMail(t, asked[0], "lukija@example.fi", "Bekräfta veckobrevet", "https://hubittaako.test/sv/tapahtumat/viikkokirje/")
	token := linked(t, asked[0], "/tapahtumat/viikkokirje/")
	if _, err := d.events.ConfirmReader(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := d.events.SendLetters(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	letters := d.mails(t, "event-letter")
	if len(letters) != 1 {
		t.Fatalf("%d letters", len(letters))
	}
	wantMail(t, letters[0], "lukija@example.fi", "Det händer på hubbarna: Evening coffee", o.When("sv"), "https://hubittaako.test/sv/tapahtumat/iltakahvit?kerta=")
	if letters[0].Unsubscribe != "https://hubittaako.test/fi/tapahtumat/viikkokirje/"+token+"/lopeta" {
		t.Errorf("leave at %s", letters[0].Unsubscribe)
	}
}

// TestAGroupIsTold of what became of its seats: by a mail that leads to its stay's page. An ended stay gives them back.
func TestAGroupIsTold(t *testing.T) {
	d := newDesk(t)
	o := d.occasion(t, 6)
	ref := "HT-AAAAAAA"
	if err := d.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, net_cents, vat_cents, gross_cents, op_key)
			VALUES ($1, $2, $3, $4, $5, $6, $6, 4, now(), 0, 0, 0, gen_random_uuid())`, ref, packtest.Company(d.Companies[0]), d.Companies[0].PersonID, d.PackageID, d.RevisionID, d.Monday)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.events.JoinGroup(t.Context(), d.Companies[0], ref, o.ID); err != nil {
		t.Fatal(err)
	}
	in := d.mails(t, "event-in")
	wantMail(t, in[0], "booker1@example.fi", "Iltakahvit", "https://hubittaako.test/fi/yritys/varaukset/"+ref+"#tapahtumat", "Yritys 1")
	var id int64
	if err := d.DB.Get(t.Context(), &id, `SELECT id FROM booking WHERE ref = $1`, ref); err != nil {
		t.Fatal(err)
	}
	if err := d.DB.InTx(t.Context(), func(tx *postgres.Tx) error { return d.stays.BookingCancelled(t.Context(), tx, id) }); err != nil {
		t.Fatal(err)
	}
	if now, err := d.events.ByID(t.Context(), o.ID); err != nil || now.Taken != 0 {
		t.Errorf("%d taken, %v", now.Taken, err)
	}
}
