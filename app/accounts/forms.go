package accounts

import (
	"errors"
	"reflect"
	"regexp"

	"github.com/go-playground/validator/v10"

	"github.com/hubittaako/hubittaako/app/base/businessid"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

// formChecker turns the validate tags of form structs into field errors, named as the form's fields are. Cleaning comes
// first: every form has a clean method that the service calls before it checks.
type formChecker struct{ v *validator.Validate }

var (
	fiveDigits = regexp.MustCompile(`^\d{5}$`)
	einvoice   = regexp.MustCompile(`^[A-Z0-9][A-Z0-9:.-]*$`) // "003702430274", "0216:003702430274", "FI2112345600000785", "BAWCFI22"
)

func newFormChecker() *formChecker {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string { return f.Tag.Get("form") })
	rules := map[string]validator.Func{
		"postcode":    func(f validator.FieldLevel) bool { return fiveDigits.MatchString(f.Field().String()) },
		"einvoice":    func(f validator.FieldLevel) bool { return einvoice.MatchString(f.Field().String()) },
		"business_id": func(f validator.FieldLevel) bool { _, ok := businessid.Parse(f.Field().String()); return ok },
	}
	for tag, rule := range rules {
		if err := v.RegisterValidation(tag, rule); err != nil {
			panic(err) // a tag of ours that the library reserves: no input brings this about
		}
	}
	return &formChecker{v}
}

// faults are the form's field errors, one a field, in the order of its fields.
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
	f := fault.Field{Name: w.Field(), Key: "field.invalid"}
	switch w.Tag() {
	case "required", "required_with":
		f.Key = "field.required"
	case "max":
		f.Key, f.Args = "field.too_long", map[string]any{"Max": w.Param()}
	case "email", "postcode", "business_id", "einvoice":
		f.Key = "field." + w.Tag()
	}
	return f
}
