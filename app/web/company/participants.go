package company

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// peopleForm is the list of participants: a row each, any of which may be empty for now.
type peopleForm struct {
	People []struct {
		Name  string `form:"name" validate:"max=200"`
		Email string `form:"email" validate:"omitempty,email,max=254"`
	} `form:"people" validate:"dive"`
	Paste string `form:"paste" validate:"max=20000"`
}

// name stores who comes along: the rows as they are, with people from a pasted list in those that are empty.
func (p pages) name(c *page.Ctx) error {
	var f peopleForm
	err := c.Form(&f)
	list := make([]booking.Participant, len(f.People))
	for i, row := range f.People {
		list[i] = booking.Participant{Name: oneLine(row.Name), Email: row.Email}
	}
	if err == nil {
		list, err = filled(list, f.Paste)
	}
	if err == nil {
		err = fault.Check(nameless(list))
	}
	if err == nil {
		err = p.Bookings.Named(c.Context(), c.Actor(), c.Param("ref"), list)
	}
	if err != nil {
		return p.refused(c, err, func(v *view) { v.people = c.Typed("people", err) })
	}
	named := 0
	for _, one := range list {
		if one.Name != "" {
			named++
		}
	}
	c.Flash("ok", "company.people.saved", "Count", named)
	return c.Redirect(BookingPath(c.Param("ref")) + "#osallistujat")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// filled puts the people of a pasted list into the empty rows, in order. A list that is longer than the room is refused whole.
func filled(list []booking.Participant, paste string) ([]booking.Participant, error) {
	people := readList(paste)
	free := 0
	for _, row := range list {
		if row.Name == "" && row.Email == "" {
			free++
		}
	}
	if len(people) > free {
		return nil, fault.Check([]fault.Field{{Name: "paste", Key: "field.paste_room", Args: map[string]any{"Count": len(people), "Free": free}}})
	}
	for i := range list {
		if len(people) > 0 && list[i].Name == "" && list[i].Email == "" {
			list[i], people = people[0], people[1:]
		}
	}
	for _, one := range list {
		if len([]rune(one.Name)) > 200 || len(one.Email) > 254 {
			return nil, fault.Check([]fault.Field{{Name: "paste", Key: "field.max_chars", Args: map[string]any{"Max": 200}}})
		}
	}
	return list, nil
}

// readList reads a person a line: a name, and an e-mail address anywhere beside it, as spreadsheets and mail programs copy them.
func readList(text string) (people []booking.Participant) {
	for line := range strings.Lines(text) {
		var one booking.Participant
		var name []string
		for _, word := range strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;<>|()\"", r) }) {
			if strings.Contains(word, "@") && one.Email == "" {
				one.Email = word
			} else {
				name = append(name, word)
			}
		}
		one.Name = strings.Join(name, " ")
		if one.Name != "" || one.Email != "" {
			people = append(people, one)
		}
	}
	return people
}

// nameless are the rows that have an e-mail address and no name.
func nameless(list []booking.Participant) (wrong []fault.Field) {
	for i, p := range list {
		if p.Name == "" && p.Email != "" {
			wrong = append(wrong, fault.Field{Name: field(i, "name"), Key: "field.required"})
		}
	}
	return wrong
}

// participants is the form as it was stored.
func participants(d booking.Detail) ui.Form {
	f := ui.NewForm("people")
	for _, p := range d.Participants {
		f = f.Set(field(p.Position-1, "name"), p.Name).Set(field(p.Position-1, "email"), p.Email)
	}
	return f
}

func field(row int, name string) string { return "people." + strconv.Itoa(row) + "." + name }
