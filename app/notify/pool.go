package notify

import (
	"context"
	"fmt"
	"strconv"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// PoolDecided tells of a session that gathered people: where it goes, the booker of each live stay in it, its partner and the hubs
// whose groups come; where it does not, the partner and the hubs, since the bookers are asked what comes instead (SessionCancelled).
// Of a session that nobody wanted nobody hears: the partner sees it in its week.
func (m *Partners) PoolDecided(ctx context.Context, tx *postgres.Tx, s partners.Session) error {
	groups, err := booking.Holders(ctx, tx, s.ID)
	if err != nil {
		return err
	}
	if len(groups) == 0 && !s.Goes {
		return nil
	}
	var letters []letter
	if s.Goes {
		for _, b := range groups {
			letters = append(letters, m.poolToBooker(s, b))
		}
	}
	var to recipient
	if err := tx.Get(ctx, &to, `/* notify.poolPartner */ SELECT id, name, email, lang FROM partner WHERE id = $1`, s.PartnerID); err != nil {
		return err
	}
	letters = append(letters, m.poolToPartner(s, to, groups))
	hubs, err := hubsOf(ctx, tx, s, groups)
	if err != nil {
		return err
	}
	for _, h := range hubs {
		letters = append(letters, m.poolToHub(s, h))
	}
	for _, l := range letters {
		if err := enqueue(ctx, tx, m.queue, l, fmt.Sprintf("pool-%s-%d-%s", poolOutcome(s), s.ID, l.who)); err != nil {
			return err
		}
	}
	return nil
}

func poolOutcome(s partners.Session) string {
	if s.Goes {
		return "goes"
	}
	return "short"
}

// hubGroup is a group that is at a hub on a session's day.
type hubGroup struct {
	recipient
	groups []booking.Booking
}

func hubsOf(ctx context.Context, r postgres.Reader, s partners.Session, groups []booking.Booking) (list []hubGroup, err error) {
	ids := make([]int64, len(groups))
	byID := map[int64]booking.Booking{}
	for i, b := range groups {
		ids[i], byID[b.ID] = b.ID, b
	}
	var rows []struct {
		ID, Booking int64
		Name, Email string
	}
	if err := r.Select(ctx, &rows, `/* notify.hubsOf */
		SELECT h.id, h.name, h.email, l.booking_id AS booking FROM booking_leg l JOIN hub h ON h.id = l.hub_id
		WHERE l.booking_id = ANY ($1) AND $2 BETWEEN l.starts_on AND l.ends_on AND h.email <> '' ORDER BY h.id, l.booking_id`, pq.Array(ids), s.Day); err != nil {
		return nil, err
	}
	for _, row := range rows {
		if len(list) == 0 || list[len(list)-1].ID != row.ID {
			list = append(list, hubGroup{recipient: recipient{ID: row.ID, Name: row.Name, Email: row.Email, Lang: i18n.First}})
		}
		last := &list[len(list)-1]
		last.groups = append(last.groups, byID[row.Booking])
	}
	return list, nil
}

func poolArgs(s partners.Session, lang string) []any {
	return []any{"Title", s.Title(lang), "When", when(s.StartsAt, s.EndsAt, lang), "Confirmed", s.Confirmed, "Min", s.PoolMin}
}

func (m *Partners) poolToBooker(s partners.Session, b booking.Booking) letter {
	t, args := m.texts.For(b.Lang), poolArgs(s, b.Lang)
	return letter{
		to: b.BookerEmail, name: b.BookerName, lang: b.Lang, who: "booker-" + b.Ref, subject: t.T("pool.mail.goes.subject", args...),
		content: mail.Content{
			Lang: b.Lang, Title: t.T("pool.mail.goes.title", args...), Greeting: t.T("mail.hello", "Name", b.BookerName),
			Paragraphs: []string{t.T("pool.mail.goes.text", args...)},
			Facts: [][2]string{
				{t.T("mail.fact.stay"), b.Name(b.Lang)}, {t.T("mail.fact.days"), dates.FormatRange(b.StartsOn, b.EndsOn, b.Lang)}, {t.T("mail.fact.ref"), b.Ref},
			},
			Button: &mail.Button{Label: t.T("pool.mail.goes.button"), URL: m.link(b.Lang, "/yritys/varaukset/"+b.Ref)},
			Footer: t.T("mail.footer.company", "Company", b.CompanyName),
		},
	}
}

func (m *Partners) poolToPartner(s partners.Session, to recipient, groups []booking.Booking) letter {
	t, args, key := m.texts.For(to.Lang), poolArgs(s, to.Lang), "pool.mail.partner_"+poolOutcome(s)
	return letter{
		to: to.Email, name: to.Name, lang: to.Lang, who: fmt.Sprintf("partner-%d", to.ID), subject: t.T(key+".subject", args...),
		content: mail.Content{
			Lang: to.Lang, Title: t.T(key+".title", args...), Greeting: t.T("mail.hello", "Name", to.Name),
			Paragraphs: []string{t.T(key+".text", args...)}, Facts: groupFacts(groups),
			Button: &mail.Button{Label: t.T("mail.partner_button"), URL: m.link(to.Lang, "/kumppani")}, Footer: t.T("mail.footer.partner"),
		},
	}
}

func (m *Partners) poolToHub(s partners.Session, h hubGroup) letter {
	t, args, key := m.texts.For(h.Lang), poolArgs(s, h.Lang), "pool.mail.hub_"+poolOutcome(s)
	return letter{
		to: h.Email, name: h.Name, lang: h.Lang, who: fmt.Sprintf("hub-%d", h.ID), subject: t.T(key+".subject", args...),
		content: mail.Content{
			Lang: h.Lang, Title: t.T(key+".title", args...), Greeting: t.T("mail.hello", "Name", h.Name),
			Paragraphs: []string{t.T(key+".text", args...)}, Facts: groupFacts(h.groups),
			Button: &mail.Button{Label: t.T("mail.hub_button"), URL: m.link(h.Lang, "/hubi/"+strconv.FormatInt(h.ID, 10))}, Footer: t.T("mail.footer.hub"),
		},
	}
}

// groupFacts are companies and how many of each come.
func groupFacts(groups []booking.Booking) (facts [][2]string) {
	for _, b := range groups {
		facts = append(facts, [2]string{b.CompanyName, strconv.Itoa(b.People)})
	}
	return facts
}

// poolFacts are the sessions of a stay that gather people, and how far they have come.
func poolFacts(t *i18n.Translator, lang string, sessions []booking.Session) (facts [][2]string) {
	for _, s := range sessions {
		if s.PoolMin == 0 || calledOff(s) {
			continue
		}
		text := t.T("pool.goes")
		if s.Gathers() {
			text = t.T("pool.undecided", "Taken", s.Taken, "Min", s.PoolMin, "Day", dates.FormatShort(dates.Of(s.DecideAt), lang), "Time", dates.FormatTime(s.DecideAt, lang))
		}
		facts = append(facts, [2]string{s.Title(lang) + ", " + dates.FormatShort(dates.Of(s.StartsAt), lang), text})
	}
	return facts
}
