package notify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// hold holds the week for four people of the first company, whose booker speaks a language.
func (p post) hold(t *testing.T, lang string) booking.Booking {
	t.Helper()
	b, err := p.bookings.Hold(t.Context(), p.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(p.Companies[0]), RevisionID: p.RevisionID, Start: p.Monday, People: 4, Lang: lang, OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tell does the job about a stay, twice, and gives the mails by their readers.
func (p post) tell(t *testing.T, what string, b booking.Booking) map[string]mail.Message {
	t.Helper()
	for range 2 {
		job := &river.Job[notify.Args]{JobRow: &rivertype.JobRow{ID: 7}, Args: notify.Args{BookingID: b.ID, What: what}}
		if err := notify.NewWorker(p.stays).Work(t.Context(), job); err != nil {
			t.Fatal(err)
		}
	}
	all := p.mails(t, what+"-"+b.Ref)
	byReader := map[string]mail.Message{}
	for _, m := range all {
		byReader[m.To] = m
	}
	if len(byReader) != len(all) {
		t.Errorf("%d mails to %d readers", len(all), len(byReader))
	}
	return byReader
}

// calendar is the attached calendar.
func calendar(t *testing.T, m mail.Message) string {
	t.Helper()
	for _, a := range m.Attachments {
		if strings.HasPrefix(a.ContentType, "text/calendar") {
			return strings.ReplaceAll(string(a.Body), "\r\n ", "")
		}
	}
	t.Errorf("no calendar for %s", m.To)
	return ""
}

// papers counts the attached documents.
func papers(m mail.Message) (n int) {
	for _, a := range m.Attachments {
		if a.ContentType == "application/pdf" {
			n++
		}
	}
	return n
}

func TestEverybodyHearsOfTheirPartOfAStay(t *testing.T) {
	p := newPost(t)
	b := p.hold(t, "en")
	if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"confirmed", "cancelled"} {
		if what == "cancelled" {
			if err := p.billing.Cancel(t.Context(), p.Companies[0], b.Ref, "", false); err != nil {
				t.Fatal(err)
			}
		}
		list := p.tell(t, what, b)
		wantMail(t, list["booker1@example.fi"], "booker1@example.fi", "A week", "https://hubittaako.test/en/yritys/varaukset/"+b.Ref)
		wantMail(t, list["laskut@example.fi"], "laskut@example.fi", b.Ref)
		wantMail(t, list["sauna@example.fi"], "sauna@example.fi", "Savusauna", "Yritys 1", "17.00")
		wantMail(t, list["hubi@example.fi"], "hubi@example.fi", "Yritys 1", "4")
		if len(list) != 5 {
			t.Errorf("%s: %d mails", what, len(list))
		}
		for reader, want := range map[string]int{"booker1@example.fi": 1, "laskut@example.fi": 1, "sauna@example.fi": 0, "melojat@example.fi": 0, "hubi@example.fi": 0} {
			if m := list[reader]; papers(m) != want {
				t.Errorf("%s: %d documents for %s, want %d", what, papers(m), reader, want)
			}
			if m := list[reader]; want == 0 && strings.ContainsAny(m.Subject+m.Text+calendar(t, m), "€") {
				t.Errorf("%s reads a price:\n%s", reader, m.Text)
			}
		}
		if m := list["sauna@example.fi"]; strings.Contains(m.Text+calendar(t, m), "Kanootti") {
			t.Errorf("a partner reads of another's part:\n%s", m.Text)
		}
	}
}

func TestBothHubsHearWhereAGroupComesFromAndGoesTo(t *testing.T) {
	p := newPost(t)
	if err := p.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `/* notify_test.twoHubs */ WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
			h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, email, desks, resource_id)
				SELECT 'lennatin', 'Lennätin', 'working', 'Viitasaari', 63.07, 25.86, 'toinen@example.fi', 10, id FROM r RETURNING id, resource_id),
			s AS (INSERT INTO slot (resource_id, day, capacity) SELECT h.resource_id, d, 10 FROM h, generate_series($1::date, $1::date + 21, '1 day') d),
			l AS (UPDATE leg SET days = 3 WHERE revision_id = $2)
			INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) SELECT $2, 2, id, 2, 1500, 'standard' FROM h`, p.Monday, p.RevisionID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b := p.hold(t, "fi")
	if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	list := p.tell(t, "confirmed", b)
	wantMail(t, list["hubi@example.fi"], "hubi@example.fi", "Jatkaa hubiin", "Lennätin", "toinen@example.fi")
	wantMail(t, list["toinen@example.fi"], "toinen@example.fi", "Tulee hubista", "HUBteekki", "hubi@example.fi")
	if m := list["hubi@example.fi"]; strings.Contains(m.Text, "Tulee hubista") {
		t.Errorf("the first hub is told of one before it:\n%s", m.Text)
	}
}

func TestACalledOffSessionIsNobodysPartAnyMore(t *testing.T) {
	p := newPost(t)
	b := p.hold(t, "fi")
	d, err := p.bookings.ByRef(t.Context(), p.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	var sauna int64
	for _, s := range d.Sessions {
		if s.PartnerID == p.Partners[0] {
			sauna = s.ID
		}
	}
	member := access.Actor{PersonID: p.Admin.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: p.Partners[0]}}}
	if err := p.partners.CancelSession(t.Context(), member, sauna, "Kiuas on rikki."); err != nil {
		t.Fatal(err)
	}
	if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	list := p.tell(t, "confirmed", b)
	if m, ok := list["sauna@example.fi"]; ok {
		t.Errorf("a group is announced to a session that was called off:\n%s", m.Text)
	}
	cal := calendar(t, list["booker1@example.fi"])
	for _, event := range strings.Split(cal, "BEGIN:VEVENT")[1:] {
		if off := strings.Contains(event, "STATUS:CANCELLED"); off != strings.Contains(event, "Savusauna") {
			t.Errorf("called off: %v\n%s", off, event)
		}
	}
}

