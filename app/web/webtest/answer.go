package webtest

import (
	"net/http"
	"strings"
	"testing"
)

// Answer is a page as text, where entities and no-break spaces are plain characters, and raw, as it was sent.
type Answer struct {
	*http.Response
	Body, Raw string
	t         *testing.T
}

// Status wants a certain status.
func (a Answer) Status(want int) Answer {
	a.t.Helper()
	if a.StatusCode != want {
		a.t.Fatalf("%s %s: %d, want %d; to %q: %s", a.Request.Method, a.Request.URL, a.StatusCode, want, a.Header.Get("Location"), a.Body)
	}
	return a
}

// To wants a redirect and gives where it leads.
func (a Answer) To() string {
	a.t.Helper()
	return a.Status(http.StatusSeeOther).Header.Get("Location")
}

// LeadsTo wants a redirect to an address.
func (a Answer) LeadsTo(want string) {
	a.t.Helper()
	if to := a.To(); to != want {
		a.t.Fatalf("%s %s leads to %q, want %q", a.Request.Method, a.Request.URL, to, want)
	}
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
