package page

import (
	"errors"
	"reflect"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

var rules = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("form"), ",")
		return name
	})
	return v
})

// check applies the validate tags. Fields that could not be read are not judged again.
func (d *decoder) check(dst any) []fault.Field {
	fields := d.fields
	var wrong validator.ValidationErrors
	if err := rules().Struct(dst); !errors.As(err, &wrong) {
		return fields
	}
	for _, e := range wrong {
		name := d.formName(e.Namespace())
		if !hasField(fields, name) {
			fields = append(fields, message(name, e))
		}
	}
	return fields
}

// formName turns the validator's "Form.items[2].title" into the form's "items.7.title".
func (d *decoder) formName(namespace string) string {
	_, field, _ := strings.Cut(namespace, ".")
	row := ""
	if i := strings.LastIndex(field, "]."); i >= 0 {
		row, field = d.rows[field[:i+1]]+".", field[i+2:]
	}
	field = field[strings.LastIndexByte(field, '.')+1:] // without the name of an embedded struct
	field, _, _ = strings.Cut(field, "[")               // one of several values of the same field
	return row + field
}

func hasField(fields []fault.Field, name string) bool {
	for _, f := range fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

// message chooses the text: one key per rule, and apart for what counts characters and what counts numbers.
func message(name string, e validator.FieldError) fault.Field {
	f := fault.Field{Name: name}
	text := e.Kind() == reflect.String || e.Kind() == reflect.Slice
	switch e.Tag() {
	case "required", "required_if", "required_with", "required_unless", "required_without":
		f.Key = "field.required"
	case "email":
		f.Key = "field.email"
	case "url", "http_url":
		f.Key = "field.url"
	case "oneof":
		f.Key = "field.choice"
	case "max", "lte":
		f.Key, f.Args = sized("field.max", text, e.Kind()), map[string]any{"Max": e.Param()}
	case "min", "gte":
		f.Key, f.Args = sized("field.min", text, e.Kind()), map[string]any{"Min": e.Param()}
	default:
		f.Key = "field.invalid"
	}
	return f
}

func sized(key string, text bool, kind reflect.Kind) string {
	switch {
	case kind == reflect.Slice:
		return key + "_items"
	case text:
		return key + "_chars"
	}
	return key
}
