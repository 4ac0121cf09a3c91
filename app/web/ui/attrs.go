package ui

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// formAttrs are the attributes that a form may lack.
func formAttrs(t FormTag) templ.Attributes {
	a := templ.Attributes{"novalidate": true}
	maps.Copy(a, t.Attrs)
	class := t.Class
	if class == "" {
		class = "form"
	}
	for name, value := range map[string]string{"id": t.ID, "class": class, "aria-label": t.Label} {
		if value != "" {
			a[name] = value
		}
	}
	if t.Upload {
		a["enctype"] = "multipart/form-data"
	}
	return a
}

// describe ties a control to its help and its error.
func describe(f Form, name, help string) templ.Attributes {
	var by []string
	if help != "" {
		by = append(by, f.FieldID(name)+"-help")
	}
	a := templ.Attributes{}
	if f.Error(name) != "" {
		by = append(by, f.FieldID(name)+"-err")
		a["aria-invalid"] = "true"
	}
	if len(by) > 0 {
		a["aria-describedby"] = strings.Join(by, " ")
	}
	return a
}

// selectAttrs are what inputs, textareas and selects share.
func selectAttrs(f Form, in Input) templ.Attributes {
	a := describe(f, in.Name, in.Help)
	a["id"], a["name"] = f.FieldID(in.Name), in.Name
	if in.Autocomplete != "" {
		a["autocomplete"] = in.Autocomplete
	}
	for name, on := range map[string]bool{"required": in.Required, "disabled": in.Disabled, "autofocus": in.Autofocus} {
		if on {
			a[name] = true
		}
	}
	maps.Copy(a, in.Attrs)
	return a
}

// inputModes are the keyboards that phones show for a type.
var inputModes = map[string]string{"money": "decimal", "number": "numeric", "tel": "tel", "email": "email"}

func inputAttrs(f Form, in Input) templ.Attributes {
	a := selectAttrs(f, in)
	for name, value := range map[string]string{"placeholder": in.Placeholder, "min": in.Min, "max": in.Max, "step": in.Step} {
		if _, own := a[name]; value != "" && !own {
			a[name] = value
		}
	}
	switch in.Type { // names and notes may be written from right to left
	case "", "text", "search":
		a["dir"] = "auto"
	}
	if in.Rows > 0 {
		a["rows"] = strconv.Itoa(in.Rows)
		return a
	}
	if mode, ok := inputModes[in.Type]; ok && a["inputmode"] == nil {
		a["inputmode"] = mode
	}
	a["type"] = inputType(f, in)
	if in.Type != "password" && in.Type != "file" {
		a["value"] = inputValue(f, in)
	}
	return a
}

// inputType is what the browser makes of a field. Number and date fields show nothing at all of what they cannot read: what was
// typed stays in sight in a field for text.
func inputType(f Form, in Input) string {
	v := inputValue(f, in)
	switch in.Type {
	case "", "money":
		return "text"
	case "number":
		if _, err := strconv.ParseFloat(v, 64); v != "" && err != nil {
			return "text"
		}
	case "date":
		if _, err := dates.Parse(v); v != "" && err != nil {
			return "text"
		}
	}
	return in.Type
}

// inputValue is the value in the form that the browser's date and time fields ask for.
func inputValue(f Form, in Input) string {
	v := f.Value(in.Name)
	switch in.Type {
	case "date":
		if d, err := dates.ParseInput(v); err == nil {
			return d.String()
		}
	case "time":
		v = strings.Replace(v, ".", ":", 1)
		if strings.Index(v, ":") == 1 {
			v = "0" + v
		}
	}
	return v
}

func number(in Input) Input {
	in.Type = "number"
	return in
}

func suffix(in Input) string {
	if in.Suffix == "" {
		return "€"
	}
	return in.Suffix
}

func weekdays(ctx context.Context, g Group) Group {
	g.Inline = true
	g.Options = nil
	for day := 1; day <= 7; day++ {
		g.Options = append(g.Options, Option{Value: strconv.Itoa(day), Label: dates.WeekdayShort(day, Lang(ctx))})
	}
	return g
}

func btnClass(b Btn) string {
	class := "btn"
	if b.Kind != "" {
		class += " " + b.Kind
	}
	if b.Small {
		class += " small"
	}
	if b.Full {
		class += " full"
	}
	return class
}

func btnAttrs(b Btn) templ.Attributes {
	a := templ.Attributes{"type": "submit"}
	if b.Name != "" {
		a["name"], a["value"] = b.Name, b.Value
	}
	if b.Disabled {
		a["disabled"] = true
	}
	maps.Copy(a, b.Attrs)
	return a
}
