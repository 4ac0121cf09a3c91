package web

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/language"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// chooseLanguage keeps a choice made by a language link (?lang=en) and shows it only once, in the address without it. The
// bare front page leads those who chose another language there; every other address is what it says.
func (s *Server) chooseLanguage(c *page.Ctx, r page.Route) (done bool, err error) {
	if c.Method() != fiber.MethodGet || r.Options.Neutral || r.Policy == page.Webhook {
		return false, nil
	}
	langs := s.site.Langs
	if chosen := c.Query(page.LangName); chosen != "" {
		bare := withoutQuery(c.Path(), page.LangName)
		if !slices.Contains(langs, chosen) {
			c.Flash("info", "ui.lang.unknown")
			return true, c.Redirect(bare)
		}
		c.Remember(page.LangName, chosen)
		return true, c.Redirect(page.JoinLang(chosen, bare, langs))
	}
	chosen := c.Remembered(page.LangName)
	if r.Path == "/" && c.AskedLang() == langs[0] && chosen != langs[0] && slices.Contains(langs, chosen) {
		return true, c.Redirect(page.JoinLang(chosen, c.Path(), langs))
	}
	return false, nil
}

var langSegment = regexp.MustCompile(`^/([A-Za-z]{2})(?:-[A-Za-z]{2})?(/.*|\?.*)?$`)

// otherLanguage leads from addresses in a language's full name ("/fi/paketit", "/en-GB/paketit") to ours, and from those in
// a language that we don't speak to the same page in one that we do, which says so. ok is false for addresses that name no
// language.
func (s *Server) otherLanguage(c *page.Ctx, address string) (to string, known, ok bool) {
	m := langSegment.FindStringSubmatch(address)
	if ours, _ := page.SplitLang(address, s.site.Langs); m == nil || ours != s.site.Langs[0] {
		return "", false, false
	}
	base, err := language.ParseBase(strings.ToLower(m[1]))
	if err != nil {
		return "", false, false
	}
	rest := m[2]
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	lang, known := base.String(), true
	if !slices.Contains(s.site.Langs, lang) {
		lang, known = s.deps.Texts.Match(lang), false
	}
	return page.JoinLang(lang, rest, s.site.Langs), known, true
}

// withoutQuery takes one name out of an address's query and leaves the rest in its order.
func withoutQuery(path, name string) string {
	path, query, ok := strings.Cut(path, "?")
	if !ok {
		return path
	}
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		key, _, _ := strings.Cut(pair, "=")
		decoded, err := url.QueryUnescape(key)
		return pair == "" || err == nil && decoded == name
	})
	if len(kept) == 0 {
		return path
	}
	return path + "?" + strings.Join(kept, "&")
}
