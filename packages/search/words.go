package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/swedish"

	"github.com/hubittaako/hubittaako/packages"
)

// How well a word of a search fits a word of a package: the same word in any inflection, part of a compound, or a slip of the
// fingers away.
const (
	fitsExactly = 10
	fitsPart    = 6
	fitsAlmost  = 3
)

// What is found in a name counts more than what is found in a description.
const (
	inName    = 3
	inContent = 2
	inText    = 1
)

const (
	maxWords   = 8  // of a search; more do not narrow it
	partLength = 4  // letters that must be given to find a compound, or to be forgiven one slip
	slipLength = 8  // letters from which two slips are forgiven
	longWord   = 40 // letters beyond which no word of ours goes
)

// vocabulary finds packages by words: those of their names, activities, places and descriptions, in all languages.
type vocabulary struct {
	terms map[string]map[int]int // stem or word -> package -> weight of the best place it stands in
}

var stemmers = map[string]func(*snowballstem.Env) bool{"fi": finnish.Stem, "sv": swedish.Stem, "en": english.Stem}

func newVocabulary(pkgs []packages.Package) *vocabulary {
	v := &vocabulary{terms: map[string]map[int]int{}}
	for i, p := range pkgs {
		for _, lang := range []string{"fi", "en", "sv"} {
			v.add(i, lang, p.Name(lang), inName)
			v.add(i, lang, p.Summary(lang), inText)
			for _, it := range p.Items {
				v.add(i, lang, it.Title(lang), inContent)
			}
		}
		for _, it := range p.Items {
			v.add(i, "fi", it.Place+" "+it.Municipality+" "+it.PartnerName, inContent)
		}
		for _, l := range p.Legs {
			v.add(i, "fi", l.HubName+" "+l.Municipality, inContent)
		}
	}
	return v
}

func (v *vocabulary) add(pkg int, lang, text string, weight int) {
	for _, word := range wordsOf(text) {
		for _, form := range []string{word, stem(lang, word)} {
			if v.terms[form] == nil {
				v.terms[form] = map[int]int{}
			}
			v.terms[form][pkg] = max(v.terms[form][pkg], weight)
		}
	}
}

// find scores the packages that have every word of the text; nil when the text has no words and asks for nothing.
func (v *vocabulary) find(text string) map[int]int {
	words := wordsOf(text)
	if len(words) == 0 {
		return nil
	}
	var all map[int]int
	for n, word := range words[:min(len(words), maxWords)] {
		scores := v.word(word)
		if n > 0 {
			for pkg := range scores {
				if all[pkg] == 0 {
					delete(scores, pkg)
				} else {
					scores[pkg] += all[pkg]
				}
			}
		}
		all = scores
	}
	return all
}

// word scores the packages that have a word. Parts and slips are only looked for where the word itself is nowhere.
func (v *vocabulary) word(word string) map[int]int {
	scores := map[int]int{}
	keep := func(found map[int]int, fit int) {
		for pkg, weight := range found {
			scores[pkg] = max(scores[pkg], weight*fit)
		}
	}
	forms := []string{word, stem("fi", word), stem("sv", word), stem("en", word)}
	for _, form := range forms {
		keep(v.terms[form], fitsExactly)
	}
	length := utf8.RuneCountInString(word)
	if length < partLength {
		return scores
	}
	for term, found := range v.terms {
		for _, form := range forms {
			if utf8.RuneCountInString(form) >= partLength && strings.Contains(term, form) {
				keep(found, fitsPart)
			}
		}
	}
	if len(scores) > 0 {
		return scores
	}
	slips := 1
	if length >= slipLength {
		slips = 2
	}
	for term, found := range v.terms {
		if d := utf8.RuneCountInString(term) - length; d >= -slips && d <= slips && levenshtein.ComputeDistance(word, term) <= slips {
			keep(found, fitsAlmost)
		}
	}
	return scores
}

func wordsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := words[:0]
	for _, w := range words {
		if n := utf8.RuneCountInString(w); n > 1 && n <= longWord {
			kept = append(kept, w)
		}
	}
	return kept
}

func stem(lang, word string) string {
	env := snowballstem.NewEnv(word)
	stemmers[lang](env)
	return env.Current()
}
