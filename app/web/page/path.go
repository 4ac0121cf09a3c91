package page

import (
	"net/url"
	"strings"
)

// OwnPath returns s as a path on this site, or false for anything that a browser might take elsewhere: another host, a
// scheme, backslashes, control characters. Whatever comes from a request and ends in a Location goes through it.
func OwnPath(s string) (string, bool) {
	if len(s) > 2000 || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") {
		return "", false
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }) {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil || u.Host != "" || u.Scheme != "" || strings.HasPrefix(u.Path, "//") {
		return "", false
	}
	return u.String(), true
}

// LangName is the name of the language in a query that chooses one, and in the cookie that keeps it.
const LangName = "lang"

// SplitLang takes the language off a path: "/en/paketit" is "en" and "/paketit", "/paketit" is the default language's.
func SplitLang(path string, langs []string) (lang, rest string) {
	for _, l := range langs[1:] {
		if path == "/"+l {
			return l, "/"
		}
		if rest, ok := strings.CutPrefix(path, "/"+l+"/"); ok {
			return l, "/" + rest
		}
		if rest, ok := strings.CutPrefix(path, "/"+l+"?"); ok {
			return l, "/?" + rest
		}
	}
	return langs[0], path
}

// JoinLang puts the language before a path that has none; a path that has one stays as it is.
func JoinLang(lang, path string, langs []string) string {
	if lang == langs[0] {
		return path
	}
	if l, _ := SplitLang(path, langs); l != langs[0] {
		return path
	}
	if path == "/" {
		return "/" + lang
	}
	if strings.HasPrefix(path, "/?") {
		return "/" + lang + path[1:]
	}
	return "/" + lang + path
}
