package webtest

import (
	"bytes"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// sessionCookie is the cookie that says who is signed in.
const sessionCookie = "__Host-session"

// userAgent is what a browser says that it is.
const userAgent = "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"

// Browser keeps cookies, runs no script and follows no redirect by itself.
type Browser struct {
	t      *testing.T
	client http.Client
	token  string // a good form token, "" while no page has shown one
}

// As is a browser in which somebody is signed in whose session's cookie and secret are the same word, as those of a World
// are; "" is a stranger's.
func (s Site) As(t *testing.T, who string) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	b := &Browser{t: t, client: http.Client{Jar: jar, Transport: s, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}}
	if who != "" {
		origin, err := url.Parse(Origin)
		must(t, err)
		jar.SetCookies(origin, []*http.Cookie{{Name: sessionCookie, Value: who, Path: "/", Secure: true}})
		b.token = page.NewCSRF(who).Token()
	}
	return b
}

var tokenField = regexp.MustCompile(`name="` + page.CSRFField + `" value="([^"]+)"`)

func (b *Browser) do(method, path string, body io.Reader, headers ...string) Answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, Origin+path, body)
	must(b.t, err)
	r.Header.Set("Accept", "text/html")
	r.Header.Set("User-Agent", userAgent)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := b.client.Do(r)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(b.t, err)
	for _, c := range res.Cookies() {
		if c.Name == sessionCookie {
			b.token = "" // another session has another secret
		}
	}
	if m := tokenField.FindSubmatch(raw); m != nil {
		b.token = string(m[1])
	}
	return Answer{res, strings.ReplaceAll(html.UnescapeString(string(raw)), "\u00a0", " "), string(raw), b.t}
}

// Cookie is the value that a cookie has, "" for none.
func (b *Browser) Cookie(name string) string {
	b.t.Helper()
	origin, err := url.Parse(Origin)
	must(b.t, err)
	for _, c := range b.client.Jar.Cookies(origin) {
		if c.Name == "__Host-"+name {
			return c.Value
		}
	}
	return ""
}

// SetCookie gives a cookie any value, as whoever owns the browser can.
func (b *Browser) SetCookie(name, value string) {
	b.t.Helper()
	origin, err := url.Parse(Origin)
	must(b.t, err)
	b.client.Jar.SetCookies(origin, []*http.Cookie{{Name: "__Host-" + name, Value: value, Path: "/", Secure: true}})
}

// Get opens a page.
func (b *Browser) Get(path string) Answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, http.NoBody)
}

// GetPiece asks for a page as the script does that wants the piece of it with the id.
func (b *Browser) GetPiece(path, id string) Answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, http.NoBody, "HX-Request", "true", "HX-Target", id)
}

// Form is a form made up for an address: with a good token, which is that of the latest page with a form, and an operation
// key of its own. Pairs alternate names and values; a name may come often.
func (b *Browser) Form(action string, pairs ...string) Form {
	b.t.Helper()
	if b.token == "" {
		b.t.Fatalf("no page with a form has been seen before the one to %s", action)
	}
	f := Form{action, url.Values{page.CSRFField: {b.token}}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Add(pairs[i], pairs[i+1])
	}
	if !f.Has(page.OpField) {
		f.Set(page.OpField, uuid.NewString())
	}
	return f
}

// Post sends a form made up for an address, see Form.
func (b *Browser) Post(action string, pairs ...string) Answer {
	b.t.Helper()
	return b.Send(b.Form(action, pairs...))
}

// Send sends a form; pairs alternate names and values and replace what the form has.
func (b *Browser) Send(f Form, pairs ...string) Answer {
	b.t.Helper()
	return b.send(f.with(pairs))
}

// Piece sends a form as the script does that wants a piece of the page; pairs are as those of Send.
func (b *Browser) Piece(f Form, pairs ...string) Answer {
	b.t.Helper()
	return b.send(f.with(pairs), "HX-Request", "true")
}

func (b *Browser) send(f Form, headers ...string) Answer {
	b.t.Helper()
	return b.do(http.MethodPost, f.Action, strings.NewReader(f.Encode()), append(headers, "Content-Type", "application/x-www-form-urlencoded")...)
}

// Upload sends a form with a file in one of its fields.
func (b *Browser) Upload(f Form, field, name string, file []byte) Answer {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, values := range f.Values {
		for _, value := range values {
			must(b.t, form.WriteField(name, value))
		}
	}
	part, err := form.CreateFormFile(field, name)
	must(b.t, err)
	_, err = part.Write(file)
	must(b.t, err)
	must(b.t, form.Close())
	return b.do(http.MethodPost, f.Action, &body, "Content-Type", form.FormDataContentType())
}

// From opens a page by a link on another one, whose address the browser tells.
func (b *Browser) From(path, referrer string) Answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, http.NoBody, "Referer", referrer)
}
