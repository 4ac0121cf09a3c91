package notify

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
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
		if err := enqueue(ctx, tx, m.queue, m.application(p, to), fmt.Sprintf("partner-applied-%d-%d-%d", p.ID, p.CreatedAt.UnixMicro(), to.PersonID)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Partners) application(p partners.Partner, to accounts.Recipient) letter {
	t := m.texts.For(to.Lang)
	return letter{to: to.Email, name: to.Name, lang: to.Lang, subject: t.T("mailpartner.applied.subject", "Partner", p.Name), content: mail.Content{
		Lang: to.Lang, Title: t.T("mailpartner.applied.title", "Partner", p.Name), Greeting: t.T("mail.hello", "Name", to.Name),
		Paragraphs: []string{t.T("mailpartner.applied.text"), p.About(to.Lang)},
		Facts: [][2]string{
			{t.T("mailpartner.applied.business_id"), p.BusinessID}, {t.T("mailpartner.applied.municipality"), p.Municipality},
			{t.T("mailpartner.applied.contact"), p.ContactName + ", " + p.Email},
		},
		Button: &mail.Button{Label: t.T("mailpartner.applied.button"), URL: m.link(to.Lang, "/hallinta/kumppanit")},
		Footer: t.T("mailpartner.applied.footer"),
	}}
}

// PartnerDecided sends an approved partner the link to its membership, a declined one the reason. The demo's partners get no
// mail: their addresses are nobody's.
func (m *Partners) PartnerDecided(ctx context.Context, tx *postgres.Tx, p partners.Partner, approved bool, reason string) error {
	if p.Demo {
		return nil
	}
	l := m.decision(p, "declined", []string{reason}, m.link(p.Lang, "/kumppaniksi"))
	if approved {
		role := access.PartnerMember
		if p.Line == partners.School {
			role = access.SchoolCoordinator
		}
		address, err := m.accounts.InviteTx(ctx, tx, access.System("partners"), accounts.Invitation{
			Role: role, Org: p.ID, Email: p.Email, Lang: p.Lang,
		})
		if err != nil {
			return err
		}
		l = m.decision(p, "approved", nil, address)
	}
	return enqueue(ctx, tx, m.queue, l, fmt.Sprintf("partner-%s-%d-%d", l.who, p.ID, p.CreatedAt.UnixMicro()))
}

// decision is about one application: a partner that applied again is written to again.
func (m *Partners) decision(p partners.Partner, what string, more []string, address string) letter {
	t := m.texts.For(p.Lang)
	key := "mailpartner." + what
	c := mail.Content{
		Lang: p.Lang, Title: t.T(key + ".title"), Greeting: t.T("mail.hello", "Name", p.ContactName),
		Paragraphs: append([]string{t.T(key+".text", "Partner", p.Name)}, more...),
		Button:     &mail.Button{Label: t.T(key + ".button"), URL: address}, Footer: t.T("mailpartner.footer", "Partner", p.Name),
	}
	if what == "declined" {
		c.Paragraphs = append(c.Paragraphs, t.T(key+".again"))
	}
	return letter{to: p.Email, name: p.ContactName, lang: p.Lang, who: what, subject: t.T(key+".subject", "Partner", p.Name), content: c}
}

// SessionCancelled notes for every stay with seats in the session what it has lost, and tells its booker what may come instead.
func (m *Partners) SessionCancelled(ctx context.Context, tx *postgres.Tx, s partners.Session, _ string) error {
	holders, err := booking.Lose(ctx, tx, s.ID)
	if err != nil {
		return err
	}
	for _, b := range holders {
		if err := m.queue.Insert(ctx, tx, Args{BookingID: b.ID, What: lost, SessionID: s.ID}, nil); err != nil {
			return err
		}
	}
	return nil
}
