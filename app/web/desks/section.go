package desks

import (
	"context"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// ID of the section on its page, and the end of the address that its form goes to.
const ID = "tyopiste"

// View is what a stay's section shows. Base is the address that its form goes to, without the language; People are those whose desks it
// shows and takes wishes for: on a participant's own page that one alone.
type View struct {
	Base   string
	Own    bool // the participant's own page
	People []booking.Participant
	Stay   booking.Detail
	desk.OfStay
}

// Of reads the section of a stay. Service may be nil: then there is none.
func Of(ctx context.Context, s *desk.Service, base string, d booking.Detail, own bool, people []booking.Participant) (View, error) {
	v := View{Base: base, Own: own, Stay: d}
	for _, p := range people {
		if p.Name != "" || own {
			v.People = append(v.People, p)
		}
	}
	if s == nil {
		return v, nil
	}
	var err error
	v.OfStay, err = s.Of(ctx, d.ID)
	return v, err
}

// Shown says whether there is anything to say: a hub of the stay has named its desks, or somebody has one.
func (v View) Shown() bool { return len(v.Desks) > 0 || len(v.places()) > 0 }

// places are those of the people that the section is about; the company's names nobody has are left out.
func (v View) places() (list []desk.Place) {
	for _, x := range v.Places {
		if !v.Own || len(v.People) > 0 && x.Position == v.People[0].Position {
			list = append(list, x)
		}
	}
	return list
}

func (v View) name(ctx context.Context, position int) string {
	for _, p := range v.People {
		if p.Position == position {
			return p.Name
		}
	}
	return ui.T(ctx, "seat.somebody", "N", position)
}

// wishes are those of the people that the section is about who have no desk at the hub yet.
func (v View) wishes(ctx context.Context) (list []wished) {
	for _, w := range v.Wishes {
		for _, p := range v.People {
			if p.Token == w.Person && !v.sits(p, w.HubID) {
				list = append(list, wished{p.Name, v.hub(w.HubID), wishText(ctx, w.Wish(), v.Desks[w.HubID])})
			}
		}
	}
	return list
}

type wished struct{ name, hub, text string }

func (v View) sits(p booking.Participant, hubID int64) bool {
	for _, x := range v.Places {
		if x.Position == p.Position && x.HubID == hubID {
			return true
		}
	}
	return false
}

func (v View) hub(id int64) string {
	for _, l := range v.Stay.Legs {
		if l.HubID == id {
			return l.HubName
		}
	}
	return ""
}

// mayWish says whether a wish would be read: the stay is to come or goes on, and somebody has no desk yet.
func (v View) mayWish() bool {
	return v.Stay.State.Live() && len(v.People) > 0 && len(v.Desks) > 0 && (!v.Own || !v.sits(v.People[0], v.Stay.Legs[0].HubID) || len(v.hubs()) > 1)
}

// hubs are those of the stay that have named their desks.
func (v View) hubs() (ids []int64) {
	seen := map[int64]bool{}
	for _, l := range v.Stay.Legs {
		if len(v.Desks[l.HubID]) > 0 && !seen[l.HubID] {
			seen[l.HubID] = true
			ids = append(ids, l.HubID)
		}
	}
	return ids
}

// options are the kinds and the desks to wish for, of each hub.
func (v View) options(ctx context.Context) (list []ui.Option) {
	hubs := v.hubs()
	for _, id := range hubs {
		before := ""
		if len(hubs) > 1 {
			before = v.hub(id) + ": "
		}
		add := func(value, text string) {
			list = append(list, ui.Option{Value: itoa(id) + " " + value, Label: before + text})
		}
		for _, k := range desk.Kinds() {
			for _, d := range v.Desks[id] {
				if d.Has(k) {
					add(string(k), ui.T(ctx, "seat.kind."+string(k)))
					break
				}
			}
		}
		for _, d := range v.Desks[id] {
			text := ui.T(ctx, "seat.desk", "Name", d.Name)
			for _, k := range d.Kinds() {
				text += ", " + strings.ToLower(ui.T(ctx, "seat.kind."+string(k)))
			}
			add(itoa(d.ID), text)
		}
		add("-", ui.T(ctx, "seat.no_wish"))
	}
	return list
}

func (v View) people() (list []ui.Option) {
	for _, p := range v.People {
		list = append(list, ui.Option{Value: strconv.Itoa(p.Position), Label: p.Name})
	}
	return list
}

// Wish reads the form and stores the wish, for a person by their token. The actor is nobody on a participant's own page.
func Wish(c *page.Ctx, s *desk.Service, actor access.Actor, ref, person, back string) error {
	hub, what, _ := strings.Cut(c.FormValue("wish"), " ")
	id, err := strconv.ParseInt(hub, 10, 64)
	if err != nil {
		c.Flash("warn", "seat.choose")
		return c.Redirect(back + "#" + ID)
	}
	var w desk.Wish
	if n, err := strconv.ParseInt(what, 10, 64); err == nil {
		w.Desk = n
	} else if what != "-" {
		w.Kind = desk.Kind(what)
	}
	switch err := s.WishFor(c.Context(), actor, ref, person, id, w); {
	case fault.CodeOf(err) == fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	case err != nil:
		return err
	case w.None():
		c.Flash("ok", "seat.taken_back")
	default:
		c.Flash("ok", "seat.noted")
	}
	return c.Redirect(back + "#" + ID)
}
