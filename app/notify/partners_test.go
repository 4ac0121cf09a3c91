package notify_test

import (
	"encoding/json"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/partners"
)

// post is a network whose partner service writes real mails.
type post struct {
	packtest.Network
	people   *accounts.Service
	partners *partners.Service
	bookings *booking.Service
	billing  *billing.Service
	stays    *notify.Mails
}

func newPost(t *testing.T) post {
	t.Helper()
	return newPostFor(t, packtest.Options{})
}

func newPostFor(t *testing.T, o packtest.Options) post {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	p := post{Network: packtest.New(t, db, o)}
	now := func() time.Time { return p.Now }
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := i18n.Load(os.DirFS("../web/locales"))
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	p.people, err = accounts.New(db, queue, "https://hubittaako.test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	link := func(lang, path string) string { return "https://hubittaako.test/" + lang + path }
	p.partners = partners.New(db, notify.NewPartners(queue, p.people, texts, link), now)
	p.bookings = booking.NewService(db, search.NewFinder(db, now), notify.NewQueue(queue), now)
	p.billing = billing.NewService(billing.Deps{
		DB: db, Bookings: p.bookings, Queue: queue, Notify: notify.NewQueue(queue), Now: now, Log: slog.New(slog.DiscardHandler),
		Seller: billing.Seller{Name: "Verkosto", BusinessID: "9000002-0", IBAN: "FI2112345600000785"},
	})
	p.stays = notify.NewMails(db, queue, texts, p.bookings, p.billing, link, now)
	return p
}

// mails are those of a kind that wait to be sent; "" is every kind.
func (p post) mails(t *testing.T, kind string) (list []mail.Message) {
	t.Helper()
	var rows [][]byte
	if err := p.DB.Select(t.Context(), &rows, `SELECT content FROM message WHERE starts_with(key, $1) ORDER BY key`, kind); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		var m mail.Message
		if err := json.Unmarshal(row, &m); err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}

func application(lang string, demo bool) partners.Application {
	return partners.Application{
		Name: "Hiihtomökki", BusinessID: "0243027-4", VATRegistered: "yes", Municipality: "Kinnula", ContactName: "Yhteyshenkilö", Email: "yhteys@mokki.example",
		About: "Hiihtoa", Lang: lang, Demo: demo,
	}
}

func (p post) apply(t *testing.T, lang string, demo bool) int64 {
	t.Helper()
	id, err := p.partners.Apply(t.Context(), application(lang, demo), uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func wantMail(t *testing.T, m mail.Message, to string, says ...string) {
	t.Helper()
	if m.To != to {
		t.Errorf("to %q, want %q", m.To, to)
	}
	for _, s := range says {
		if !strings.Contains(m.Subject+"\n"+m.Text, s) {
			t.Errorf("the mail does not say %q:\n%s\n%s", s, m.Subject, m.Text)
		}
	}
}

func TestTheNetworkHearsOfAnApplicationOnce(t *testing.T) {
	p := newPost(t)
	p.runs(t, "verkosto1@example.fi", "fi")
	p.runs(t, "verkosto2@example.fi", "en")
	p.runs(t, "entinen@example.fi", "fi")
	if err := p.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE person SET disabled_at = now() WHERE email = 'entinen@example.fi'`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	op := uuid.New()
	for range 2 { // the form is sent twice
		if _, err := p.partners.Apply(t.Context(), application("fi", false), op); err != nil {
			t.Fatal(err)
		}
	}
	list := map[string]mail.Message{}
	for _, m := range p.mails(t, "partner-applied") {
		list[m.To] = m
	}
	wantMail(t, list["verkosto1@example.fi"], "verkosto1@example.fi", "Uusi kumppanihakemus: Hiihtomökki", "Hiihtoa", "0243027-4",
		"Yhteyshenkilö, yhteys@mokki.example", "https://hubittaako.test/fi/hallinta/kumppanit")
	wantMail(t, list["verkosto2@example.fi"], "verkosto2@example.fi", "New partner application: Hiihtomökki", "Hiihtoa",
		"https://hubittaako.test/en/hallinta/kumppanit")
	const others = 1 // the network's own admin
	if n := len(p.mails(t, "")); n != 2+others || len(list) != n {
		t.Errorf("%d mails to %d people", n, len(list))
	}
}

// runs adds somebody who runs the network.
func (p post) runs(t *testing.T, email, lang string) {
	t.Helper()
	system := access.System("test")
	id, err := p.people.AddPerson(t.Context(), system, accounts.NewPerson{Email: email, Name: "Verkosto", Lang: lang})
	if err == nil {
		err = p.people.Grant(t.Context(), system, id, access.NetworkAdmin, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnApprovedPartnerIsInvited(t *testing.T) {
	p := newPost(t)
	if err := p.partners.Approve(t.Context(), p.Admin, p.apply(t, "fi", false)); err != nil {
		t.Fatal(err)
	}
	list := p.mails(t, "partner-approved")
	if len(list) != 1 {
		t.Fatalf("%d mails", len(list))
	}
	wantMail(t, list[0], "yhteys@mokki.example", "Tervetuloa verkostoon, Hiihtomökki!", "Hei Yhteyshenkilö", "https://hubittaako.test"+accounts.LinkPath)
	var role string
	if err := p.DB.Get(t.Context(), &role, `SELECT role FROM mailed_link WHERE email = 'yhteys@mokki.example' AND used_at IS NULL`); err != nil || role != string(access.PartnerMember) {
		t.Errorf("%q %v", role, err)
	}
}

func TestADeclinedPartnerReadsWhyEachTime(t *testing.T) {
	p := newPost(t)
	for i, reason := range []string{"Kausi on jo täynnä.", "Yhä täynnä."} {
		if err := p.partners.Decline(t.Context(), p.Admin, p.apply(t, "en", false), reason); err != nil {
			t.Fatal(err)
		}
		list := p.mails(t, "partner-declined")
		if len(list) != i+1 {
			t.Fatalf("%d mails after %d decisions", len(list), i+1)
		}
		wantMail(t, list[i], "yhteys@mokki.example", reason, "About your application: Hiihtomökki", "https://hubittaako.test/en/kumppaniksi")
	}
}

func TestTheDemosPartnersGetNoMail(t *testing.T) {
	p := newPost(t)
	if err := p.partners.Approve(t.Context(), p.Admin, p.apply(t, "fi", true)); err != nil {
		t.Fatal(err)
	}
	if list := p.mails(t, ""); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}
