package ui

import (
	"context"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// Picture is a photo, or a drawn poster where there is none. Alt is empty for decoration.
type Picture struct {
	Poster poster.Spec
	Photo  string // address of a photo; empty draws the poster
	Srcset string // the photo's widths
	Alt    string
	Focus  photo.Focus // of a photo: what stays in sight when its box cuts it
	Eager  bool        // above the fold: load at once
}

func (p Picture) src() string {
	if p.Photo != "" {
		return p.Photo
	}
	return PosterSrc(p.Poster)
}

// PosterSrc is the address that a poster is served under.
func PosterSrc(s poster.Spec) string { return s.Path() }

func (p Picture) size() (width, height string) {
	w, h := p.Poster.Size()
	return strconv.Itoa(w), strconv.Itoa(h)
}

func (p Picture) attrs() templ.Attributes {
	a := templ.Attributes{"decoding": "async"}
	if class := cutClass(p.Focus); p.Photo != "" && p.Focus != (photo.Focus{}) && class != "" {
		a["class"] = class
	}
	if p.Srcset != "" {
		a["srcset"], a["sizes"] = p.Srcset, "(min-width: 60rem) 40rem, 100vw"
	}
	if !p.Eager {
		a["loading"] = "lazy"
	} else {
		a["fetchpriority"] = "high"
	}
	return a
}

// Card is one package, hub or activity in a grid of posters.
type Card struct {
	Picture  Picture
	Title    string
	Lang     string // of Title where it is not the page's, see OtherLang
	Href     string // already with its language
	Place    string // "HUBteekki, Pihtipudas"
	Text     string // "14 päivää, savusauna ja kanootit"
	Price    string // "1 184 €"; empty leaves the price out
	PerWhat  string // "/ henkilö, alv 0 %"
	Aside    string // on the right: "Seuraava 7.6.2027"
	AsideSub string // "12 paikkaa"
	Chips    []ChipText
	Level    int // of its heading: 2, 3 (also 0) or 4
}

// Hit is a search result: a Card as a row, with the price of the whole group.
type Hit struct {
	Card
	Actions []Btn
}

// ChipText is a small label. Kind is "", "ok", "warn", "bad", "line" or "solid".
type ChipText struct {
	Kind, Text string
	Href       string // for filters
	Dot        bool
}

// StateChip is a chip with a dot, for states: colour never stands alone.
func StateChip(kind, text string) ChipText { return ChipText{Kind: kind, Text: text, Dot: true} }

// Fact is a term and what it is: the row of facts under a title.
type Fact struct {
	Term, Text string
	Big        bool      // a number worth reading from afar
	Words      i18n.Text // in the place of Text: what somebody wrote, in the page's language or marked as another
}

// PriceLine is one row of a price table. Cents are net.
type PriceLine struct {
	Text, Sub string
	Lang      string // of Text where it is not the page's
	Cents     int64
}

// VATRow is the tax of one rate.
type VATRow struct {
	RateBP   int   // 2550 is 25.5 %
	Net, VAT int64 // cents
}

// Price is everything that a total consists of, in cents.
type Price struct {
	Caption string // for screen readers
	Lines   []PriceLine
	Net     int64
	VAT     []VATRow
	Gross   int64
	Label   string // of the total; "Yhteensä" when empty
	Note    string // under the total
}

// Step is one state on the trail of a booking. State is "done", "now", "off" (did not happen) or "" (still ahead).
type Step struct{ Text, Sub, State string }

// Tab is one of the pages that belong together.
type Tab struct {
	Text, Href string
	Count      string
	Current    bool
}

// Pages is a long list cut into pages, counted from 1.
type Pages struct {
	Page, Last int
	Href       func(page int) string
}

// numbers are the pages to show: the first, the last and those around the present one; 0 stands for a gap.
func (p Pages) numbers() []int {
	var all []int
	for n := 1; n <= p.Last; n++ {
		if n == 1 || n == p.Last || (n >= p.Page-1 && n <= p.Page+1) {
			all = append(all, n)
		} else if all[len(all)-1] != 0 {
			all = append(all, 0)
		}
	}
	return all
}

// Hold is a hold's clock. Text of the clock is what the page says; the script counts it down.
type Hold struct {
	Deadline time.Time
	Lapsed   bool // as the database sees it
}

// left is the time left in words, for pages without script.
func (h Hold) left(ctx context.Context) string {
	minutes := int(h.Deadline.Sub(From(ctx).Now) / time.Minute)
	if minutes < 0 {
		minutes = 0
	}
	if hours := minutes / 60; hours > 0 {
		return T(ctx, "ui.hold.hours", "Hours", hours, "Minutes", minutes%60)
	}
	return T(ctx, "ui.hold.minutes", "Count", minutes)
}

// Row is one line of a list: a person, an arrival, a message. Chip and Actions stand at its end.
type Row struct {
	Avatar     string // a name to take initials from; empty for none
	Title, Sub string
	Href       string
	Chips      []ChipText
	End        string // a number or an amount
}

// Crumb is one step of the way back.
type Crumb struct{ Text, Href string }

func isoTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func headTag(level int) string {
	if level < 2 || level > 4 {
		level = 3
	}
	return "h" + strconv.Itoa(level)
}

func avatarTone(name string) string {
	sum := 0
	for _, r := range name {
		sum += int(r)
	}
	return []string{"", "b", "c", "d"}[sum%4]
}

// weekdayHeads are Monday to Sunday, short.
func weekdayHeads(ctx context.Context) []string {
	var all []string
	for day := 1; day <= 7; day++ {
		all = append(all, dates.WeekdayShort(day, Lang(ctx)))
	}
	return all
}

func noteKind(kind string) string {
	switch kind {
	case "ok", "info", "bad":
		return kind
	}
	return "warn"
}

func noteIcon(kind string) string {
	return map[string]string{"ok": "check", "info": "info", "bad": "alert", "warn": "alert"}[noteKind(kind)]
}

func totalLabel(ctx context.Context, p Price) string {
	if p.Label != "" {
		return p.Label
	}
	return T(ctx, "ui.price.total")
}

func stepState(s Step) string {
	if s.State == "" {
		return "ahead"
	}
	return s.State
}

func stepAttrs(s Step) templ.Attributes {
	if s.State == "now" {
		return templ.Attributes{"aria-current": "step"}
	}
	return nil
}
