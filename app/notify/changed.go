package notify

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// changeLetters tell of a change that was made: the booker all of it, and, once the stay is sold, each partner and hub whose part
// is another now, and the address for invoices where there is a paper.
func (m *Mails) changeLetters(ctx context.Context, a Args, d booking.Detail) ([]letter, error) {
	made, err := m.bookings.ChangeByID(ctx, m.db, a.ChangeID)
	if err != nil {
		return nil, err
	}
	papers, address, err := m.papers(ctx, d, func(doc billing.Document) bool { return doc.ChangeID == made.ID })
	if err != nil {
		return nil, err
	}
	letters := append([]letter{m.changeToBooker(d, made, papers)}, m.toBilling(d, address, papers)...)
	if d.State.OnHold() {
		return letters, nil
	}
	known, err := m.partnersOf(ctx, made)
	if err != nil {
		return nil, err
	}
	letters = append(letters, m.changeToPartners(d, made, known)...)
	if made.Moves || made.Before.People != made.After.People {
		letters = append(letters, m.toHubs(changed, d)...)
	}
	return letters, nil
}

func (m *Mails) changeToBooker(d booking.Detail, made booking.Made, papers []mail.Attachment) letter {
	l := m.toBooker(Args{What: changed}, d, false, nil)
	t := m.texts.For(d.Lang)
	switch {
	case made.Actor == billing.FallbackActor:
		l.content.Paragraphs = []string{t.T("mail.changed.fallback")}
	case d.State.OnHold():
		l.content.Paragraphs = []string{t.T("mail.changed.held", "Ref", d.Ref)}
	}
	l.content.Facts = append(changeFacts(t, d.Lang, made), l.content.Facts...)
	if !d.State.OnHold() {
		l.attachments = append([]mail.Attachment{m.changeCalendar(d, made, d.Lang)}, papers...)
	}
	return l
}

// changeFacts are what is different, for the company.
func changeFacts(t *i18n.Translator, lang string, made booking.Made) (facts [][2]string) {
	if made.Moves {
		facts = append(facts, [2]string{t.T("mail.fact.was"), dates.FormatRange(made.Before.StartsOn, made.Before.EndsOn, lang)})
	}
	if made.Before.People != made.After.People {
		facts = append(facts, [2]string{t.T("mail.fact.people"), strconv.Itoa(made.Before.People) + " → " + strconv.Itoa(made.After.People)})
	}
	for _, s := range made.Gone() {
		facts = append(facts, [2]string{t.T("mail.fact.out"), s.Title(lang) + ", " + when(s.StartsAt, s.EndsAt, lang)})
	}
	for _, s := range made.New() {
		facts = append(facts, [2]string{t.T("mail.fact.in"), s.Title(lang) + ", " + when(s.StartsAt, s.EndsAt, lang)})
	}
	if n := made.Difference(); n != 0 {
		facts = append(facts, [2]string{t.T("mail.fact.difference"), money.Format(n, lang)})
	}
	return facts
}

func when(from, to time.Time, lang string) string {
	return dates.FormatShort(dates.Of(from), lang) + " " + dates.FormatTime(from, lang) + "–" + dates.FormatTime(to, lang)
}

// changeCalendar is the stay as it is now, with what is gone marked so that calendars take it away.
func (m *Mails) changeCalendar(d booking.Detail, made booking.Made, lang string) mail.Attachment {
	events := wholeStay(d, lang)
	for _, s := range made.Gone() {
		events = append(events, goneEvent(d, s, lang))
	}
	return m.calendar(d, lang, events, false)
}

func goneEvent(d booking.Detail, s booking.Seat, lang string) ics.Event {
	return ics.Event{
		UID: fmt.Sprintf("%s-session-%d@hubittaako", d.Ref, s.SessionID), Start: s.StartsAt, End: s.EndsAt, Summary: s.Title(lang),
		Cancelled: true, Seq: d.Version + 1,
	}
}

// recipient is a partner as mails reach it.
type recipient struct {
	ID    int64
	Name  string
	Email string
	Lang  string
}

// partnersOf are the partners that a change is about, in order.
func (m *Mails) partnersOf(ctx context.Context, made booking.Made) (list []recipient, err error) {
	ids := []int64{}
	for _, s := range slices.Concat(made.Before.Sessions, made.After.Sessions) {
		ids = append(ids, s.PartnerID)
	}
	err = m.db.Select(ctx, &list, `/* notify.partnersOf */ SELECT id, name, email, lang FROM partner WHERE id = ANY ($1) ORDER BY id`, pq.Array(ids))
	return list, err
}

