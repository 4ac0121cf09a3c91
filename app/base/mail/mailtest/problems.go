package mailtest

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/mail"
)

var (
	unfilled = regexp.MustCompile(`\{\{|<no value>|%!|\b(mail|mailpartner|feedback|event)\.[a-z_]+\.[a-z_]+`)
	anchor   = regexp.MustCompile(`</?a\b[^>]*>`) // stands within a line
	tag      = regexp.MustCompile(`<[^>]*>`)
	linkTo   = regexp.MustCompile(`href="([^"]*)"`)
)

// Problems are what a reader of the mail would stumble over: a placeholder or a message key instead of words, two parts that do
// not say the same, something that is fetched, a second button, another language than the reader's.
func Problems(m mail.Message) (list []string) {
	wrong := func(bad bool, what string) {
		if bad {
			list = append(list, what)
		}
	}
	body := m.HTML[strings.Index(m.HTML, "<body"):]
	seen := html.UnescapeString(tag.ReplaceAllString(anchor.ReplaceAllString(body, ""), "\n"))
	for _, s := range []string{m.Subject, m.Text, seen} {
		wrong(unfilled.MatchString(s), "not filled in: "+unfilled.FindString(s))
	}
	wrong(m.Subject == "" || strings.ContainsAny(m.Subject, "\n\r") || len([]rune(m.Subject)) > 110, "a subject that does not fit a line: "+m.Subject)
	wrong(m.To == "" || !strings.Contains(m.HTML, `<html lang="`+m.Lang+`">`), "no reader, or not in the reader's language")
	wrong(!strings.Contains(m.HTML, "prefers-color-scheme: dark"), "nothing for the dark")
	wrong(strings.Count(m.HTML, `class="on-ember"`) > 1, "more than one button")
	wrong(len(m.HTML) > 30_000, "longer than mail programs show")
	for _, remote := range []string{" src=", "url(", "<link", "<script", "@import"} {
		wrong(strings.Contains(m.HTML, remote), "fetches something: "+remote)
	}
	var links []string
	for _, a := range linkTo.FindAllStringSubmatch(m.HTML, -1) {
		links = append(links, html.UnescapeString(a[1]))
		wrong(!strings.Contains(m.Text, html.UnescapeString(a[1])), "a link that the text part lacks: "+a[1])
	}
	lines := strings.FieldsFunc(seen, func(r rune) bool { return r == '\n' })
	for i := range lines {
		lines[i] = strings.Trim(lines[i], " \u00a0\u200b")
	}
	for _, line := range lines {
		wrong(line != "Hubittaako" && !strings.Contains(m.Text, line), "only the HTML says: "+line)
	}
	for _, line := range strings.Split(m.Text, "\n") {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, ":"), ": ") // a fact stands in two cells
		told := strings.Contains(seen, strings.TrimSuffix(line, ":")) || slices.Contains(lines, name) && slices.Contains(lines, value) || slices.Contains(links, line)
		wrong(line != "-- " && !told, "only the text says: "+line)
	}
	return list
}
