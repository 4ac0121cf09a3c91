package page

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

type address struct {
	City string `form:"city" validate:"required"`
}

type row struct {
	Title string `form:"title" validate:"required"`
	Seats int    `form:"seats" validate:"max=20"`
	Tags  []int  `form:"tag"`
}

type everything struct {
	address
	Name     string     `form:"name" validate:"required,max=10"`
	Email    string     `form:"email" validate:"omitempty,email"`
	Price    int64      `form:"price,money"`
	From     int        `form:"from,clock"`
	Day      dates.Date `form:"day"`
	Until    *int       `form:"until"`
	Open     bool       `form:"open"`
	Kinds    []string   `form:"kind" validate:"max=2,dive,oneof=sauna lake"`
	Op       uuid.UUID  `form:"op"`
	Password string     `form:"new_password"`
	Rows     []row      `form:"rows" validate:"dive"`
	Secret   int64      // no tag: no form reaches it
	Role     string     `validate:"-"`
}

func TestDecode(t *testing.T) {
	until := 5
	var got everything
	d := decode(&got, map[string][]string{
		"city": {" Pihtipudas\u00a0 "}, "name": {"A\u0308iti\r\n"}, "price": {"1\u00a0234,50 €"}, "from": {"16.30"}, "day": {"7.6.2027"},
		"until": {"5"}, "open": {"off", "on"}, "kind": {"sauna", "", "lake"}, "op": {"0190e0c4-5a0c-7000-8000-000000000001"},
		"new_password": {" pass\u00a0word "}, "rows.7.title": {"b"}, "rows.2.title": {"a"}, "rows.2.tag": {"1", "2"},
		"rows.x.title": {"no"}, "rows.-1.title": {"no"}, "Secret": {"7"}, "secret": {"7"}, "Role": {"admin"}, "role": {"admin"},
	})
	if fields := d.check(&got); len(fields) > 0 {
		t.Fatalf("unexpected: %v", fields)
	}
	want := everything{
		address: address{"Pihtipudas"}, Name: "Äiti", Price: 123450, From: 990, Day: dates.MustParse("2027-06-07"), Until: &until,
		Open: true, Kinds: []string{"sauna", "lake"}, Op: uuid.MustParse("0190e0c4-5a0c-7000-8000-000000000001"),
		Password: " pass\u00a0word ", Rows: []row{{Title: "a", Tags: []int{1, 2}}, {Title: "b"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestFieldErrorsAreNamedAsTheForm(t *testing.T) {
	for name, c := range map[string]struct {
		in   map[string][]string
		want map[string]string
	}{
		"empty":    {nil, map[string]string{"city": "field.required", "name": "field.required"}},
		"too long": {map[string][]string{"name": {"12345678901"}}, map[string]string{"name": "field.max_chars"}},
		"letters":  {map[string][]string{"name": {"ÄÄÄÄÄÄÄÄÄÄ"}}, map[string]string{}},
		"unreadable": {
			map[string][]string{"price": {"abc"}, "from": {"25.00"}, "day": {"x.y"}, "until": {"x"}, "op": {"1"}, "email": {"a@"}},
			map[string]string{"price": "field.money", "from": "field.clock", "day": "field.date", "until": "field.number", "op": "field.invalid", "email": "field.email"},
		},
		"no year":  {map[string][]string{"day": {"7.6."}}, map[string]string{"day": "field.date_year"}},
		"no day":   {map[string][]string{"day": {"31.2.2027"}}, map[string]string{"day": "field.date_none"}},
		"overflow": {map[string][]string{"until": {"99999999999999999999"}}, map[string]string{"until": "field.number"}},
		"rows": {
			map[string][]string{"rows.3.title": {"ok"}, "rows.9.seats": {"21"}, "rows.12.seats": {"x"}, "rows.12.title": {"ok"}},
			map[string]string{"rows.9.title": "field.required", "rows.9.seats": "field.max", "rows.12.seats": "field.number"},
		},
		"choices":  {map[string][]string{"kind": {"sauna", "sea"}}, map[string]string{"kind": "field.choice"}},
		"too many": {map[string][]string{"kind": {"sauna", "lake", "sauna"}}, map[string]string{"kind": "field.max_items"}},
	} {
		t.Run(name, func(t *testing.T) {
			in := map[string][]string{"city": {"x"}, "name": {"y"}}
			maps.Copy(in, c.in)
			if name == "empty" {
				in = nil
			}
			var dst everything
			got := map[string]string{}
			for _, f := range decode(&dst, in).check(&dst) {
				got[f.Name] = f.Key
			}
			if !maps.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("rows.0.title", "a\x00\xff", "7.6.2027")
	f.Add("rows.99999999999999999999.title", "-", "\u202e")
	f.Fuzz(func(t *testing.T, name, value, more string) {
		var dst everything
		d := decode(&dst, map[string][]string{
			name: {value, more}, "price": {value}, "day": {more}, "from": {value}, "until": {more}, "op": {value}, "kind": {value, more},
		})
		d.check(&dst)
	})
}

func TestTokensAreMaskedAndChecked(t *testing.T) {
	c := NewCSRF("secret")
	a, b := c.Token(), c.Token()
	if a == b || !c.Valid(a) || !c.Valid(b) {
		t.Errorf("tokens %q and %q", a, b)
	}
	for _, bad := range []string{"", "x", a + "A", a[:len(a)-1], NewCSRF("other").Token(), NewCSRF("").Token()} {
		if c.Valid(bad) {
			t.Errorf("accepted %q", bad)
		}
	}
}

func TestSignedValues(t *testing.T) {
	s := NewSigner([]byte("0123456789abcdef0123456789abcdef"), "flash")
	signed := s.Sign([]byte("hello"))
	if v, ok := s.Open(signed); !ok || string(v) != "hello" {
		t.Errorf("own value: %q %v", v, ok)
	}
	other := NewSigner([]byte("0123456789abcdef0123456789abcdef"), "guest")
	for _, bad := range []string{"", ".", signed[1:], signed + "A", other.Sign([]byte("hello")), "aGVsbG8."} {
		if v, ok := s.Open(bad); ok {
			t.Errorf("opened %q as %q", bad, v)
		}
	}
}

func TestNumbersInMessagesStayWhole(t *testing.T) {
	list := readFlashes([]byte(`[{"k":"ok","m":"x","a":{"Count":1,"Sum":9007199254740993,"Name":"Nimi","Share":0.5}}]`))
	if len(list) != 1 || list[0].Args["Count"] != int64(1) || list[0].Args["Sum"] != int64(9007199254740993) || list[0].Args["Name"] != "Nimi" {
		t.Errorf("got %#v", list)
	}
	if list := readFlashes([]byte(`[{`)); len(list) != 0 {
		t.Errorf("from broken bytes: %#v", list)
	}
}

func TestLanguageInPaths(t *testing.T) {
	langs := []string{"fi", "en"}
	for _, c := range []struct{ path, lang, rest string }{
		{"/", "fi", "/"}, {"/en", "en", "/"}, {"/en/", "en", "/"}, {"/en/a?b=1", "en", "/a?b=1"}, {"/en?b=1", "en", "/?b=1"},
		{"/enkeli", "fi", "/enkeli"}, {"/a/en", "fi", "/a/en"},
	} {
		lang, rest := SplitLang(c.path, langs)
		if lang != c.lang || rest != c.rest {
			t.Errorf("%s: %s %s", c.path, lang, rest)
		}
	}
	for _, c := range []struct{ lang, path, want string }{
		{"fi", "/a", "/a"}, {"en", "/a", "/en/a"}, {"en", "/", "/en"}, {"en", "/?q=1", "/en?q=1"}, {"en", "/en/a", "/en/a"}, {"fi", "/en/a", "/en/a"},
	} {
		if got := JoinLang(c.lang, c.path, langs); got != c.want {
			t.Errorf("%s %s: %s", c.lang, c.path, got)
		}
	}
	if !slices.Equal(langs, []string{"fi", "en"}) {
		t.Error("changed its argument")
	}
}
