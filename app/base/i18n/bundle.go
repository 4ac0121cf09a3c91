package i18n

import (
	"io/fs"
	"maps"
	"slices"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// First is the language every text has, and the last that steps in for the others.
const First = "fi"

// Order is the languages to look for a text in, the asked one first. Those who ask for Swedish more often read English
// than Finnish, and Finnish is always there; what has no Finnish is shown in whatever there is. Interface and content
// follow the same order.
func Order(lang string) []string {
	switch lang {
	case "fi":
		return []string{"fi", "en", "sv"}
	case "sv":
		return []string{"sv", "en", "fi"}
	default:
		return []string{"en", "fi", "sv"}
	}
}

// Bundle has all texts of all languages. It is read-only after Load and safe for concurrent use.
type Bundle struct {
	// Report, if set before the first text is asked for, hears of keys nobody wrote and of texts that could not be
	// filled in. It may be called from many goroutines.
	Report func(lang, key, problem string)

	texts       map[string]map[string]text
	translators map[string]*Translator
	languages   []string
	matcher     language.Matcher
}

// Load reads every *.toml at the top of fsys. It fails on a file that doesn't parse, a name without a language, a key
// written twice and a bundle without Finnish.
func Load(fsys fs.FS) (*Bundle, error) {
	texts, err := readAll(fsys)
	if err != nil {
		return nil, err
	}
	b := &Bundle{texts: texts, languages: ordered(texts), translators: map[string]*Translator{}}
	plurals := goi18n.NewBundle(language.MustParse(First))
	var tags []language.Tag
	for _, lang := range b.languages {
		tag := language.MustParse(lang) // checked by readAll
		tags = append(tags, tag)
		for key, t := range texts[lang] {
			if err := plurals.AddMessages(tag, t.message(key)); err != nil {
				return nil, err
			}
		}
	}
	for _, lang := range b.languages {
		b.translators[lang] = &Translator{bundle: b, lang: lang, localizer: goi18n.NewLocalizer(plurals, lang)}
	}
	b.matcher = language.NewMatcher(tags)
	return b, nil
}

// ordered is Finnish first and the rest by the alphabet.
func ordered(texts map[string]map[string]text) []string {
	langs := slices.Sorted(maps.Keys(texts))
	i := slices.Index(langs, First)
	return append([]string{First}, slices.Delete(langs, i, i+1)...)
}

// Languages lists the languages that have texts, Finnish first.
func (b *Bundle) Languages() []string { return slices.Clone(b.languages) }

// Keys lists a language's keys in order.
func (b *Bundle) Keys(lang string) []string { return slices.Sorted(maps.Keys(b.texts[lang])) }

// For is the translator of a language; one that the house doesn't speak gets Finnish.
func (b *Bundle) For(lang string) *Translator {
	if t, ok := b.translators[lang]; ok {
		return t
	}
	return b.translators[First]
}

// anything is how "*" is parsed.
var anything = language.MustParse("mul")

// Match picks the language for a browser's Accept-Language header: the best one we have, Finnish when the header says
// nothing, and English, if there is any, for those who read none of ours.
func (b *Bundle) Match(acceptLanguage string) string {
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 || wanted[0] == anything {
		return First
	}
	_, i, confidence := b.matcher.Match(wanted...)
	if confidence == language.No && slices.Contains(b.languages, "en") {
		return "en"
	}
	return b.languages[i]
}

func (b *Bundle) report(lang, key, problem string) {
	if b.Report != nil {
		b.Report(lang, key, problem)
	}
}
