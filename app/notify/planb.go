package notify

import (
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// planBLetters tell the booker of a stay, and those who come along whose address is known, that a session takes place as its plan B;
// nothing where that is no longer so when they are written.
func (m *Mails) planBLetters(d booking.Detail, session int64) []letter {
	i := slices.IndexFunc(d.Sessions, func(s booking.Session) bool { return s.ID == session })
	if i < 0 || !d.Sessions[i].Called || !d.State.Live() {
		return nil
	}
	letters := []letter{m.planB(d, d.Sessions[i], d.BookerEmail, d.BookerName, "/yritys/varaukset/"+d.Ref, "booker", m.texts.For(d.Lang).T("mail.footer.company", "Company", d.CompanyName))}
	for _, p := range d.Participants {
		if d.State == booking.Confirmed && p.Email != "" && p.Token != "" && p.Email != d.BookerEmail {
			letters = append(letters, m.planB(d, d.Sessions[i], p.Email, p.Name, "/jakso/"+p.Token, "participant-"+strconv.Itoa(p.Position), m.texts.For(d.Lang).T("linkmail.footer", "Company", d.CompanyName)))
		}
	}
	return letters
}

func (m *Mails) planB(d booking.Detail, s booking.Session, to, name, page, who, footer string) letter {
	lang := d.Lang
	t := m.texts.For(lang)
	args := []any{"Title", s.Title(lang), "Planned", s.PlanB().In(lang), "Place", listed(s.Place, s.Municipality), "When", dates.FormatDateTime(s.StartsAt, lang)}
	return letter{
		to: to, name: name, lang: lang, who: who, subject: t.T("planb.mail.subject", args...), attachments: []mail.Attachment{m.calendar(d, lang, []ics.Event{sessionEvent(d, s, lang, s.Title(lang))}, false)},
		content: mail.Content{
			Lang: lang, Title: t.T("planb.mail.title", args...), Greeting: t.T("mail.hello", "Name", name), Paragraphs: []string{t.T("planb.mail.text", args...)},
			Facts: [][2]string{
				{t.T("planb.mail.what"), s.Title(lang)}, {t.T("planb.mail.where"), listed(s.Place, s.Municipality)}, {t.T("planb.mail.when"), dates.FormatDateTime(s.StartsAt, lang)},
				{t.T("planb.mail.who"), listed(s.PartnerName, s.PartnerEmail)}, {t.T("mail.fact.stay"), d.Name(lang)},
			},
			Button: &mail.Button{Label: t.T("planb.mail.button"), URL: m.link(lang, page)}, Footer: footer,
		},
	}
}
