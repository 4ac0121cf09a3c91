package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Week is up to seven days side by side, from morning to evening; on a phone it is a list of days.
type Week struct {
	Label   string // a heading for screen readers: "Viikko 23"
	Days    []Day  // in order, within one week
	Compact bool   // lower rows, for pages with panels beside it
}

// Day is one column. Sub is the line under the date: "Työpäivä".
type Day struct {
	Date   dates.Date
	Href   string // of a page about the day; may be empty
	Sub    string
	Off    bool   // weekend or free: lighter
	Move   bool   // the group moves to another hub
	Today  bool   // marked
	Night  string // where the group sleeps; empty leaves the strip out
	Empty  string // what a day without events says; empty says nothing
	Events []Event
	Action *Btn // at the foot of the day, such as adding a session
}

// Event is a block of a day. From and To are minutes since midnight; To may lie beyond midnight. Kind is a tone, see EventKind, or
// "free" for time that nothing is planned in.
type Event struct {
	From, To   int
	Kind       string
	Title, Sub string // Sub follows the time: "8/8 täynnä"
	Lang       string // of Title where it is not the page's
	More       string // shown when the block is pointed at or focused, always on phones
	Href       string
	State      string // "", "warn" (may not happen), "draft", "off" (cancelled)
}

// EventKind is the tone of a block for an activity's kind and what its poster shows: work, water, sauna, forest, food, study.
func EventKind(kind, theme string) string {
	switch theme {
	case "canoe", "fishing", "bus", "ice_swim":
		return "water"
	case "sauna", "smoke_sauna":
		return "sauna"
	case "campfire", "food":
		return "food"
	}
	switch kind {
	case "wellbeing":
		return "sauna"
	case "recreation":
		return "forest"
	case "food":
		return "food"
	case "transport", "lodging":
		return "water"
	case "learning", "students":
		return "study"
	}
	return "work"
}

const (
	quarter = 15
	hour    = 60
	day     = 24 * hour
)

// hours are the first and last minute that the week shows: 7 to 22, or more if something is earlier or later.
func (w Week) hours() (from, to int) {
	from, to = 7*hour, 22*hour
	for _, d := range w.Days {
		for _, e := range d.Events {
			from = min(from, e.From/hour*hour)
			to = max(to, (e.To+hour-1)/hour*hour)
		}
	}
	return max(from, 0), min(to, day)
}

func (w Week) class() string {
	from, to := w.hours()
	class := fmt.Sprintf("week h%d", (to-from)/hour)
	if w.Compact {
		class += " compact"
	}
	return class
}

// marks are the clock readings along the side: every second hour.
func (w Week) marks() []int {
	from, to := w.hours()
	var all []int
	for m := from; m <= to; m += 2 * hour {
		all = append(all, m)
	}
	return all
}

func (w Week) markClass(minutes int) string {
	from, _ := w.hours()
	return fmt.Sprintf("s%d", (minutes-from)/quarter)
}

func (w Week) dayClass(d Day) string {
	class := fmt.Sprintf("day wd%d", d.Date.Weekday())
	if _, lanes := d.lanes(); lanes > 1 {
		class += fmt.Sprintf(" lanes%d", lanes)
	}
	if d.Off {
		class += " off"
	}
	if d.Today {
		class += " today"
	}
	if d.Move {
		class += " move"
	}
	return class
}

// placed is an event with its class: where it begins and ends, and its lane where several run at once.
type placed struct {
	Event
	class  string
	narrow bool
}

// maxLanes is how many blocks stand side by side at most; further ones share the last lane.
const maxLanes = 3

// lanes gives every event of the day a lane, -1 for those that have the width for themselves.
func (d Day) lanes() (lane []int, count int) {
	order := make([]int, len(d.Events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(d.Events[a].From, d.Events[b].From) })
	lane = make([]int, len(d.Events))
	count = 1
	var until [maxLanes]int
	for _, i := range order {
		at := 0
		for at < maxLanes-1 && until[at] > d.Events[i].From {
			at++
		}
		until[at] = max(until[at], d.Events[i].To)
		lane[i] = at
		count = max(count, at+1)
	}
	for i := range d.Events {
		if !d.clashes(i) {
			lane[i] = -1
		}
	}
	return lane, count
}

func (d Day) clashes(i int) bool {
	for j, e := range d.Events {
		if j != i && e.From < d.Events[i].To && d.Events[i].From < e.To {
			return true
		}
	}
	return false
}

func (w Week) place(d Day) []placed {
	from, to := w.hours()
	lane, _ := d.lanes()
	all := make([]placed, len(d.Events))
	for i, e := range d.Events {
		start := max(e.From, from)
		end := max(min(e.To, to), start+2*quarter)
		class := fmt.Sprintf("ev %s s%d e%d", cmp.Or(e.Kind, "work"), (start-from)/quarter, (end-from+quarter-1)/quarter)
		if lane[i] >= 0 {
			class += fmt.Sprintf(" lane%d", lane[i]+1)
		}
		if e.To-e.From < 50 {
			class += " tiny"
		} else if e.To-e.From < 90 {
			class += " short"
		} else if e.To-e.From <= 120 {
			class += " mid"
		}
		if e.State != "" {
			class += " is-" + e.State
		}
		all[i] = placed{e, class, lane[i] >= 0}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.From, b.From) })
	return all
}

// title is the block's name, ready to break where it has little room.
func (e placed) title(ctx context.Context) string {
	if e.narrow {
		return soft(ctx, e.Title, 8)
	}
	return Soft(ctx, e.Title)
}

// kinds are the tones that the weeks use, for their key.
// Kinds are the colours that weeks use, in the order of the key.
func Kinds(weeks []Week) []string {
	var used []string
	for _, w := range weeks {
		for _, d := range w.Days {
			for _, e := range d.Events {
				used = append(used, cmp.Or(e.Kind, "work"))
			}
			if d.Night != "" {
				used = append(used, "night")
			}
		}
	}
	return slices.DeleteFunc([]string{"work", "water", "sauna", "forest", "food", "study", "night"}, func(k string) bool {
		return !slices.Contains(used, k)
	})
}

// Soft puts soft hyphens into long Finnish words, which browsers cannot hyphenate by themselves, so that they break in narrow
// columns. Words below 12 letters and other languages stay as they are.
func Soft(ctx context.Context, s string) string { return soft(ctx, s, 12) }

func soft(ctx context.Context, s string, letters int) string {
	if Lang(ctx) != "fi" {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if utf8.RuneCountInString(w) >= letters {
			words[i] = hyphenate(w)
		}
	}
	return strings.Join(words, " ")
}

// hyphenate: a Finnish syllable begins at the consonant before a vowel. Three letters stay together at both ends.
func hyphenate(word string) string {
	letters := []rune(word)
	var b strings.Builder
	for i, r := range letters {
		if i >= 3 && i <= len(letters)-3 && isConsonant(r) && isVowel(letters[i+1]) && letters[i-1] != '-' {
			b.WriteRune('\u00ad')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouyäöåAEIOUYÄÖÅ", r) }

func isConsonant(r rune) bool {
	return strings.ContainsRune("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZšžŠŽ", r)
}
