package simulator

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// page is a fetched page with what the checks need of it.
type page struct {
	status   int
	header   http.Header
	text     string
	location string
}

func (w *world) browse(method, path string, form url.Values) page {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.PublicURL()+path, strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return page{res.StatusCode, res.Header, string(b), res.Header.Get("Location")}
}

func (p page) has(t *testing.T, words ...string) {
	t.Helper()
	for _, s := range words {
		if !strings.Contains(p.text, s) {
			t.Errorf("no %q on the page:\n%s", s, p.text)
		}
	}
}

func TestPayPage(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		lang  string
		words []string
	}{
		{"fi", []string{"Testimaksu, rahaa ei liiku", "Varauksen maksu", "HUB-1", "Maksa 2\u00a0469,00\u00a0€", "Hylkää kortti", "Palaa maksamatta", "1\u00a0234,50\u00a0€"}},
		{"en", []string{"Test payment, no money moves", "Pay €2,469.00", "Decline the card", "Go back without paying"}},
		{"sv", []string{"Testbetalning, inga pengar rör sig", "Avvisa kortet"}},
	} {
		t.Run(c.lang, func(t *testing.T) {
			p := w.browse("GET", "/c/pay/"+w.opened("locale", c.lang), nil)
			if p.status != http.StatusOK || p.header.Get("Content-Language") != c.lang {
				t.Fatalf("%d %v", p.status, p.header)
			}
			p.has(t, c.words...)
			p.has(t, `<html lang="`+c.lang+`">`, "Työpiste &lt;viikko&gt;", "varaaja@yritys.example", `href="https://shop.example/varaus"`)
			checkPage(t, p)
			// Browsers hold the redirect after paying against the policy as well.
			if csp := p.header.Get("Content-Security-Policy"); !strings.HasSuffix(csp, "form-action 'self' https://shop.example") {
				t.Errorf("paying could not lead back to the shop: %s", csp)
			}
		})
	}
}

func TestButtons(t *testing.T) {
	w := newWorld(t)
	id := w.opened()
	declined := w.browse("POST", "/c/pay/"+id, url.Values{"do": {"decline"}})
	if declined.status != http.StatusPaymentRequired {
		t.Fatalf("declined: %d", declined.status)
	}
	declined.has(t, `role="alert"`, "Kortti hylättiin", "Maksa 2")
	checkPage(t, declined)
	if p := w.browse("POST", "/c/pay/"+id, url.Values{"do": {"dance"}}); p.status != http.StatusBadRequest {
		t.Fatalf("dance: %d", p.status)
	}
	done := w.browse("POST", "/c/pay/"+id, url.Values{"do": {"pay"}})
	if done.status != http.StatusSeeOther || done.location != "https://shop.example/ok?s="+id {
		t.Fatalf("paid: %d %s", done.status, done.location)
	}
	again := w.browse("POST", "/c/pay/"+id, url.Values{"do": {"pay"}})
	if again.status != http.StatusConflict {
		t.Fatalf("paid again: %d", again.status)
	}
	again.has(t, "Maksu on jo tehty", `href="https://shop.example/ok?s=`+id+`"`)
	checkPage(t, again)
}

func TestPagesOfWhatIsOver(t *testing.T) {
	w := newWorld(t)
	w.SetKnobs(Knobs{SlowPayments: true})
	slow, late := w.opened(), w.opened()
	if err := w.Pay(slow); err != nil {
		t.Fatal(err)
	}
	w.clock.add(24*time.Hour + time.Second)
	for _, c := range []struct {
		path   string
		status int
		words  string
	}{
		{"/c/pay/" + slow, 200, "Maksu on käsittelyssä"},
		{"/c/pay/" + late, 200, "Maksuaika päättyi"},
		{"/c/pay/cs_test_0", 404, "Maksua ei löytynyt"},
		{"/elsewhere", 404, "Maksua ei löytynyt"},
	} {
		p := w.browse("GET", c.path, nil)
		if p.status != c.status {
			t.Errorf("%s: %d", c.path, p.status)
		}
		p.has(t, c.words)
		checkPage(t, p)
	}
	if p := w.browse("GET", "/assets/pay.css", nil); p.status != 200 || !strings.HasPrefix(p.header.Get("Content-Type"), "text/css") {
		t.Errorf("style: %d %v", p.status, p.header)
	}
}

