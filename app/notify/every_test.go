package notify

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/mail/mailtest"
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/partners"
)

// samples make every mail of this package in a language, by the key of its subject, without a network under them.
func samples(texts *i18n.Bundle, lang string) map[string][]letter {
	link := func(lang, path string) string { return "https://hubittaako.example/" + lang + path }
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	stays := &Mails{texts: texts, link: link, now: func() time.Time { return now }}
	d := sampleStay(lang, now)
	all := map[string][]letter{"mail.billing.subject": stays.toBilling(d, "laskut@example.fi", []mail.Attachment{{Name: "a.pdf"}})}
	for _, what := range []string{held, confirmed, cancelled, expired, returned} {
		all["mail."+what+".subject"] = []letter{stays.toBooker(Args{What: what, Cents: 123450}, d, true, nil)}
	}
	for _, what := range []string{confirmed, cancelled} {
		all["mail.partner_"+what+".subject"] = stays.toPartners(what, d)
		all["mail.hub_"+what+".subject"] = stays.toHubs(what, d)
	}
	about := &Partners{texts: texts, link: link}
	p := partners.Partner{Name: "Hiihtomökki", BusinessID: "0243027-4", Municipality: "Kinnula", ContactName: "Yhteyshenkilö", Email: "yhteys@example.fi", AboutFi: "Hiihtoa", Lang: lang}
	reader := accounts.Recipient{PersonID: 1, Name: "Ylläpito", Email: "yllapito@example.fi", Lang: lang}
	off := partners.Session{TitleFi: "Savusauna", Day: dates.MustParse("2027-06-08"), StartsAt: now, EndsAt: now.Add(time.Hour)}
	all["mailpartner.applied.subject"] = []letter{about.application(p, reader)}
	all["mailpartner.approved.subject"] = []letter{about.decision(p, "approved", nil, link(lang, "/linkki/x"))}
	all["mailpartner.declined.subject"] = []letter{about.decision(p, "declined", []string{"Kausi on täynnä."}, link(lang, "/kumppaniksi"))}
	all["mailpartner.cancelled.subject"] = []letter{about.cancellation(off, d.Booking, "Kiuas on rikki.")}
	told := feedback.Message{Ref: "PA-ABCDEFGH", Topic: feedback.Access, Page: "/paketit", Body: "Kello ei\nkuulu.", Email: "kuulija@example.fi", CreatedAt: now}
	for key, letters := range eventSamples(texts, lang, now) {
		all[key] = letters
	}
	all["feedback.mail.subject"] = []letter{(&Feedback{texts: texts, link: link}).letter(told, reader)}
	return all
}

// eventSamples are those about events, for a person and for the booker of a group.
func eventSamples(texts *i18n.Bundle, lang string, now time.Time) map[string][]letter {
	m := &Events{texts: texts, now: func() time.Time { return now }, link: func(lang, path string) string { return "https://hubittaako.example/" + lang + path }}
	o := event.Occasion{ID: 3, StartsAt: now.AddDate(0, 0, 9), EndsAt: now.AddDate(0, 0, 9).Add(2 * time.Hour), Reason: "Puhuja sairastui."}
	o.Day = dates.Of(o.StartsAt)
	o.Slug, o.TitleFi, o.TitleEn, o.TitleSv, o.HubName = "aamukahvit", "Aamukahvit", "Morning coffee", "Morgonkaffe", "HUBteekki"
	until := now.Add(24 * time.Hour)
	s := event.Signup{ID: 5, Name: "Kahvin Ystävä", Email: "kahvi@example.fi", Lang: lang, Seats: 2, Token: "x", OfferedUntil: &until, State: event.SignupIn}
	group := s
	group.BookingRef = "HT-ABCDEFG"
	r := event.Reader{ID: 1, Email: "lukija@example.fi", Lang: lang, Token: "y"}
	all := map[string][]letter{"event.mail.reader.subject": {m.asked(r)}, "event.mail.letter.subject": {m.weekly(r, []event.Occasion{o, o})}}
	for _, what := range []event.News{event.Asked, event.GotIn, event.Waits, event.Offer, event.Lapsed, event.CalledOff, event.Moved} {
		all["event.mail."+string(what)+".subject"] = []letter{m.signup(what, o, s), m.signup(what, o, group)}
	}
	return all
}

func sampleStay(lang string, now time.Time) booking.Detail {
	until := now.Add(48 * time.Hour)
	day := dates.MustParse("2027-06-07")
	return booking.Detail{
		Booking: booking.Booking{
			Ref: "HT-ABCDEFG", CompanyName: "Kuusikko & <Oy>", BookerName: "Kuusikon varaaja", BookerEmail: "varaaja@example.fi", NameFi: "Hiljainen viikko", NameEn: "A quiet week",
			StartsOn: day, EndsOn: day.AddDays(4), People: 6, Lang: lang, HoldExpiresAt: &until, Gross: 179325, Hubs: "HUBteekki", Note: "PO 17",
		},
		Legs: []booking.Leg{{Position: 1, HubID: 1, HubName: "HUBteekki", HubEmail: "hubi@example.fi", StartsOn: day, EndsOn: day.AddDays(4)}},
		Sessions: []booking.Session{{
			ID: 1, PartnerID: 7, PartnerName: "Kolimanranta", PartnerEmail: "sauna@example.fi", PartnerLang: lang, TitleFi: "Savusauna", TitleEn: "Smoke sauna",
			StartsAt: now.AddDate(0, 6, 15), EndsAt: now.AddDate(0, 6, 15).Add(3 * time.Hour), Seats: 6,
		}},
	}
}

// TestEveryMailInEveryLanguage: no mail has one of the faults that mailtest knows, in no language. A mail that somebody adds is missed here by the key of its subject.
func TestEveryMailInEveryLanguage(t *testing.T) {
	texts, err := i18n.Load(os.DirFS("../web/locales"))
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	for _, lang := range texts.Languages() {
		all := samples(texts, lang)
		for _, key := range texts.Keys(i18n.First) {
			if strings.HasSuffix(key, ".subject") && strings.Count(key, ".") > 1 && len(all[key]) == 0 {
				t.Errorf("no sample of the mail that %s belongs to", key)
			}
		}
		for key, letters := range all {
			for _, l := range letters {
				m, err := l.message("x")
				if err != nil {
					t.Errorf("%s in %s: %v", key, lang, err)
				}
				for _, problem := range mailtest.Problems(m) {
					t.Errorf("%s in %s: %s", key, lang, problem)
				}
			}
		}
	}
}