// changeToPartners tells each partner what of its part is different: what has gone, what has come, where others come in number.
// Nobody hears of what they have called off themselves, nor of others' sessions or prices.
func (m *Mails) changeToPartners(d booking.Detail, made booking.Made, known []recipient) (letters []letter) {
	for _, p := range known {
		t := m.texts.For(p.Lang)
		var facts [][2]string
		var events []ics.Event
		for _, s := range made.Gone() {
			if s.PartnerID == p.ID && !s.Lost {
				facts = append(facts, [2]string{t.T("mail.fact.out"), when(s.StartsAt, s.EndsAt, p.Lang) + ", " + s.Title(p.Lang)})
				events = append(events, goneEvent(d, s, p.Lang))
			}
		}
		for _, s := range d.Sessions {
			was := seatsBefore(made, s.ID)
			if s.PartnerID != p.ID || was == s.Seats || calledOff(s) {
				continue
			}
			count := t.T("mail.partner_session", "Title", s.Title(p.Lang), "Count", s.Seats)
			facts = append(facts, [2]string{t.T("mail.fact.now"), when(s.StartsAt, s.EndsAt, p.Lang) + ", " + count})
			events = append(events, sessionEvent(d, s, p.Lang, fmt.Sprintf("%s (%d)", s.Title(p.Lang), s.Seats)))
		}
		if len(facts) == 0 {
			continue
		}
		args := []any{"Company", d.CompanyName, "Days", dates.FormatRange(d.StartsOn, d.EndsOn, p.Lang)}
		letters = append(letters, letter{
			to: p.Email, name: p.Name, lang: p.Lang, who: fmt.Sprintf("partner-%d", p.ID), subject: t.T("mail.partner_changed.subject", args...),
			attachments: []mail.Attachment{m.calendar(d, p.Lang, events, false)},
			content: mail.Content{
				Lang: p.Lang, Title: t.T("mail.partner_changed.title"), Greeting: t.T("mail.hello", "Name", p.Name),
				Paragraphs: []string{t.T("mail.partner_changed.text", args...)}, Facts: facts,
				Button: &mail.Button{Label: t.T("mail.partner_button"), URL: m.link(p.Lang, "/kumppani")}, Footer: t.T("mail.footer.partner"),
			},
		})
	}
	return letters
}

// seatsBefore is how many people had a session before a change, 0 for none.
func seatsBefore(made booking.Made, session int64) int {
	for _, s := range made.Before.Sessions {
		if s.SessionID == session {
			return s.Seats
		}
	}
	return 0
}

// lossLetters tell the booker that a session was called off, what may come instead, and what is done if nothing is chosen.
func (m *Mails) lossLetters(ctx context.Context, a Args, d booking.Detail) ([]letter, error) {
	losses, err := m.bookings.LossesOf(ctx, system, d.Booking)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(losses, func(l booking.Loss) bool { return l.SessionID == a.SessionID })
	if i < 0 {
		return nil, nil // chosen already, or the stay has ended
	}
	others, err := m.bookings.Alternatives(ctx, m.db, d, a.SessionID)
	if fault.CodeOf(err) == fault.NotFound {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return []letter{m.loss(d, losses[i], others)}, nil
}

// shownOthers is how many alternatives of a kind a mail names; the page has all.
const shownOthers = 3

func (m *Mails) loss(d booking.Detail, l booking.Loss, a booking.Alternatives) letter {
	lang := d.Lang
	t := m.texts.For(lang)
	args := []any{"Title", a.Seat.Title(lang), "When", when(a.Seat.StartsAt, a.Seat.EndsAt, lang)}
	var facts [][2]string
	for _, c := range slices.Concat(a.Times[:min(shownOthers, len(a.Times))], a.Others[:min(shownOthers, len(a.Others))]) {
		s := c.New()[0]
		facts = append(facts, [2]string{s.Title(lang), when(s.StartsAt, s.EndsAt, lang) + differenceText(c, lang)})
	}
	if a.Out != nil {
		facts = append(facts, [2]string{t.T("mail.lost.back"), money.Format(-a.Out.Difference(), lang)})
	}
	facts = append(facts, [2]string{t.T("mail.fact.answer_by"), dates.FormatDateTime(l.AnswerBy, lang)})
	return letter{
		to: d.BookerEmail, name: d.BookerName, lang: lang, who: fmt.Sprintf("booker-%d", l.SessionID), subject: t.T("mail.lost.subject", args...),
		content: mail.Content{
			Lang: lang, Title: t.T("mail.lost.title", args...), Greeting: t.T("mail.hello", "Name", d.BookerName),
			Paragraphs: []string{t.T("mail.lost.text", args...), lossReason(t, l), t.T("mail.lost.choose"), t.T("mail.lost." + string(d.Fallback))},
			Facts:      facts,
			Button:     &mail.Button{Label: t.T("mail.lost.button"), URL: m.link(lang, fmt.Sprintf("/yritys/varaukset/%s/muuta/kerta/%d", d.Ref, l.SessionID))},
			Footer:     t.T("mail.footer.company", "Company", d.CompanyName),
		},
	}
}

// lossReason is why a session was called off: its partner's own words, or ours where too few people had confirmed.
func lossReason(t *i18n.Translator, l booking.Loss) string {
	if l.Short {
		return t.T("mail.lost.reason", "Reason", t.T("pool.short", "Min", l.PoolMin))
	}
	return t.T("mail.lost.reason", "Reason", l.Reason)
}

// differenceText is what an alternative costs more or less, nothing where it costs the same.
func differenceText(c booking.Change, lang string) string {
	switch n := c.Difference(); {
	case n > 0:
		return ", +" + money.Format(n, lang)
	case n < 0:
		return ", " + money.Format(n, lang)
	}
	return ""
}