// A session's addresses come from whoever holds the key; still no script may become a link.
func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	w := newWorld(t)
	p := w.browse("GET", "/c/pay/"+w.opened("cancel_url", "javascript:alert(1)"), nil)
	if strings.Contains(p.text, "alert(1)") || strings.Contains(p.text, "Palaa maksamatta") {
		t.Fatal("a script became a link")
	}
}

func TestPublicURL(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.PublicURL = "https://maksu.shop.example/" })
	id := w.opened()
	if got := w.call("GET", "/v1/checkout/sessions/"+id, "", nil).body["url"]; got != "https://maksu.shop.example/c/pay/"+id {
		t.Fatalf("url %v", got)
	}
}

func TestTextsAreComplete(t *testing.T) {
	files, err := fs.Sub(pageFiles, "pages")
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range i18n.CheckComplete(files, []string{"fi", "en", "sv"}) {
		t.Error(problem)
	}
}

// checkPage holds a page against the rules that every page must keep: it parses, has a language, a title and one h1, no
// level of heading is skipped, buttons and links have words, header cells a scope, and nothing is inline.
func checkPage(t *testing.T, p page) {
	t.Helper()
	csp := p.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(csp, part) {
			t.Errorf("policy without %s: %s", part, csp)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(csp, "script-src") {
		t.Errorf("policy allows scripts: %s", csp)
	}
	c := pageCheck{t: t}
	dec := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(p.text, "<!doctype html>\n")))
	dec.Strict, dec.AutoClose, dec.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the page does not parse: %v\n%s", err, p.text)
		}
		c.token(tok)
	}
	if c.h1 != 1 || c.title == 0 || c.main != 1 || c.lang == "" {
		t.Errorf("h1 %d, title %d, main %d, lang %q", c.h1, c.title, c.main, c.lang)
	}
}

type pageCheck struct {
	t                     *testing.T
	h1, title, main, rank int
	lang                  string
	naming                string // the element whose words are being read
	words                 string
}

func (c *pageCheck) token(tok xml.Token) {
	switch e := tok.(type) {
	case xml.StartElement:
		c.element(e)
	case xml.CharData:
		c.words += strings.TrimSpace(string(e))
	case xml.EndElement:
		if e.Name.Local == c.naming && c.words == "" {
			c.t.Errorf("a %s without words", c.naming)
		}
	}
}

func (c *pageCheck) element(e xml.StartElement) {
	attr := map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
		if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
			c.t.Errorf("inline %s", a.Name.Local)
		}
	}
	switch name := e.Name.Local; name {
	case "html":
		c.lang = attr["lang"]
	case "main":
		c.main++
	case "script", "style", "iframe":
		c.t.Errorf("a %s on the page", name)
	case "h1", "h2", "h3", "h4":
		rank := int(name[1] - '0')
		if rank > c.rank+1 {
			c.t.Errorf("%s after h%d", name, c.rank)
		}
		c.rank = rank
		if name == "h1" {
			c.h1++
		}
		c.naming, c.words = name, ""
	case "title":
		c.title++
		c.naming, c.words = name, ""
	case "a", "button", "caption":
		c.naming, c.words = name, ""
	case "th":
		if attr["scope"] == "" {
			c.t.Error("a header cell without scope")
		}
		c.naming, c.words = name, ""
	case "img", "input", "select", "textarea":
		if attr["alt"] == "" && attr["aria-label"] == "" && attr["id"] == "" {
			c.t.Errorf("an %s without a label", name)
		}
	}
}
