package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

func TestFormKeepsValues(t *testing.T) {
	f := NewForm("x").Set("name", "Havu").SetMoney("price", 123405).SetMoney("minus", -50).SetClock("at", 9*60+5).SetInt("n", 8).
		SetDate("day", dates.MustParse("2027-06-07")).SetDate("none", dates.Date{}).SetBool("on", true).SetBool("off", false).Set("many", "a", "b")
	for name, want := range map[string]string{
		"name": "Havu", "price": "1234,05", "minus": "-0,50", "at": "09:05", "n": "8", "day": "2027-06-07", "none": "", "many": "b", "missing": "",
	} {
		if got := f.Value(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if !f.Checked("on", "on") || f.Checked("off", "on") || !f.Checked("many", "a") || f.Checked("many", "c") {
		t.Error("checked boxes are not kept")
	}
	if got := f.FieldID("items.2.title"); got != "x-f-items-2-title" {
		t.Errorf("id %q", got)
	}
	if got := (Form{}).Set("a", "1").Value("a"); got != "1" {
		t.Errorf("the zero form loses %q", got)
	}
}

func TestFormTakesFaults(t *testing.T) {
	ctx := viewed(t, "fi")
	field := func(name, key string, args map[string]any) fault.Field {
		return fault.Field{Name: name, Key: key, Args: args}
	}
	f := NewForm("").WithFault(ctx, fault.Check([]fault.Field{
		field("email", "field.email", nil), field("people", "field.max", map[string]any{"Max": 6}), field("email", "field.required", nil),
	}))
	if got := f.Error("people"); !strings.Contains(got, "6") {
		t.Errorf("people: %q", got)
	}
	if got := f.Error("email"); got == "" || got == "field.email" || got == T(ctx, "field.required") {
		t.Errorf("email: %q; the first error counts", got)
	}
	whole := NewForm("").WithFault(ctx, errors.New("boom"))
	if got := whole.Error(""); got != T(ctx, "fault.internal") {
		t.Errorf("an unknown error is shown as %q", got)
	}
	if NewForm("").WithFault(ctx, nil).Bad() {
		t.Error("no error is an error")
	}
}

func TestErrorsFollowThePage(t *testing.T) {
	f := Form{Order: []string{"name", "email"}, Errors: map[string]string{"zip": "z", "email": "e", "": "whole", "name": "n", "age": "a"}}
	if got, want := f.wrong(), []string{"", "name", "email", "age", "zip"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFieldSaysWhatItNeeds(t *testing.T) {
	ctx := viewed(t, "fi")
	f := NewForm("").Set("day", "7.6.2027").Set("at", "9.30").Set("text", `<b>"x"</b>`).Set("secret", "hush")
	f.Errors["text"] = "Liian pitkä."
	tests := []struct {
		in   Input
		want []string
		not  []string
	}{
		{Input{Name: "day", Label: "Päivä", Type: "date"}, []string{`type="date"`, `value="2027-06-07"`, `for="f-day"`, `id="f-day"`}, nil},
		{Input{Name: "at", Label: "Kello", Type: "time"}, []string{`value="09:30"`}, nil},
		{Input{Name: "price", Label: "Hinta", Type: "money"}, []string{`type="text"`, `inputmode="decimal"`, `>€<`}, nil},
		{Input{Name: "secret", Label: "Salasana", Type: "password"}, []string{`type="password"`}, []string{"hush"}},
		{
			Input{Name: "text", Label: "Teksti", Help: "Lyhyesti.", Rows: 3, Required: true},
			[]string{`aria-invalid="true"`, `aria-describedby="f-text-help f-text-err"`, `rows="3"`, ` required`, `&lt;b&gt;`},
			[]string{"<b>\"x", `type=`, `value=`},
		},
		{Input{Name: "n", Label: "Luku", Type: "number", Min: "1", Max: "9", Attrs: map[string]any{"hx-get": "/x"}}, []string{`min="1"`, `max="9"`, `hx-get="/x"`, `inputmode="numeric"`}, nil},
		{Input{Name: "h", Label: "Piilo", Type: "hidden"}, []string{`type="hidden"`}, []string{"<label"}},
	}
	for _, tt := range tests {
		var b strings.Builder
		if err := Field(f, tt.in).Render(ctx, &b); err != nil {
			t.Fatal(err)
		}
		for _, part := range tt.want {
			if !strings.Contains(b.String(), part) {
				t.Errorf("%s lacks %s:\n%s", tt.in.Name, part, b.String())
			}
		}
		for _, part := range tt.not {
			if strings.Contains(b.String(), part) {
				t.Errorf("%s has %s:\n%s", tt.in.Name, part, b.String())
			}
		}
	}
}

// A browser shows nothing of a value that its number or date field cannot read.
func TestWhatWasTypedStaysInSight(t *testing.T) {
	for _, c := range []struct{ kind, typed, wantType, wantValue string }{
		{"number", "6", "number", "6"}, {"number", "", "number", ""}, {"number", "-1", "number", "-1"}, {"number", "kuusi", "text", "kuusi"},
		{"date", "2027-06-07", "date", "2027-06-07"}, {"date", "7.6.2027", "date", "2027-06-07"}, {"date", "", "date", ""},
		{"date", "31.2.2027", "text", "31.2.2027"}, {"date", "2027-02-31", "text", "2027-02-31"}, {"", "x", "text", "x"},
	} {
		a := inputAttrs(NewForm("").Set("f", c.typed), Input{Name: "f", Type: c.kind})
		if a["type"] != c.wantType || a["value"] != c.wantValue {
			t.Errorf("%s %q: type %v, value %q", c.kind, c.typed, a["type"], a["value"])
		}
	}
}
