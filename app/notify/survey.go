package notify

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
)

// survey asks who booked a stay how it was, with the link of each participant who has one, to pass on.
func (m *Mails) survey(d booking.Detail) letter {
	lang := d.Lang
	t := m.texts.For(lang)
	_, last := survey.Window(d.Booking)
	args := []any{"Name", d.Name(lang), "Days", dates.FormatRange(d.StartsOn, d.EndsOn, lang), "Last", dates.Format(last, lang)}
	l := letter{to: d.BookerEmail, name: d.BookerName, lang: lang, who: "booker", subject: t.T("survey.mail.subject", args...), content: mail.Content{
		Lang: lang, Title: t.T("survey.mail.title"), Greeting: t.T("mail.hello", "Name", d.BookerName), Paragraphs: []string{t.T("survey.mail.text", args...)},
		Facts:  [][2]string{{t.T("mail.fact.stay"), d.Name(lang)}, {t.T("mail.fact.days"), dates.FormatRange(d.StartsOn, d.EndsOn, lang)}, {t.T("mail.fact.ref"), d.Ref}},
		Button: &mail.Button{Label: t.T("survey.mail.button"), URL: m.link(lang, "/yritys/varaukset/"+d.Ref+"/palaute")},
		Footer: t.T("mail.footer.company", "Company", d.CompanyName),
	}}
	for _, p := range d.Participants {
		if p.Name != "" && p.Token != "" {
			l.content.Items = append(l.content.Items, mail.Item{Title: p.Name, Sub: t.T("survey.mail.link"), URL: m.link(lang, "/jakso/"+p.Token+"/palaute")})
		}
	}
	if len(l.content.Items) > 0 {
		l.content.Paragraphs = append(l.content.Paragraphs, t.T("survey.mail.links"))
	}
	return l
}
