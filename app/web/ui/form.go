package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Form is a form's state: what was typed or stored, and what is wrong with it. The zero Form is empty and fine.
type Form struct {
	ID     string // tells the fields of two forms on one page apart; may be empty
	Values map[string][]string
	Errors map[string]string // by field name, in the page's language
	Order  []string          // field names as the page shows them, for the summary; the rest follow by name
	Labels map[string]string // what the page calls the fields, for the summary; it says the error alone without
}

// NewForm starts an empty form; fill it with Set.
func NewForm(id string) Form {
	return Form{ID: id, Values: map[string][]string{}, Errors: map[string]string{}}
}

// Set keeps values under a name and returns the form, so that calls chain.
func (f Form) Set(name string, values ...string) Form {
	if f.Values == nil {
		f.Values = map[string][]string{}
	}
	f.Values[name] = values
	return f
}

// SetInt keeps a whole number.
func (f Form) SetInt(name string, n int) Form { return f.Set(name, strconv.Itoa(n)) }

// SetMoney keeps cents as people write them, "12,50".
func (f Form) SetMoney(name string, cents int64) Form {
	return f.Set(name, strings.Replace(money.Decimal(cents), ".", ",", 1))
}

// SetDate keeps a day; the zero Date leaves the field empty.
func (f Form) SetDate(name string, d dates.Date) Form {
	if d.IsZero() {
		return f.Set(name)
	}
	return f.Set(name, d.String())
}

// SetClock keeps minutes since midnight.
func (f Form) SetClock(name string, minutes int) Form {
	return f.Set(name, strings.Replace(dates.FormatClock(minutes, "en"), ".", ":", 1))
}

// SetBool ticks or clears a checkbox.
func (f Form) SetBool(name string, on bool) Form {
	if on {
		return f.Set(name, "on")
	}
	return f.Set(name)
}

// WithFault returns the form with the field errors of a service's error, in the page's language. nil changes nothing.
func (f Form) WithFault(ctx context.Context, err error) Form {
	e := fault.As(err)
	if e == nil {
		return f
	}
	errs := map[string]string{}
	for _, field := range e.Fields {
		if errs[field.Name] == "" {
			errs[field.Name] = T(ctx, field.Key, pairs(field.Args)...)
		}
	}
	if len(e.Fields) == 0 { // about the whole form
		errs[""] = T(ctx, e.Key, pairs(e.Args)...)
	}
	f.Errors = errs
	return f
}

func pairs(args map[string]any) []any {
	var all []any
	for name, v := range args {
		all = append(all, name, v)
	}
	return all
}

// Value is the field's value as it was typed, "" for none.
func (f Form) Value(name string) string {
	if v := f.Values[name]; len(v) > 0 {
		return v[len(v)-1]
	}
	return ""
}

// summed is an error as the summary says it, with the name of its field.
func (f Form) summed(name string) string {
	if label := f.Labels[name]; label != "" {
		return label + ": " + f.Errors[name]
	}
	return f.Errors[name]
}

// Error is what is wrong with the field, "" for nothing.
func (f Form) Error(name string) string { return f.Errors[name] }

// Checked says whether a value of a checkbox or radio group is chosen.
func (f Form) Checked(name, value string) bool { return slices.Contains(f.Values[name], value) }

// Bad says whether anything is wrong.
func (f Form) Bad() bool { return len(f.Errors) > 0 }

// FieldID is the element id of a field: what a link or a label points to.
func (f Form) FieldID(name string) string {
	id := "f-" + strings.ReplaceAll(name, ".", "-")
	if f.ID != "" {
		id = f.ID + "-" + id
	}
	return id
}

// wrong lists the fields with errors in the order of the page; "" (the whole form) comes first.
func (f Form) wrong() []string {
	names := make([]string, 0, len(f.Errors))
	for name := range f.Errors {
		names = append(names, name)
	}
	at := func(name string) int {
		if i := slices.Index(f.Order, name); i >= 0 && name != "" {
			return i
		}
		return len(f.Order)
	}
	slices.SortFunc(names, func(a, b string) int {
		if a == "" || b == "" {
			return len(a) - len(b)
		}
		if d := at(a) - at(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names
}

// Input is one field of a form, drawn by Field. Only Name and Label are needed; Type is "text" unless said. There is no largest
// length: a browser would cut pasted text without a word, while the server keeps it all and says how much is too much.
type Input struct {
	Name, Label, Help string
	Type              string // text email tel url search password number date time month money hidden file
	Autocomplete      string // see the HTML standard: "email", "organization", "new-password", ...
	Placeholder       string
	Suffix            string // a unit after the input: "€", "kpl", "h"
	Min, Max, Step    string
	Rows              int // makes it a textarea
	Required          bool
	Optional          bool // says "(ei pakollinen)" beside the label
	Disabled          bool
	Autofocus         bool
	HideLabel         bool             // for screen readers only
	Width             string           // "s" or "m" for short values; full width otherwise
	Attrs             templ.Attributes // more attributes for the input: hx-get, list, inputmode
}

// Option is one choice of a select, a radio group or a set of checkboxes.
type Option struct {
	Value, Label string
	Help         string // a second line, for radios and checks
	Count        string // at the end of the row: how many there are
	Disabled     bool
}

// Group is a question with several answers: radios, checkboxes or weekdays.
type Group struct {
	Name, Label, Help string
	Options           []Option
	Optional          bool
	HideLabel         bool
	Inline            bool // side by side, as chips
	Attrs             templ.Attributes
}

// Btn is a button, or a link that looks like one when it has Href.
type Btn struct {
	Label       string
	Href        string // already with its language, see Href
	Kind        string // "" is spruce, "go" is the page's one ember button, "line", "quiet", "bad"
	Name, Value string
	Small, Full bool
	Disabled    bool
	Icon        string // see Icon
	Attrs       templ.Attributes
}

// FormTag is a form that changes something. It always carries the form token.
type FormTag struct {
	Action string // already with its language
	Class  string // of the form element; "form" (fields under each other) when empty
	ID     string
	OpKey  string // the operation key, for forms that must not act twice
	Upload bool   // has a file field
	Label  string // for screen readers
	Attrs  templ.Attributes
}
