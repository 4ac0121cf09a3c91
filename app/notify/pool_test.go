package notify_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func (p post) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if err := p.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "/* notify_test.exec */ "+query, args...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// held is an option of the first company for the first week.
func (p post) held(t *testing.T, people int, lang string) booking.Booking {
	t.Helper()
	b, err := p.bookings.Hold(t.Context(), p.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(p.Companies[0]), RevisionID: p.RevisionID, Start: p.Monday, People: people, Lang: lang, OpKey: uuid.New()})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestADecisionIsTold: of a session that goes, the booker, the partner and the hub hear, each in their language; of one that does not, the
// partner and the hub, while the booker is asked what comes instead.
func TestADecisionIsTold(t *testing.T) {
	p := newPost(t)
	b := p.held(t, 6, "sv")
	if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	p.exec(t, `UPDATE partner SET lang = 'en'`)
	p.exec(t, `UPDATE session SET pool_min = x.least, decide_at = now() - interval '1 second'
		FROM (SELECT bs.session_id, CASE WHEN a.slug = 'savusauna' THEN 6 ELSE 7 END AS least
			FROM booking_session bs JOIN session s ON s.id = bs.session_id JOIN activity a ON a.id = s.activity_id) x WHERE x.session_id = session.id`)
	p.exec(t, `UPDATE session SET pool_min = 2, decide_at = now() - interval '1 second' WHERE pool_min = 0`)
	for range 2 { // whoever decides again tells nobody
		if _, _, err := p.partners.DecideSessions(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	byReader := func(kind string) map[string]mail.Message {
		all := map[string]mail.Message{}
		for _, m := range p.mails(t, kind) {
			all[m.To] = m
		}
		return all
	}
	goes := byReader("pool-goes-")
	wantMail(t, goes["booker1@example.fi"], "booker1@example.fi", "Blir av: Savusauna", "https://hubittaako.test/sv/yritys/varaukset/"+b.Ref)
	wantMail(t, goes["sauna@example.fi"], "sauna@example.fi", "It takes place: Savusauna", "6 people are confirmed, and at least 6 were needed", "Yritys 1: 6")
	wantMail(t, goes["hubi@example.fi"], "hubi@example.fi", "Toteutuu: Savusauna", "Yritys 1: 6")
	short := byReader("pool-short-") // both canoe evenings of the stay, and none that nobody has booked
	wantMail(t, short["melojat@example.fi"], "melojat@example.fi", "Called off: Kanootti", "6 people were confirmed when it was decided, and at least 7 were needed")
	wantMail(t, short["hubi@example.fi"], "hubi@example.fi", "Peruttu: Kanootti")
	if len(goes) != 3 || len(short) != 2 || len(p.mails(t, "pool-short-")) != 4 {
		t.Errorf("%d, %d and %d mails", len(goes), len(short), len(p.mails(t, "pool-short-")))
	}
	lost := p.news(t, "lost")
	wantMail(t, lost["booker1@example.fi"], "booker1@example.fi", "De bekräftade deltagarna var för få: minst 7 behövdes.")
}

// TestAnOptionSaysWhatIsStillOpen: the mail of a hold says how far the sessions have come that gather people, and an offer from the queue says whose turn it is.
func TestAnOptionSaysWhatIsStillOpen(t *testing.T) {
	p := newPostFor(t, packtest.Options{Desks: 6, Seats: 6})
	p.exec(t, `UPDATE session SET pool_min = 5, decide_at = '2027-06-01 09:00+00' WHERE id = ANY (SELECT s.id FROM session s JOIN activity a ON a.id = s.activity_id WHERE a.slug = 'savusauna')`)
	b := p.held(t, 4, "fi")
	wantMail(t, p.news(t, "held")["booker1@example.fi"], "booker1@example.fi", "4/5 mukana, päätetään ti 1.6. klo\u00a012.00")

	if _, err := p.bookings.JoinQueue(t.Context(), p.Companies[1], booking.QueueRequest{
		CompanyID: packtest.Company(p.Companies[1]), PackageID: p.PackageID, Starts: []dates.Date{p.Monday}, People: 6, Lang: "en", OpKey: uuid.New()}); err != nil {
		t.Fatal(err)
	}
	if err := p.billing.Cancel(t.Context(), p.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	if n, err := p.bookings.ServeQueue(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	wantMail(t, p.news(t, "held")["booker2@example.fi"], "booker2@example.fi", "It is your turn: A week", "You waited for a stay that was full")
}
