package notify

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// Mails writes mails about stays.
type Mails struct {
	db       *postgres.DB
	queue    *jobs.Queue
	texts    *i18n.Bundle
	bookings *booking.Service
	billing  *billing.Service
	link     func(lang, path string) string // absolute address of a page
	now      func() time.Time
}

// NewMails makes it; link gives the absolute address of one of our pages in a language.
func NewMails(db *postgres.DB, queue *jobs.Queue, texts *i18n.Bundle, bookings *booking.Service, bills *billing.Service, link func(lang, path string) string, now func() time.Time) *Mails {
	return &Mails{db: db, queue: queue, texts: texts, bookings: bookings, billing: bills, link: link, now: now}
}

var system = access.System("mail")

func (m *Mails) send(ctx context.Context, a Args, jobID int64) error {
	if a.What == queueOver {
		return m.sendQueueOver(ctx, a.QueueID)
	}
	d, err := m.bookings.ByID(ctx, system, a.BookingID)
	if err != nil {
		return err
	}
	letters, err := m.letters(ctx, a, d)
	if err != nil {
		return err
	}
	return m.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, l := range letters {
			key := l.key
			if key == "" {
				key = fmt.Sprintf("%s-%s-%s-%d", a.What, d.Ref, l.who, jobID)
			}
			if err := enqueue(ctx, tx, m.queue, l, key); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *Mails) letters(ctx context.Context, a Args, d booking.Detail) ([]letter, error) {
	switch a.What {
	case changed:
		return m.changeLetters(ctx, a, d)
	case lost:
		return m.lossLetters(ctx, a, d)
	case ended:
		return []letter{m.survey(d)}, nil
	case moved:
		return m.moveLetters(d, a.MoveID, booking.MoveNews(a.News)), nil
	case named:
		return m.toParticipants(d), nil
	case called:
		return m.planBLetters(d, a.SessionID), nil
	}
	if a.What == held {
		if waited, err := m.bookings.FromQueue(ctx, d.ID); err != nil {
			return nil, err
		} else if waited {
			a.What = offered
		}
	}
	papers, address, err := m.documents(ctx, d, a.What)
	if err != nil {
		return nil, err
	}
	wasSold := slices.ContainsFunc(d.Events, func(e booking.Event) bool { return e.To == booking.Confirmed })
	letters := append([]letter{m.toBooker(a, d, wasSold, papers)}, m.toBilling(d, address, papers)...)
	if a.What == confirmed || a.What == cancelled && wasSold {
		letters = append(letters, m.toPartners(a.What, d)...)
		letters = append(letters, m.toHubs(a.What, d)...)
	}
	if a.What == confirmed {
		letters = append(letters, m.toParticipants(d)...)
	}
	return letters, nil
}

func (m *Mails) toBooker(a Args, d booking.Detail, wasSold bool, papers []mail.Attachment) letter {
	lang := d.Lang
	t := m.texts.For(lang)
	name := d.Name(lang)
	args := []any{"Name", name, "Ref", d.Ref, "Days", dates.FormatRange(d.StartsOn, d.EndsOn, lang), "People", d.People, "Sum", money.Format(a.Cents, lang)}
	if d.HoldExpiresAt != nil {
		args = append(args, "Until", dates.FormatDateTime(*d.HoldExpiresAt, lang))
	}
	l := letter{to: d.BookerEmail, name: d.BookerName, lang: lang, who: "booker", subject: t.T("mail."+a.What+".subject", args...)}
	l.content = mail.Content{
		Lang: lang, Title: t.T("mail."+a.What+".title", args...), Greeting: t.T("mail.hello", "Name", d.BookerName),
		Paragraphs: []string{t.T("mail."+a.What+".text", args...)},
		Facts: [][2]string{
			{t.T("mail.fact.stay"), name}, {t.T("mail.fact.days"), dates.FormatRange(d.StartsOn, d.EndsOn, lang)}, {t.T("mail.fact.people"), strconv.Itoa(d.People)},
			{t.T("mail.fact.hubs"), d.Hubs}, {t.T("mail.fact.price"), money.Format(d.Gross, lang)}, {t.T("mail.fact.ref"), d.Ref},
		},
		Button: &mail.Button{Label: t.T("mail." + a.What + ".button"), URL: m.link(lang, "/yritys/varaukset/"+d.Ref)},
		Footer: t.T("mail.footer.company", "Company", d.CompanyName),
	}
	if a.What == held || a.What == offered || a.What == confirmed {
		l.content.Facts = append(l.content.Facts, poolFacts(t, lang, d.Sessions)...)
	}
	if !wasSold || a.What != confirmed && a.What != cancelled {
		return l
	}
	l.attachments = append([]mail.Attachment{m.calendar(d, lang, wholeStay(d, lang), a.What == cancelled)}, papers...)
	return l
}

// toBilling sends what has been written to the company's address for invoices, unless the booker reads there.
func (m *Mails) toBilling(d booking.Detail, address string, papers []mail.Attachment) []letter {
	if len(papers) == 0 || address == "" || strings.EqualFold(address, d.BookerEmail) {
		return nil
	}
	lang := d.Lang
	t := m.texts.For(lang)
	args := []any{"Name", d.Name(lang), "Ref", d.Ref, "Days", dates.FormatRange(d.StartsOn, d.EndsOn, lang)}
	facts := [][2]string{
		{t.T("mail.fact.stay"), d.Name(lang)}, {t.T("mail.fact.days"), dates.FormatRange(d.StartsOn, d.EndsOn, lang)}, {t.T("mail.fact.ref"), d.Ref},
	}
	if d.Note != "" {
		facts = append(facts, [2]string{t.T("mail.fact.note"), d.Note})
	}
	return []letter{{
		to: address, name: d.CompanyName, lang: lang, who: "billing", subject: t.T("mail.billing.subject", args...), attachments: papers,
		content: mail.Content{
			Lang: lang, Title: t.T("mail.billing.title", args...), Greeting: t.T("mail.hello", "Name", d.CompanyName),
			Paragraphs: []string{t.T("mail.billing.text", args...)}, Facts: facts, Footer: t.T("mail.footer.billing", "Company", d.CompanyName),
		},
	}}
}

// documents are the invoice or receipt of a confirmation, or the credit note of a cancellation, and the address for invoices
// that they name.
func (m *Mails) documents(ctx context.Context, d booking.Detail, what string) (out []mail.Attachment, address string, err error) {
	if what != confirmed && what != cancelled {
		return nil, "", nil
	}
	return m.papers(ctx, d, func(doc billing.Document) bool {
		return doc.ChangeID == 0 && (doc.Kind == "credit_note") == (what == cancelled)
	})
}

// papers are documents of a stay as attachments, and the address for invoices that they name.
func (m *Mails) papers(ctx context.Context, d booking.Detail, wanted func(billing.Document) bool) (out []mail.Attachment, address string, err error) {
	docs, err := m.billing.DocumentsOf(ctx, system, d.Booking)
	if err != nil {
		return nil, "", err
	}
	for _, doc := range docs {
		if !wanted(doc) {
			continue
		}
		text, err := doc.Text()
		if err != nil {
			return nil, "", err
		}
		pdf, err := m.billing.PDF(doc)
		if err != nil {
			return nil, "", err
		}
		address = text.Buyer.Email
		out = append(out, mail.Attachment{Name: fmt.Sprintf("hubittaako-%d.pdf", doc.Number), ContentType: "application/pdf", Body: pdf})
	}
	return out, address, nil
}

// toPartners tells each partner about its own sessions: when, how many, which company. No prices, no other partners, nothing
// of what the partner has called off itself.
func (m *Mails) toPartners(what string, d booking.Detail) []letter {
	var letters []letter
	var order []int64
	sessions := map[int64][]booking.Session{}
	for _, s := range d.Sessions {
		if calledOff(s) {
			continue
		}
		if len(sessions[s.PartnerID]) == 0 {
			order = append(order, s.PartnerID)
		}
		sessions[s.PartnerID] = append(sessions[s.PartnerID], s)
	}
	for _, id := range order {
		list := sessions[id]
		lang := list[0].PartnerLang
		t := m.texts.For(lang)
		args := []any{"Company", d.CompanyName, "Ref", d.Ref, "People", d.People, "Days", dates.FormatRange(d.StartsOn, d.EndsOn, lang)}
		l := letter{to: list[0].PartnerEmail, name: list[0].PartnerName, lang: lang, who: fmt.Sprintf("partner-%d", id), subject: t.T("mail.partner_"+what+".subject", args...)}
		var facts [][2]string
		var events []ics.Event
		for _, s := range list {
			when := dates.FormatShort(dates.Of(s.StartsAt), lang) + " " + dates.FormatTime(s.StartsAt, lang) + "–" + dates.FormatTime(s.EndsAt, lang)
			facts = append(facts, [2]string{when, t.T("mail.partner_session", "Title", s.Title(lang), "Count", s.Seats)})
			events = append(events, sessionEvent(d, s, lang, fmt.Sprintf("%s (%d)", s.Title(lang), s.Seats)))
		}
		l.content = mail.Content{
			Lang: lang, Title: t.T("mail.partner_"+what+".title", args...), Greeting: t.T("mail.hello", "Name", list[0].PartnerName),
			Paragraphs: []string{t.T("mail.partner_"+what+".text", args...)}, Facts: facts,
			Button: &mail.Button{Label: t.T("mail.partner_button"), URL: m.link(lang, "/kumppani")}, Footer: t.T("mail.footer.partner"),
		}
		l.attachments = []mail.Attachment{m.calendar(d, lang, events, what == cancelled)}
		letters = append(letters, l)
	}
	return letters
}

// toHubs tells each hub who comes, when and how many.
func (m *Mails) toHubs(what string, d booking.Detail) []letter {
	var letters []letter
	const lang = "fi"
	t := m.texts.For(lang)
	for i, leg := range d.Legs {
		if leg.HubEmail == "" {
			continue
		}
		days := dates.FormatRange(leg.StartsOn, leg.EndsOn, lang)
		args := []any{"Company", d.CompanyName, "Ref", d.Ref, "People", d.People, "Days", days, "Hub", leg.HubName}
		l := letter{to: leg.HubEmail, name: leg.HubName, lang: lang, who: fmt.Sprintf("hub-%d-%d", leg.HubID, leg.Position), subject: t.T("mail.hub_"+what+".subject", args...)}
		l.content = mail.Content{
			Lang: lang, Title: t.T("mail.hub_"+what+".title", args...), Greeting: t.T("mail.hello", "Name", leg.HubName),
			Paragraphs: []string{t.T("mail.hub_"+what+".text", args...)},
			Facts: [][2]string{
				{t.T("mail.fact.company"), d.CompanyName}, {t.T("mail.fact.days"), days}, {t.T("mail.fact.people"), strconv.Itoa(d.People)},
				{t.T("mail.fact.stay"), d.Name(lang)}, {t.T("mail.fact.ref"), d.Ref},
			},
			Button: &mail.Button{Label: t.T("mail.hub_button"), URL: m.link(lang, "/hubi/"+strconv.FormatInt(leg.HubID, 10))}, Footer: t.T("mail.footer.hub"),
		}
		l.content.Facts = append(l.content.Facts, routeFacts(t, d.Legs, i, lang)...)
		l.attachments = []mail.Attachment{m.calendar(d, lang, []ics.Event{legEvent(d, leg, lang)}, what == cancelled)}
		letters = append(letters, l)
	}
	return letters
}

// routeFacts tell the hub of a leg where the group comes from and where it goes on to, and whom to ask there.
func routeFacts(t *i18n.Translator, legs []booking.Leg, at int, lang string) (facts [][2]string) {
	if at > 0 && legs[at-1].HubID != legs[at].HubID {
		facts = append(facts, [2]string{t.T("mail.fact.comes_from"), listed(legs[at-1].HubName, dates.FormatShort(legs[at].StartsOn, lang), legs[at-1].HubEmail)})
	}
	if at < len(legs)-1 && legs[at+1].HubID != legs[at].HubID {
		facts = append(facts, [2]string{t.T("mail.fact.goes_to"), listed(legs[at+1].HubName, dates.FormatShort(legs[at+1].StartsOn, lang), legs[at+1].HubEmail)})
	}
	return facts
}

// calendar makes the attachment; cancelling sends the same events again, marked as cancelled.
func (m *Mails) calendar(d booking.Detail, lang string, events []ics.Event, gone bool) mail.Attachment {
	method := "PUBLISH"
	for i := range events {
		if gone {
			events[i].Cancelled = true
			events[i].Seq++
			method = "CANCEL"
		}
	}
	body := ics.Build(ics.Calendar{Name: d.Name(lang), Method: method, Events: events, Stamp: m.now()})
	return mail.Attachment{Name: "hubittaako-" + d.Ref + ".ics", ContentType: ics.ContentType(method), Body: body}
}

// Calendar is the whole stay as an .ics file, for the company's page; more is what else the group does.
func (m *Mails) Calendar(d booking.Detail, lang string, more ...ics.Event) []byte {
	return m.calendar(d, lang, append(wholeStay(d, lang), more...), !d.State.Live() && d.State != booking.Completed).Body
}

func wholeStay(d booking.Detail, lang string) []ics.Event {
	var events []ics.Event
	for _, leg := range d.Legs {
		events = append(events, legEvent(d, leg, lang))
	}
	for _, m := range d.Moves {
		if m.State == booking.MoveAccepted {
			events = append(events, moveEvent(d, m, lang))
		}
	}
	for _, s := range d.Sessions {
		e := sessionEvent(d, s, lang, s.Title(lang))
		if calledOff(s) { // whoever has the event already sees it go
			e.Cancelled = true
			e.Seq++
		}
		events = append(events, e)
	}
	return events
}

func calledOff(s booking.Session) bool { return s.Status == string(partners.Cancelled) }

// listed joins what there is with commas.
func listed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func legEvent(d booking.Detail, leg booking.Leg, lang string) ics.Event {
	return ics.Event{
		UID: fmt.Sprintf("%s-leg-%d@hubittaako", d.Ref, leg.Position), AllDay: true, Seq: d.Version, // each change sends them anew
		Start: dates.At(leg.StartsOn, 0), End: dates.At(leg.EndsOn.AddDays(1), 0),
		Summary: d.Name(lang) + " · " + leg.HubName, Location: listed(leg.HubName, leg.Street, strings.TrimSpace(leg.Postcode+" "+leg.Municipality)),
	}
}

// moveEvent is a day that somebody works at another hub.
func moveEvent(d booking.Detail, m booking.DayMove, lang string) ics.Event {
	return ics.Event{
		UID: fmt.Sprintf("%s-move-%d@hubittaako", d.Ref, m.ID), AllDay: true, Seq: d.Version,
		Start: dates.At(m.Day, 0), End: dates.At(m.Day.AddDays(1), 0),
		Summary: d.Name(lang) + " · " + listed(m.ToName, m.Name), Location: listed(m.ToName, m.ToStreet, m.ToTown),
	}
}

func sessionEvent(d booking.Detail, s booking.Session, lang, summary string) ics.Event {
	return ics.Event{
		UID: fmt.Sprintf("%s-session-%d@hubittaako", d.Ref, s.ID), Start: s.StartsAt, End: s.EndsAt, Summary: summary, Seq: d.Version,
		Description: s.BringText().In(lang), Location: listed(s.Place, s.Municipality),
	}
}
