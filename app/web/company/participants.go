package company

import (
	"strconv"
	"strings"

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
}

// name stores who comes along.
func (p pages) name(c *page.Ctx) error {
	var f peopleForm
	err := c.Form(&f)
	list := make([]booking.Participant, len(f.People))
	named := 0
	for i, row := range f.People {
		list[i] = booking.Participant{Name: strings.Join(strings.Fields(row.Name), " "), Email: row.Email}
		if list[i].Name != "" {
			named++
		}
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
	c.Flash("ok", "company.people.saved", "Count", named)
	return c.Redirect(BookingPath(c.Param("ref")))
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
