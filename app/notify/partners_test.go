package notify_test

import (
	"context"
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
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

// post is a network whose partner service writes real mails.
type post struct {
	packtest.Network
	partners *partners.Service
	bookings *booking.Service
}

func newPost(t *testing.T) post {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	p := post{Network: packtest.New(t, db, packtest.Options{})}
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
	people, err := accounts.New(db, queue, "https://hubittaako.test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	link := func(lang, path string) string { return "https://hubittaako.test/" + lang + path }
	p.partners = partners.New(db, notify.NewPartners(queue, people, texts, link), now)
	p.bookings = booking.NewService(db, packages.NewFinder(db, now), notify.NewQueue(queue), now)
	return p
}

// mails are those that wait to be sent.
func (p post) mails(t *testing.T) (list []mail.Message) {
	t.Helper()
	var rows [][]byte
	if err := p.DB.Select(t.Context(), &rows, `SELECT content FROM message ORDER BY key`); err != nil {
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

func (p post) apply(t *testing.T, lang string, demo bool) int64 {
	t.Helper()
	id, err := p.partners.Apply(t.Context(), partners.Application{
		Name: "Hiihtomökki", BusinessID: "0243027-4", VATRegistered: "yes", Municipality: "Kinnula", ContactName: "Yhteyshenkilö", Email: "yhteys@mokki.example",
		About: "Hiihtoa", Lang: lang, Demo: demo,
	}, uuid.New())
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

func TestAnApprovedPartnerIsInvited(t *testing.T) {
	p := newPost(t)
	if err := p.partners.Approve(t.Context(), p.Admin, p.apply(t, "fi", false)); err != nil {
		t.Fatal(err)
	}
	list := p.mails(t)
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
		list := p.mails(t)
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
	if list := p.mails(t); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestACancelledSessionReachesThoseWhoBooked(t *testing.T) {
	p := newPost(t)
	_, err := p.bookings.Hold(t.Context(), p.Companies[1], booking.HoldRequest{
		CompanyID: packtest.Company(p.Companies[1]), RevisionID: p.RevisionID, Start: p.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
	member := access.Actor{PersonID: p.Admin.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: p.Partners[0]}}}
	cancelled := 0
	for _, id := range p.Sessions[:2] { // of which the stay has one
		if err := p.partners.CancelSession(context.Background(), member, id, "Kiuas on rikki."); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range p.mails(t) {
		if strings.Contains(m.Subject, "Peruttu aktiviteetti") {
			cancelled++
			wantMail(t, m, "booker2@example.fi", "Savusauna", "Kiuas on rikki.", "Viikko")
		}
	}
	if cancelled != 1 {
		t.Errorf("%d mails about the cancelled session", cancelled)
	}
}
