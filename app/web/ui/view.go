package ui

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// FirstLang is the language whose addresses have no prefix.
const FirstLang = "fi"

// Langs are the languages of the language switch, in its order.
func Langs() []string { return []string{"fi", "sv", "en"} }

// Flash is a message about what was just done, already in the page's language. Kind is "ok", "info", "warn" or "bad". Undo is
// where a form with Values takes it back, "" where nothing can.
type Flash struct {
	Kind, Text string
	Undo       string
	Values     url.Values
}

// View is what a page knows about its request. The web layer makes one for each request; components read it by From.
type View struct {
	Lang      string // of the page: "fi", "sv" or "en"
	Asked     string // of the address, and so of the page's links; empty means Lang
	Wished    string // of the visitor's browser, as long as no language was chosen; empty when there is none to offer
	Path      string // the address without its language and query
	Query     string // without the question mark
	Actor     access.Actor
	CSRF      string // the form token, for hidden fields and htmx
	RequestID string
	Flash     []Flash
	DevBanner bool // payments are simulated: every page says so
	Translate func(key string, args ...any) string
	BaseURL   string // scheme and host, no slash at the end
	Now       time.Time
}

type viewKey struct{}

// With puts the view into the context that components are rendered with.
func With(ctx context.Context, v *View) context.Context { return context.WithValue(ctx, viewKey{}, v) }

// From is the view of the context. Without one it is a Finnish view of nobody that shows message keys: enough for a test.
func From(ctx context.Context) *View {
	if v, ok := ctx.Value(viewKey{}).(*View); ok {
		return v
	}
	return &View{Lang: FirstLang, Path: "/"}
}

// T is the text of a message key; args alternate between a name and a value, and Count chooses the plural form.
func T(ctx context.Context, key string, args ...any) string {
	if v := From(ctx); v.Translate != nil {
		return v.Translate(key, isolated(args)...)
	}
	return key
}

// isolated sets values that are written from right to left apart from the sentence around them, which keeps its order.
func isolated(args []any) []any {
	for i := 1; i < len(args); i += 2 {
		if s, ok := args[i].(string); ok && strings.ContainsFunc(s, rightToLeft) {
			args = slices.Clone(args)
			args[i] = Apart(s)
		}
	}
	return args
}

// Apart sets a name that is written from right to left apart from the text that it is put into; others stay as they are. In
// markup a bdi element does the same.
func Apart(name string) string {
	if strings.ContainsFunc(name, rightToLeft) {
		return "\u2068" + name + "\u2069"
	}
	return name
}

func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}

// Lang is the page's language.
func Lang(ctx context.Context) string { return From(ctx).Lang }

// Asked is the language that the page's addresses are in. It is not Lang on pages that the asked language doesn't have.
func Asked(ctx context.Context) string {
	v := From(ctx)
	return cmp.Or(v.Asked, v.Lang)
}

// Href is an own path in the page's language: "/paketit" is "/en/paketit" on English pages. Addresses of files (/assets,
// posters, photos) need no language: write them as they are. Anything that is not an own path comes back unchanged.
func Href(ctx context.Context, path string) string { return hrefIn(Asked(ctx), path) }

func hrefIn(lang, path string) string {
	if lang == FirstLang || lang == "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") {
		return path
	}
	rest := strings.TrimPrefix(path, "/"+lang)
	if rest != path && (rest == "" || rest[0] == '/' || rest[0] == '?') {
		return path
	}
	if path == "/" {
		return "/" + lang
	}
	if strings.HasPrefix(path, "/?") || strings.HasPrefix(path, "/#") {
		return "/" + lang + path[1:]
	}
	return "/" + lang + path
}

// Abs is the full address of an own path in the page's language, for canonical links and sharing.
func Abs(ctx context.Context, path string) string { return From(ctx).BaseURL + Href(ctx, path) }

// SwitchLang is the present address in another language. The query asks the server to remember the choice.
func SwitchLang(ctx context.Context, lang string) string {
	v := From(ctx)
	query := "lang=" + lang
	if v.Query != "" {
		query = v.Query + "&" + query
	}
	return hrefIn(lang, v.Path) + "?" + query
}

// Money is "1 234,50 €" from cents.
func Money(ctx context.Context, cents int64) string { return money.Format(cents, Lang(ctx)) }

// MoneyShort leaves out the cents where there are none: "450 €".
func MoneyShort(ctx context.Context, cents int64) string { return money.FormatShort(cents, Lang(ctx)) }

// Euros is an amount in whole euros, rounded: for headlines, where the exact sum stands elsewhere.
func Euros(ctx context.Context, cents int64) string {
	half := int64(50)
	if cents < 0 {
		half = -half
	}
	return money.FormatShort((cents+half)/100*100, Lang(ctx))
}

// Percent is "25,5 %" from basis points.
func Percent(ctx context.Context, bp int) string { return money.Percent(bp, Lang(ctx)) }

// Date is "7.6.2027".
func Date(ctx context.Context, d dates.Date) string { return dates.Format(d, Lang(ctx)) }

// DateShort is "ma 7.6.".
func DateShort(ctx context.Context, d dates.Date) string { return dates.FormatShort(d, Lang(ctx)) }

// DateTight is "ma 7.6.", "Mon 7 Jun": the head of a narrow column.
func DateTight(ctx context.Context, d dates.Date) string { return dates.FormatTight(d, Lang(ctx)) }

// DateLong is "maanantai 7. kesäkuuta 2027".
func DateLong(ctx context.Context, d dates.Date) string { return dates.FormatLong(d, Lang(ctx)) }

// DateRange is "7.–20.6.2027", both days included.
func DateRange(ctx context.Context, first, last dates.Date) string {
	return dates.FormatRange(first, last, Lang(ctx))
}

// Month is "kesäkuu 2027".
func Month(ctx context.Context, m dates.Month) string { return dates.FormatMonth(m, Lang(ctx)) }

// Clock is "16.30" from minutes since midnight.
func Clock(ctx context.Context, minutes int) string { return dates.FormatClock(minutes, Lang(ctx)) }

// ClockRange is "17.00–20.00".
func ClockRange(ctx context.Context, from, to int) string {
	return Clock(ctx, from) + "–" + Clock(ctx, to)
}

// Moment is "7.6.2027 klo 16.30", on Finnish clocks.
func Moment(ctx context.Context, t time.Time) string { return dates.FormatDateTime(t, Lang(ctx)) }

// MonthCap is Month as the head of a row: "Kesäkuu 2027".
func MonthCap(ctx context.Context, m dates.Month) string {
	name := Month(ctx, m)
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}
