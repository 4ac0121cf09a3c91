package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
)

const langCookie = "lang"

// chooseLanguage keeps a choice made by a language link (?lang=en) and shows it only once, in the address without it. The
// bare front page leads those who chose another language there; every other address is what it says.
func (s *Server) chooseLanguage(c *page.Ctx, r page.Route) (done bool, err error) {
	if c.Method() != fiber.MethodGet || r.Options.Neutral || r.Policy == page.Webhook {
		return false, nil
	}
	langs := s.site.Langs
	if chosen := c.Query(langCookie); chosen != "" && slices.Contains(langs, chosen) {
		c.Remember(langCookie, chosen)
		return true, c.Redirect(page.JoinLang(chosen, withoutQuery(c.Path(), langCookie), langs))
	}
	chosen := c.Remembered(langCookie)
	if r.Path == "/" && c.Lang() == langs[0] && chosen != langs[0] && slices.Contains(langs, chosen) {
		return true, c.Redirect(page.JoinLang(chosen, c.Path(), langs))
	}
	return false, nil
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
