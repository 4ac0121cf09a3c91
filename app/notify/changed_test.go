package notify_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// news works the jobs of one kind of news that wait, twice, and gives the mails by their readers.
func (p post) news(t *testing.T, what string) map[string]mail.Message {
	t.Helper()
	var jobs []struct {
		ID   int64
		Args []byte
	}
	if err := p.DB.Select(t.Context(), &jobs, `/* notify_test.news */ SELECT id, args FROM river_job WHERE kind = 'notify.booking' AND args ->> 'what' = $1 ORDER BY id`, what); err != nil {
		t.Fatal(err)
	}
	byReader := map[string]mail.Message{}
	for _, j := range jobs {
		var args notify.Args
		if err := json.Unmarshal(j.Args, &args); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := notify.NewWorker(p.stays).Work(t.Context(), &river.Job[notify.Args]{JobRow: &rivertype.JobRow{ID: j.ID}, Args: args}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, m := range p.mails(t, what+"-HT-") {
		if _, twice := byReader[m.To]; twice && len(jobs) == 1 {
			t.Errorf("two mails to %s", m.To)
		}
		byReader[m.To] = m
	}
	return byReader
}

func (p post) change(t *testing.T, b booking.Booking, w booking.Wish) {
	t.Helper()
	d, err := p.bookings.ByRef(t.Context(), p.Admin, b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	c, err := p.bookings.PreviewChange(t.Context(), p.Companies[0], d, w)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.billing.Change(t.Context(), p.Companies[0], b.Ref, billing.ChangeRequest{Wish: w, Expect: c.Difference(), Method: billing.Invoice, OpKey: uuid.New()}); err != nil {
		t.Fatal(err)
	}
}

func (p post) sessionOf(t *testing.T, b booking.Booking, partner int64) int64 {
	t.Helper()
	d, err := p.bookings.ByRef(t.Context(), p.Admin, b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Sessions {
		if s.PartnerID == partner {
			return s.ID
		}
	}
	t.Fatal("no such session")
	return 0
}

// TestOnlyThoseHearOfAChangeWhosePartChanged: one activity left out is its partner's business, fewer people everybody's.
func TestOnlyThoseHearOfAChangeWhosePartChanged(t *testing.T) {
	for _, c := range []struct {
		name    string
		wish    func(p post, b booking.Booking) booking.Wish
		readers []string
	}{
		{"a session goes", func(p post, b booking.Booking) booking.Wish {
			return booking.Wish{Drop: p.sessionOf(t, b, p.Partners[1])}
		},
			[]string{"booker1@example.fi", "laskut@example.fi", "melojat@example.fi"}},
		{"fewer people", func(post, booking.Booking) booking.Wish { return booking.Wish{People: 3} },
			[]string{"booker1@example.fi", "laskut@example.fi", "melojat@example.fi", "sauna@example.fi", "hubi@example.fi"}},
		{"other days, at the same price", func(p post, _ booking.Booking) booking.Wish { return booking.Wish{Start: p.Monday.AddDays(7)} },
			[]string{"booker1@example.fi", "melojat@example.fi", "sauna@example.fi", "hubi@example.fi"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPost(t)
			b := p.hold(t, "fi")
			if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
				t.Fatal(err)
			}
			p.change(t, b, c.wish(p, b))
			list := p.news(t, "changed")
			for _, reader := range c.readers {
				if _, told := list[reader]; !told {
					t.Errorf("%s is not told", reader)
				}
			}
			if len(list) != len(c.readers) {
				t.Errorf("%d mails, want %d", len(list), len(c.readers))
			}
			if m := list["melojat@example.fi"]; strings.ContainsAny(m.Subject+m.Text+calendar(t, m), "€") || strings.Contains(m.Text, "Savusauna") {
				t.Errorf("a partner reads more than its part:\n%s", m.Text)
			}
			if papers(list["booker1@example.fi"]) != papers(list["laskut@example.fi"]) || !strings.Contains(calendar(t, list["booker1@example.fi"]), "SEQUENCE:1") {
				t.Errorf("papers and calendar of the booker:\n%s", list["booker1@example.fi"].Text)
			}
		})
	}
}

func TestAnOptionsChangeIsTheBookersAlone(t *testing.T) {
	p := newPost(t)
	b := p.hold(t, "fi")
	p.change(t, b, booking.Wish{People: 3})
	list := p.news(t, "changed")
	wantMail(t, list["booker1@example.fi"], "booker1@example.fi", "4 → 3", "Alustavaa varaustanne")
	if len(list) != 1 {
		t.Errorf("%d mails", len(list))
	}
}

func TestACalledOffSessionComesWithItsAlternatives(t *testing.T) {
	p := newPost(t)
	b := p.hold(t, "fi")
	if err := p.billing.PayByInvoice(t.Context(), p.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	sauna := p.sessionOf(t, b, p.Partners[0])
	member := access.Actor{PersonID: p.Admin.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: p.Partners[0]}}}
	for _, id := range p.Sessions[:2] { // of which the stay has one
		if id == sauna {
			if err := p.partners.CancelSession(t.Context(), member, id, "Kiuas on rikki."); err != nil {
				t.Fatal(err)
			}
		}
	}
	list := p.news(t, "lost")
	wantMail(t, list["booker1@example.fi"], "booker1@example.fi", "Peruttu aktiviteetti: Savusauna", "Kiuas on rikki.", "toisen ajan", "401,60", fmt.Sprintf("/muuta/kerta/%d", sauna))
	if len(list) != 1 {
		t.Errorf("%d mails", len(list))
	}
	if err := p.DB.InTx(t.Context(), backdate); err != nil {
		t.Fatal(err)
	}
	if n, err := p.billing.AnswerLosses(t.Context()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	list = p.news(t, "changed")
	wantMail(t, list["booker1@example.fi"], "booker1@example.fi", "eikä korvaavaa valintaa tehty ajoissa")
	wantMail(t, list["sauna@example.fi"], "sauna@example.fi", "Nyt")
	if m := list["sauna@example.fi"]; strings.Contains(m.Text, "Pois") || len(list) != 2 {
		t.Errorf("%d mails; the partner hears of what it called off itself:\n%s", len(list), m.Text)
	}
}

// backdate lets the time for an answer be over.
func backdate(tx *postgres.Tx) error {
	_, err := tx.Exec(context.Background(), `/* notify_test.backdate */ UPDATE lost_session SET answer_by = now() - interval '1 second'`)
	return err
}