// The file that the page offers speaks the page's language, whatever language the stay was booked in.
func TestTheCalendarSpeaksTheReadersLanguage(t *testing.T) {
	p := newPost(t)
	b := p.hold(t, "fi")
	d, err := p.bookings.ByRef(t.Context(), p.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if cal := string(p.stays.Calendar(d, "en")); !strings.Contains(cal, "SUMMARY:A week") || strings.Contains(cal, "SUMMARY:Viikko") {
		t.Error(cal)
	}
}

// TestWhoComesAlongGetsTheirLinkOnce: at the confirmation or when they are named later, and only where an address is known.
func TestWhoComesAlongGetsTheirLinkOnce(t *testing.T) {
	p := newPost(t)
	b := p.hold(t, "fi")
	name := func(list ...booking.Participant) {
		t.Helper()
		if err := p.bookings.Named(t.Context(), p.Companies[0], b.Ref, list); err != nil {
			t.Fatal(err)
		}
	}
	aino, onni := booking.Participant{Name: "Aino", Email: "aino@example.fi"}, booking.Participant{Name: "Onni"}
	name(aino, onni)
	p.tell(t, "named", b) // on hold: nobody is told yet
	if list := p.mails(t, "stay-link-"); len(list) != 0 {
		t.Fatalf("%d letters before the stay is confirmed", len(list))
	}
	if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	p.tell(t, "confirmed", b)
	onni.Email = "onni@example.fi"
	name(aino, onni)
	p.tell(t, "named", b)
	list := p.mails(t, "stay-link-"+b.Ref)
	d, err := p.bookings.ByRef(t.Context(), p.Companies[0], b.Ref)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d letters, %v", len(list), err)
	}
	for _, m := range list {
		i := slices.IndexFunc(d.Participants, func(x booking.Participant) bool { return x.Email == m.To })
		wantMail(t, m, d.Participants[i].Email, "Yritys 1", "https://hubittaako.test/fi/jakso/"+d.Participants[i].Token)
		if strings.Contains(m.Text, "€") || strings.Contains(m.Text, d.Participants[1-i].Token) {
			t.Errorf("a participant reads too much:\n%s", m.Text)
		}
	}
}
