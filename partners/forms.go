package partners

import (
	"errors"
	"net/url"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// formChecker turns the validate tags of this package's form structs into field errors. Each form cleans itself first; rules
// that tags can't say follow in its own faults method.
type formChecker struct{ v *validator.Validate }

func newFormChecker() *formChecker {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("form"), ",")
		return name
	})
	return &formChecker{v}
}

func (c *formChecker) faults(form any) []fault.Field {
	var wrong validator.ValidationErrors
	if !errors.As(c.v.Struct(form), &wrong) {
		return nil
	}
	fields := make([]fault.Field, 0, len(wrong))
	for _, w := range wrong {
		fields = append(fields, fieldFault(w))
	}
	return fields
}

func fieldFault(w validator.FieldError) fault.Field {
	name, _, _ := strings.Cut(w.Field(), "[") // one of several values of a field
	f := fault.Field{Name: name, Key: "field.invalid"}
	args := map[string]any{"Max": w.Param(), "Min": w.Param()}
	number := w.Kind() == reflect.Int || w.Kind() == reflect.Int64
	switch tag := w.Tag(); {
	case tag == "required":
		f.Key = "field.required"
	case tag == "max" && number:
		f.Key, f.Args = "field.max", args
	case tag == "min" && number:
		f.Key, f.Args = "field.min", args
	case tag == "max":
		f.Key, f.Args = "field.max_chars", args
	case tag == "min":
		f.Key = "field.choice"
	case tag == "email":
		f.Key = "field.email"
	case tag == "oneof":
		f.Key = "field.choice"
	}
	return f
}

// merge adds the second list's errors for fields that have none yet: the first thing wrong with a field is enough.
func merge(first, second []fault.Field) []fault.Field {
	said := map[string]bool{}
	for _, f := range first {
		said[f.Name] = true
	}
	for _, f := range second {
		if !said[f.Name] {
			said[f.Name] = true
			first = append(first, f)
		}
	}
	return first
}

func wrong(name, key string) fault.Field { return fault.Field{Name: name, Key: key} }

// cleanEmail takes out the spaces that come along when an address is pasted, and a "mailto:" before it.
func cleanEmail(s string) string { return strings.TrimPrefix(typed.Word(s), "mailto:") }

// cleanWebsite makes a full address of what people type: "www.esimerkki.fi" becomes "https://www.esimerkki.fi".
func cleanWebsite(s string) string {
	s = typed.Word(s)
	if s == "" || strings.Contains(s, "://") {
		return s
	}
	return "https://" + s
}

// isWebsite says whether the address may become a link: http or https, and a host with a dot.
func isWebsite(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && strings.Contains(strings.Trim(u.Hostname(), "."), ".")
}
