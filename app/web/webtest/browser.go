package webtest

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// Browser keeps cookies and runs no script.
type Browser struct {
	t       *testing.T
	world   *World
	cookies map[string]string
}

// As is a browser in which somebody is signed in, see Authenticate; "" is a stranger's.
func (w *World) As(t *testing.T, who string) *Browser {
	b := &Browser{t, w, map[string]string{}}
	if who != "" {
		b.cookies["__Host-session"] = who
	}
	return b
}

// Answer is a page as text: entities and no-break spaces are plain characters.
type Answer struct {
	*http.Response
	Body string
	t    *testing.T
}

func (b *Browser) do(method, path string, form url.Values) Answer {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Host = "hubittaako.test"
	r.Header.Set("Accept", "text/html")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	res, err := b.world.server.App().Test(r, -1)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(b.t, err)
	for _, c := range res.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return Answer{res, strings.ReplaceAll(html.UnescapeString(string(text)), "\u00a0", " "), b.t}
}

// Get opens a page.
func (b *Browser) Get(path string) Answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, nil)
}

// Send sends a form; pairs alternate names and values and replace what the form has.
func (b *Browser) Send(f Form, pairs ...string) Answer {
	b.t.Helper()
	values := url.Values{}
	for name, all := range f.Values {
		values[name] = all
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return b.do(http.MethodPost, f.Action, values)
}

// Status wants a certain status.
func (a Answer) Status(want int) Answer {
	a.t.Helper()
	if a.StatusCode != want {
		a.t.Fatalf("%s %s: %d, want %d: %s", a.Request.Method, a.Request.URL, a.StatusCode, want, a.Body)
	}
	return a
}

// To wants a redirect and gives where it leads.
func (a Answer) To() string {
	a.t.Helper()
	return a.Status(http.StatusSeeOther).Header.Get("Location")
}

// Says wants texts on the page.
func (a Answer) Says(texts ...string) Answer {
	a.t.Helper()
	for _, s := range texts {
		if !strings.Contains(a.Body, s) {
			a.t.Errorf("%s %s does not say %q\n%s", a.Request.Method, a.Request.URL, s, a.Body)
		}
	}
	return a
}

// Lacks wants texts not to be on the page.
func (a Answer) Lacks(texts ...string) Answer {
	a.t.Helper()
	for _, s := range texts {
		if strings.Contains(a.Body, s) {
			a.t.Errorf("%s %s says %q", a.Request.Method, a.Request.URL, s)
		}
	}
	return a
}

// Form is a form of a page, filled as the page has it.
type Form struct {
	Action string
	Values url.Values
}

var (
	formTag = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	control = regexp.MustCompile(`(?s)<input\b([^>]*)>|<select\b([^>]*)>(.*?)</select>|<textarea\b([^>]*)>(.*?)</textarea>`)
	attr    = regexp.MustCompile(`([\w-]+)(?:="([^"]*)")?`)
	chosen  = regexp.MustCompile(`<option value="([^"]*)" selected`)
	first   = regexp.MustCompile(`<option value="([^"]*)"`)
)

// Form finds the form whose address ends so, as a browser without script would send it untouched.
func (a Answer) Form(action string) Form {
	a.t.Helper()
	forms := a.Forms(action)
	if len(forms) == 0 {
		a.t.Fatalf("%s has no form to %q\n%s", a.Request.URL, action, a.Body)
	}
	return forms[0]
}

// Forms are all forms whose address ends so.
func (a Answer) Forms(action string) []Form {
	var list []Form
	for _, m := range formTag.FindAllStringSubmatch(a.Body, -1) {
		at := attributes(m[1])
		if strings.HasSuffix(at["action"], action) && at["method"] == "post" {
			list = append(list, Form{at["action"], controls(m[2])})
		}
	}
	return list
}

func controls(text string) url.Values {
	values := url.Values{}
	for _, m := range control.FindAllStringSubmatch(text, -1) {
		at := attributes(m[1] + m[2] + m[4])
		_, checked := at["checked"]
		switch {
		case (at["type"] == "checkbox" || at["type"] == "radio") && !checked:
			continue
		case m[2] != "":
			option := chosen.FindStringSubmatch(m[3])
			if option == nil {
				option = first.FindStringSubmatch(m[3])
			}
			values.Add(at["name"], option[1])
		case m[4] != "":
			values.Add(at["name"], m[5])
		default:
			values.Add(at["name"], at["value"])
		}
	}
	return values
}

func attributes(tag string) map[string]string {
	at := map[string]string{}
	for _, m := range attr.FindAllStringSubmatch(tag, -1) {
		at[m[1]] = m[2]
	}
	return at
}
