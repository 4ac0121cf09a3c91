package notify

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/mailjob"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// Partners writes the mails about partners and their sessions; it is what package partners tells.
type Partners struct {
	queue    *jobs.Queue
	accounts *accounts.Service
	texts    *i18n.Bundle
	link     func(lang, path string) string // absolute address of a page
}

// NewPartners makes it; link gives the absolute address of one of our pages in a language.
func NewPartners(queue *jobs.Queue, accounts *accounts.Service, texts *i18n.Bundle, link func(lang, path string) string) *Partners {
	return &Partners{queue: queue, accounts: accounts, texts: texts, link: link}
}

// PartnerApplied tells every network admin, each in their own language, that an application waits. The demo's applications are
// nobody's.
func (m *Partners) PartnerApplied(ctx context.Context, tx *postgres.Tx, p partners.Partner) error {
	if p.Demo {
		return nil
	}
	admins, err := accounts.NetworkAdmins(ctx, tx)
	if err != nil {
		return err
	}
	for _, to := range admins {
		if err := m.applicationMail(ctx, tx, p, to); err != nil {
			return err
		}
	}
	return nil
}

func (m *Partners) applicationMail(ctx context.Context, tx *postgres.Tx, p partners.Partner, to accounts.Recipient) error {
	t := m.texts.For(to.Lang)
	return m.enqueue(ctx, tx, mail.Content{
		Lang: to.Lang, Title: t.T("mailpartner.applied.title", "Partner", p.Name), Greeting: t.T("mail.hello", "Name", to.Name),
		Paragraphs: []string{t.T("mailpartner.applied.text"), p.About(to.Lang)},
		Facts: [][2]string{
			{t.T("mailpartner.applied.business_id"), p.BusinessID}, {t.T("mailpartner.applied.municipality"), p.Municipality},
			{t.T("mailpartner.applied.contact"), p.ContactName + ", " + p.Email},
		},
		Button: &mail.Button{Label: t.T("mailpartner.applied.button"), URL: m.link(to.Lang, "/hallinta/kumppanit")},
		Footer: t.T("mailpartner.applied.footer"),
	}, mail.Message{
		To: to.Email, ToName: to.Name, Lang: to.Lang, Subject: t.T("mailpartner.applied.subject", "Partner", p.Name),
		MessageID: fmt.Sprintf("partner-applied-%d-%d-%d", p.ID, p.CreatedAt.UnixMicro(), to.PersonID),
	})
}

// PartnerDecided sends an approved partner the link to its membership, a declined one the reason. The demo's partners get no
// mail: their addresses are nobody's.
func (m *Partners) PartnerDecided(ctx context.Context, tx *postgres.Tx, p partners.Partner, approved bool, reason string) error {
	if p.Demo {
		return nil
	}
	if !approved {
		return m.partnerMail(ctx, tx, p, "declined", []string{reason}, mail.Button{Label: m.texts.For(p.Lang).T("mailpartner.declined.button"), URL: m.link(p.Lang, "/kumppaniksi")})
	}
	address, err := m.accounts.InviteTx(ctx, tx, access.System("partners"), accounts.Invitation{
		Role: access.PartnerMember, Org: p.ID, Email: p.Email, Lang: p.Lang,
	})
	if err != nil {
		return err
	}
	return m.partnerMail(ctx, tx, p, "approved", nil, mail.Button{Label: m.texts.For(p.Lang).T("mailpartner.approved.button"), URL: address})
}

// partnerMail is one decision about one application: a partner that applied again is written to again.
func (m *Partners) partnerMail(ctx context.Context, tx *postgres.Tx, p partners.Partner, what string, more []string, button mail.Button) error {
	t := m.texts.For(p.Lang)
	key := "mailpartner." + what
	c := mail.Content{
		Lang: p.Lang, Title: t.T(key + ".title"), Greeting: t.T("mail.hello", "Name", p.ContactName),
		Paragraphs: append([]string{t.T(key+".text", "Partner", p.Name)}, more...), Button: &button, Footer: t.T("mailpartner.footer", "Partner", p.Name),
	}
	if what == "declined" {
		c.Paragraphs = append(c.Paragraphs, t.T(key+".again"))
	}
	return m.enqueue(ctx, tx, c, mail.Message{
		To: p.Email, ToName: p.ContactName, Lang: p.Lang, Subject: t.T(key+".subject", "Partner", p.Name),
		MessageID: fmt.Sprintf("partner-%s-%d-%d", what, p.ID, p.CreatedAt.UnixMicro()),
	})
}

// SessionCancelled tells everybody with seats in the session that it will not take place, and why.
func (m *Partners) SessionCancelled(ctx context.Context, tx *postgres.Tx, s partners.Session, reason string) error {
	holders, err := booking.Holders(ctx, tx, s.ID)
	if err != nil {
		return err
	}
	for _, b := range holders {
		if err := m.cancelMail(ctx, tx, s, b, reason); err != nil {
			return err
		}
	}
	return nil
}

func (m *Partners) cancelMail(ctx context.Context, tx *postgres.Tx, s partners.Session, b booking.Booking, reason string) error {
	t := m.texts.For(b.Lang)
	when := dates.FormatLong(s.Day, b.Lang) + " " + dates.FormatTime(s.StartsAt, b.Lang) + "–" + dates.FormatTime(s.EndsAt, b.Lang)
	args := []any{"Title", s.Title(b.Lang), "When", when, "Stay", b.Name(b.Lang)}
	c := mail.Content{
		Lang: b.Lang, Title: t.T("mailpartner.cancelled.title", args...), Greeting: t.T("mail.hello", "Name", b.BookerName),
		Paragraphs: []string{t.T("mailpartner.cancelled.text", args...), t.T("mailpartner.cancelled.reason", "Reason", reason), t.T("mailpartner.cancelled.next")},
		Facts: [][2]string{
			{t.T("mail.fact.stay"), b.Name(b.Lang)}, {t.T("mail.fact.days"), dates.FormatRange(b.StartsOn, b.EndsOn, b.Lang)}, {t.T("mail.fact.ref"), b.Ref},
		},
		Button: &mail.Button{Label: t.T("mailpartner.cancelled.button"), URL: m.link(b.Lang, "/yritys/varaukset/"+b.Ref)},
		Footer: t.T("mail.footer.company", "Company", b.CompanyName),
	}
	return m.enqueue(ctx, tx, c, mail.Message{
		To: b.BookerEmail, ToName: b.BookerName, Lang: b.Lang, Subject: t.T("mailpartner.cancelled.subject", args...),
		MessageID: fmt.Sprintf("session-cancelled-%d-%s", s.ID, b.Ref),
	})
}

func (m *Partners) enqueue(ctx context.Context, tx *postgres.Tx, c mail.Content, msg mail.Message) (err error) {
	if msg.Text, msg.HTML, err = mail.Compose(c); err != nil {
		return err
	}
	return mailjob.Enqueue(ctx, tx, m.queue, msg)
}
