package page

import (
	"net/url"

	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// Site is what all requests share. It does not change after start.
type Site struct {
	BaseURL *url.URL // what links in mails begin with; never taken from a request
	Langs   []string // the first is the default and has no prefix in addresses
	Texts   *i18n.Bundle
	Dev     bool
	// Simulated says that the payment simulator takes the payments; every page says so.
	Simulated bool
	Guests    Signer   // signs signed-out visitors' CSRF cookies
	Notes     Signer   // signs flash messages
	Out       []string // origins that RedirectOut may lead to: the payment pages
}

// Secure says whether browsers reach the site by HTTPS; cookies then carry the __Host- prefix.
func (s *Site) Secure() bool { return s.BaseURL.Scheme == "https" }

// SessionCookie is the name of the cookie that holds the session's token.
func (s *Site) SessionCookie() string { return s.cookie("session") }

func (s *Site) guestCookie() string { return s.cookie("csrf") }

func (s *Site) flashCookie() string { return s.cookie("flash") }

func (s *Site) cookie(name string) string {
	if s.Secure() {
		return "__Host-" + name
	}
	return name
}

// Origin is the scheme and host that browsers reach the site by.
func (s *Site) Origin() string { return s.BaseURL.Scheme + "://" + s.BaseURL.Host }

// URL is the full address of an own path in a language.
func (s *Site) URL(lang, path string) string {
	return s.Origin() + JoinLang(lang, path, s.Langs)
}
