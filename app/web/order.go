package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// ordered puts fixed words before parameters, because Fiber takes the first row that fits: /paketit/uusi goes before
// /paketit/:slug, in whatever order the pages were listed.
func ordered(routes []page.Route) []page.Route {
	return slices.SortedStableFunc(slices.Values(routes), func(a, b page.Route) int {
		return cmp.Or(slices.Compare(segments(a.Path), segments(b.Path)), cmp.Compare(a.Method, b.Method))
	})
}

// anyWord stands for a parameter. It sorts after every word that a path can have.
const anyWord = "\xff"

// segments are the words of a path with its parameters' names taken away: two paths that only differ in them are one.
func segments(path string) []string {
	words := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, w := range words {
		if strings.ContainsAny(w, ":*+") {
			words[i] = anyWord
		}
	}
	return words
}

// covers says whether every address of b also fits a.
func covers(a, b string) bool {
	x, y := segments(a), segments(b)
	return slices.EqualFunc(x, y, func(v, w string) bool { return v == anyWord || v == w })
}
