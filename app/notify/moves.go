package notify

import (
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// moveLetters tell of a day at another hub; nothing when it has become something else before the letter is written.
func (m *Mails) moveLetters(d booking.Detail, id int64, news booking.MoveNews) []letter {
	i := slices.IndexFunc(d.Moves, func(x booking.DayMove) bool { return x.ID == id })
	if i < 0 || !tellable(d.Moves[i].State, news) {
		return nil
	}
	switch news {
	case booking.MoveNewsAsked, booking.MoveNewsBack:
		return m.moveToHub(d, d.Moves[i], news, d.Moves[i].ToID, d.Moves[i].ToName, d.Moves[i].ToEmail)
	case booking.MoveNewsAgreed, booking.MoveNewsRefused: // the hub that proposed is the one that the guest leaves
		return m.moveToHub(d, d.Moves[i], news, d.Moves[i].FromID, d.Moves[i].FromName, d.Moves[i].FromEmail)
	}
	return []letter{m.moveToGuest(d, d.Moves[i], news)}
}

// tellable says whether news of a move are still true.
func tellable(state booking.MoveState, news booking.MoveNews) bool {
	switch news {
	case booking.MoveNewsAsked, booking.MoveNewsWaits:
		return state == booking.MoveAsked
	case booking.MoveNewsProposed:
		return state == booking.MoveProposed
	case booking.MoveNewsAnswered:
		return state == booking.MoveAccepted || state == booking.MoveDeclined
	case booking.MoveNewsAgreed:
		return state == booking.MoveAccepted
	}
	return state == booking.MoveWithdrawn
}

func (m *Mails) moveToHub(d booking.Detail, x booking.DayMove, news booking.MoveNews, hub int64, name, address string) []letter {
	if address == "" {
		return nil
	}
	const lang = i18n.First
	t := m.texts.For(lang)
	args, key := moveArgs(t, d, x, lang), "daymail.hub_"+string(news)
	c := mail.Content{
		Lang: lang, Title: t.T(key+".title", args...), Greeting: t.T("mail.hello", "Name", name), Paragraphs: []string{t.T(key+".text", args...)},
		Facts: moveFacts(t, d, x, lang), Footer: t.T("daymail.footer_hub"),
		Button: &mail.Button{Label: t.T("daymail.hub_button"), URL: m.link(lang, "/hubi/"+strconv.FormatInt(hub, 10)+"/paivavieraat")},
	}
	if x.FromEmail != "" && hub == x.ToID {
		c.Facts = append(c.Facts, [2]string{t.T("daymail.sender"), listed(x.FromName, x.FromEmail)})
	}
	return []letter{{to: address, name: name, lang: lang, who: "hub-" + strconv.FormatInt(x.ID, 10), subject: t.T(key+".subject", args...), content: c}}
}

// moveToGuest writes to the participant whose day it is, or to who booked the stay where no address of the participant is known.
func (m *Mails) moveToGuest(d booking.Detail, x booking.DayMove, news booking.MoveNews) letter {
	lang := d.Lang
	t := m.texts.For(lang)
	key := "daymail." + string(news)
	if news == booking.MoveNewsAnswered {
		key = "daymail." + string(x.State)
	}
	l := letter{to: d.BookerEmail, name: d.BookerName, lang: lang, who: "guest-" + strconv.FormatInt(x.ID, 10)}
	page, text := "/yritys/varaukset/"+d.Ref, ".text_company"
	footer := t.T("mail.footer.company", "Company", d.CompanyName)
	if i := slices.IndexFunc(d.Participants, func(p booking.Participant) bool { return p.Token == x.Person && p.Email != "" }); i >= 0 {
		p := d.Participants[i]
		l.to, l.name, page, text = p.Email, p.Name, "/jakso/"+p.Token, ".text_own"
		footer = t.T("linkmail.footer", "Company", d.CompanyName)
	}
	args := moveArgs(t, d, x, lang)
	l.subject = t.T(key+".subject", args...)
	l.content = mail.Content{
		Lang: lang, Title: t.T(key+".title", args...), Greeting: t.T("mail.hello", "Name", l.name), Paragraphs: []string{t.T(key+text, args...)},
		Facts: moveFacts(t, d, x, lang), Footer: footer, Button: &mail.Button{Label: t.T(key + ".button"), URL: m.link(lang, page+"#toinen-hubi")},
	}
	switch x.State {
	case booking.MoveAccepted:
		l.content.Facts = append(l.content.Facts, [2]string{t.T("daymail.where"), listed(x.ToStreet, x.ToTown, x.ToEmail)})
		l.attachments = []mail.Attachment{m.calendar(d, lang, []ics.Event{moveEvent(d, x, lang)}, false)}
	case booking.MoveDeclined:
		l.content.Facts = append(l.content.Facts, [2]string{t.T("daymail.reason"), x.Reason})
	}
	return l
}

func moveArgs(t *i18n.Translator, d booking.Detail, x booking.DayMove, lang string) []any {
	return []any{"Name", moveName(t, x), "Company", d.CompanyName, "Day", dates.Format(x.Day, lang), "Hub", x.ToName, "From", x.FromName}
}

func moveFacts(t *i18n.Translator, d booking.Detail, x booking.DayMove, lang string) [][2]string {
	facts := [][2]string{
		{t.T("daymail.who"), listed(moveName(t, x), d.CompanyName)}, {t.T("daymail.day"), dates.FormatLong(x.Day, lang)},
		{t.T("daymail.way"), x.FromName + " → " + x.ToName},
	}
	if x.Note != "" {
		facts = append(facts, [2]string{t.T("daymail.note"), x.Note})
	}
	return facts
}

// moveName is whose day it is, as others may read it.
func moveName(t *i18n.Translator, x booking.DayMove) string {
	if x.Name == "" {
		return t.T("elsewhere.somebody")
	}
	return x.Name
}
