package page

import (
	"encoding"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// maxRows bounds how many rows of a repeated struct a form may send.
const maxRows = 500

// decoder fills a form struct from posted values and collects what it could not read.
type decoder struct {
	in     map[string][]string
	fields []fault.Field
	rows   map[string]string // "items[2]", as the validator names a row, to "items.7", as the form does
}

// decode fills the struct that dst points to. A field is named by its tag, form:"name" with options: money (cents from
// "12,50"), clock (minutes from "16.30"), raw (as typed). Passwords, known by their name, are always raw. Fields without the
// tag are left alone, so a form can never set what its struct does not name. Embedded structs belong to their parent; a slice of structs reads
// "items.0.title", "items.1.title", ...
func decode(dst any, in map[string][]string) *decoder {
	d := &decoder{in: in, rows: map[string]string{}}
	d.structure(reflect.ValueOf(dst).Elem(), "", "")
	return d
}

func (d *decoder) structure(v reflect.Value, prefix, path string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("form"), ",")
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			d.structure(v.Field(i), prefix, path)
		case name == "" || !f.IsExported():
		case isRows(f.Type):
			d.slice(v.Field(i), prefix+name, path+name)
		case f.Type.Kind() == reflect.Slice && !readsItself(f.Type):
			d.list(v.Field(i), prefix+name, options)
		default:
			d.single(v.Field(i), prefix+name, options)
		}
	}
}

// isRows says whether the field is a slice of structs that are forms of their own, not values such as dates.
func isRows(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && !readsItself(t.Elem())
}

func readsItself(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func (d *decoder) slice(v reflect.Value, name, path string) {
	indexes := d.indexes(name)
	v.Set(reflect.MakeSlice(v.Type(), len(indexes), len(indexes)))
	for i, index := range indexes {
		row := name + "." + strconv.Itoa(index)
		key := path + "[" + strconv.Itoa(i) + "]"
		d.rows[key] = row
		d.structure(v.Index(i), row+".", key+".")
	}
}

// indexes are the row numbers that the form sent for a name, in order; gaps from removed rows are closed.
func (d *decoder) indexes(name string) []int {
	var all []int
	for key := range d.in {
		rest, ok := strings.CutPrefix(key, name+".")
		if !ok {
			continue
		}
		number, _, ok := strings.Cut(rest, ".")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 0 || slices.Contains(all, n) || len(all) == maxRows {
			continue
		}
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

func (d *decoder) list(v reflect.Value, name, options string) {
	for _, s := range d.in[name] {
		if s == "" {
			continue
		}
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(item, name, s, options)
		v.Set(reflect.Append(v, item))
	}
}

func (d *decoder) single(v reflect.Value, name, options string) {
	values := d.in[name]
	if len(values) == 0 {
		return
	}
	s := values[len(values)-1] // a hidden field before a checkbox gives its "off"
	if v.Kind() == reflect.Pointer {
		if tidy(s) == "" {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	d.value(v, name, s, options)
}

func (d *decoder) value(v reflect.Value, name, s, options string) {
	if options != "raw" && !strings.Contains(name, "password") {
		s = tidy(s)
	}
	if s == "" && v.Kind() != reflect.String {
		return
	}
	if key := read(v, s, options); key != "" {
		d.fields = append(d.fields, fault.Field{Name: name, Key: key})
	}
}

// read puts the text into v, or returns the message key of what is wrong with it.
func read(v reflect.Value, s, options string) string {
	switch into := v.Addr().Interface().(type) {
	case *dates.Date:
		day, err := dates.ParseInput(s)
		*into = day
		if errors.Is(err, dates.ErrNoYear) {
			return "field.date_year"
		}
		if errors.Is(err, dates.ErrNoSuchDay) {
			return "field.date_none"
		}
		return keyIf(err, "field.date")
	case encoding.TextUnmarshaler:
		return keyIf(into.UnmarshalText([]byte(s)), "field.invalid")
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Bool:
		v.SetBool(s == "on" || s == "1" || s == "true")
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16:
		return readInt(v, s, options)
	default:
		panic("page: no form field can be a " + v.Type().String())
	}
	return ""
}

func readInt(v reflect.Value, s, options string) string {
	var n int64
	var err error
	key := "field.number"
	switch options {
	case "money":
		key = "field.money"
		n, err = money.Parse(s)
	case "clock":
		key = "field.clock"
		n, err = parseClock(s)
	default:
		n, err = strconv.ParseInt(strings.ReplaceAll(s, " ", ""), 10, 64)
	}
	if err != nil || v.OverflowInt(n) {
		return key
	}
	v.SetInt(n)
	return ""
}

// parseClock reads "16.30", "16:30" or "16" as minutes of the day.
func parseClock(s string) (int64, error) {
	hours, minutes, _ := strings.Cut(strings.Replace(s, ":", ".", 1), ".")
	if minutes == "" {
		minutes = "0"
	}
	h, errH := strconv.ParseUint(hours, 10, 8)
	m, errM := strconv.ParseUint(minutes, 10, 8)
	if errH != nil || errM != nil || h > 24 || m > 59 || h == 24 && m > 0 {
		return 0, strconv.ErrSyntax
	}
	return int64(h*60 + m), nil
}

func keyIf(err error, key string) string {
	if err == nil {
		return ""
	}
	return key
}

// tidy makes of what people type or paste what they meant: composed letters, plain spaces, Unix lines, no invisible
// characters, nothing around it.
func tidy(s string) string {
	s = strings.ReplaceAll(norm.NFC.String(s), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\u00a0' || r == '\u202f' || r == '\u2007':
			return ' '
		case unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u00ad':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}
