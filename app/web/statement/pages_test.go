package statement_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/statement"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// silence hears of messages and tells nobody.
type silence struct{}

func (silence) FeedbackGiven(context.Context, *postgres.Tx, feedback.Message) error { return nil }

func newSite(t *testing.T) *webtest.World {
	t.Helper()
	return webtest.New(t, packtest.Options{}, func(w *webtest.World) []page.Route {
		allow := func(ctx context.Context, ip string) error { return w.Accounts.Allow(ctx, "feedback", ip, 3) }
		return statement.Routes(statement.Deps{
			Feedback: feedback.New(w.DB, silence{}, allow, w.Clock), Operator: "Verkosto ry", Contact: "hei@example.fi",
		})
	})
}

// stored counts the messages.
func stored(t *testing.T, w *webtest.World) (n int) {
	t.Helper()
	if err := w.DB.Get(t.Context(), &n, `SELECT count(*) FROM feedback`); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFeedbackSignedOut(t *testing.T) {
	w := newSite(t)
	b := w.As(t, "")
	f := b.Get("/palaute").Status(200).Form("/palaute")
	bad := b.Send(f, "body", " ", "page", "Pakettien <b>haku</b>", "email", "ei mikään").Status(422)
	bad.Says("Palautteesi: Tämä tarvitaan.", "Tarkista sähköpostiosoite", "Valitse jokin vaihtoehdoista", `value="ei mikään"`)
	if !strings.Contains(bad.Raw, `value="Pakettien &lt;b&gt;haku&lt;/b&gt;"`) || stored(t, w) != 0 {
		t.Errorf("what was typed is not there: %s", bad.Raw)
	}
	f = bad.Form("/palaute") // the form that came back, as it came back
	to := b.Send(f, "topic", "access", "body", "Kello ei kuulu.", "email", "").To()
	if again := b.Send(f, "topic", "access", "body", "Kello ei kuulu.", "email", "").To(); again != to || stored(t, w) != 1 {
		t.Errorf("sent twice: %s, %s; %d kept", to, again, stored(t, w))
	}
	ref := to[strings.LastIndexByte(to, '/')+1:]
	b.Get(to).Status(200).Says("Kiitos", ref)
	b.Get("/en"+to).Status(200).Says("Thank you", ref)
	b.Get("/palaute/kiitos/PA-AAAAAAAA").Status(404)
}

func TestFeedbackInEnglishKeepsItsLanguage(t *testing.T) {
	w := newSite(t)
	b := w.As(t, "")
	f := b.Get("/en/palaute").Status(200).Says("Give feedback").Form("/palaute")
	if to := b.Send(f, "topic", "idea", "body", "A map of the saunas.").To(); !strings.HasPrefix(to, "/en/palaute/kiitos/PA-") {
		t.Error(to)
	}
	var lang string
	if err := w.DB.Get(t.Context(), &lang, `SELECT lang FROM feedback`); err != nil || lang != "en" {
		t.Errorf("%q %v", lang, err)
	}
}

// The form knows who has signed in, where they come from, and that one comes from the statement to speak of barriers.
func TestTheFormIsFilledWithWhatIsKnown(t *testing.T) {
	w := newSite(t)
	f := w.As(t, "company").Get("/palaute").Form("/palaute")
	if f.Get("email") != w.People["company"].Email || f.Get("page") != "" {
		t.Errorf("%v", f)
	}
	for from, want := range map[string]string{
		"/paketit/viikko?hlo=8": `value="/paketit/viikko"`, "/saavutettavuus": `value="access" checked`, "/palaute": `name="page" type="text" value=""`,
	} {
		if a := w.As(t, "").From("/palaute", webtest.Origin+from); !strings.Contains(a.Raw, want) {
			t.Errorf("from %s: no %s in %s", from, want, a.Raw)
		}
	}
	w.As(t, "").From("/palaute", "https://elsewhere.example/casino").Status(200).Lacks("casino")
}

func TestARobotIsThankedAndAnAddressMustWait(t *testing.T) {
	w := newSite(t)
	b := w.As(t, "")
	page := b.Get("/palaute")
	if !strings.Contains(page.Raw, `aria-hidden="true"><label for="f-lure">`) || !strings.Contains(page.Raw, `tabindex="-1" autocomplete="off"`) {
		t.Error("people may run into the lure")
	}
	for range 3 {
		b.Send(b.Get("/palaute").Form("/palaute"), "topic", "other", "body", "Osta!", "lure", "https://casino.example").To()
	}
	f := b.Get("/palaute").Form("/palaute")
	late := b.Send(f, "topic", "idea", "body", "Lisää saunoja.").Status(429).Says("Lisää saunoja.", "15 minuuttia")
	if late.Header.Get("Retry-After") != "900" || stored(t, w) != 3 {
		t.Errorf("Retry-After %q, %d kept", late.Header.Get("Retry-After"), stored(t, w))
	}
}

// TestTheStatementHasWhatTheLawWants: how accessible, what is not and why, when and how that was found out, where to tell of a
// barrier, and who watches over it (306/2019; Commission decision 2018/1523).
func TestTheStatementHasWhatTheLawWants(t *testing.T) {
	w := newSite(t)
	for path, words := range map[string][]string{
		"/saavutettavuus": {
			"306/2019", "osittain", "WCAG 2.1", "WCAG 1.3.1", "omaan arvioomme", "23.11.2026", "14 päivä", `href="/palaute"`, "hei@example.fi", "Verkosto ry",
			"Liikenne- ja viestintävirasto Traficom", "Digitaalisen esteettömyyden ja saavutettavuuden valvontayksikkö", "www.saavutettavuusvaatimukset.fi",
		},
		"/en/saavutettavuus": {
			"306/2019", "partially compliant", "WCAG 2.1", "our own assessment", "14 days", `href="/en/palaute"`, "hei@example.fi",
			"Finnish Transport and Communications Agency Traficom", "Digital Accessibility Supervision Unit", "www.webaccessibility.fi",
		},
		"/sv/saavutettavuus": {
			"306/2019", "delvis", "WCAG 2.1", "vår egen bedömning", "14 dagar", `href="/sv/palaute"`, "hei@example.fi",
			"Transport- och kommunikationsverket Traficom", "Enheten för tillsyn över digital tillgänglighet", "www.tillganglighetskrav.fi",
		},
	} {
		w.As(t, "").Get(path).Status(200).Says(append(words, webtest.Origin, "saavutettavuus@traficom.fi", "029 534 5000")...)
	}
}
