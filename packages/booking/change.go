package booking

import (
	"errors"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// Wish is what a company wants otherwise: another start or another head count, or a session that goes, comes, or is taken in
// the place of another, or other times for all that is in the way of its own work. Zero fields leave things as they are.
type Wish struct {
	Start  dates.Date `json:"start"`
	People int        `json:"people,omitempty"`
	Drop   int64      `json:"drop,omitempty"`   // a session of the stay
	Take   int64      `json:"take,omitempty"`   // any session that is open
	Replan bool       `json:"replan,omitempty"` // the sessions that lie in the group's own hours and meetings at other times
}

// aboutSessions says whether the wish leaves days and head count alone.
func (w Wish) aboutSessions() bool { return w.Drop != 0 || w.Take != 0 }

// Shape is all that a change may change about a stay. Amounts are cents for the whole group.
type Shape struct {
	StartsOn dates.Date        `json:"starts_on"`
	EndsOn   dates.Date        `json:"ends_on"`
	People   int               `json:"people"`
	Legs     []legRow          `json:"legs"`
	Sessions []Seat            `json:"sessions"`
	Lines    []Line            `json:"lines"`
	Net      int64             `json:"net"`
	VAT      int64             `json:"vat"`
	Gross    int64             `json:"gross"`
	Demands  []capacity.Demand `json:"demands"`
}

// Seat is a session that a stay takes part in, with how many people, as which item of its package.
type Seat struct {
	SessionID  int64     `json:"session_id"`
	Item       int       `json:"item"`
	Seats      int       `json:"seats"`
	ActivityID int64     `json:"activity_id"`
	PartnerID  int64     `json:"partner_id"`
	TitleFi    string    `json:"title_fi"`
	TitleEn    string    `json:"title_en"`
	TitleSv    string    `json:"title_sv"`
	StartsAt   time.Time `json:"starts_at"`
	EndsAt     time.Time `json:"ends_at"`
	Lost       bool      `json:"lost,omitempty"` // its partner has called it off

	partners.Pool `json:"-"` // of a session that may be taken: whether it still gathers people
	Taken         int        `json:"-"`
}

// Title of its activity in the language.
func (s Seat) Title(lang string) string {
	return i18n.Text{Fi: s.TitleFi, En: s.TitleEn, Sv: s.TitleSv}.In(lang)
}

// Change is what a wish would make of a stay. Percent of what is dropped comes back, by the policy that the stay was sold
// with; everything where a partner has called it off. What the sellers keep of the rest is in After's lines.
type Change struct {
	Wish          Wish
	Before, After Shape
	Percent       int
	Moves         bool // to other days
}

// Difference is what the change costs, with VAT: less than zero where money comes back.
func (c Change) Difference() int64 { return c.After.Gross - c.Before.Gross }

// Resets says whether the stay is another in days or head count: then everybody is at its own hubs again.
func (c Change) Resets() bool { return c.Moves || c.Before.People != c.After.People }

// Gone and New are the sessions that the change takes away, and those it brings.
func (c Change) Gone() []Seat { return seatsWithout(c.Before.Sessions, c.After.Sessions) }

// New are the sessions that the change brings.
func (c Change) New() []Seat { return seatsWithout(c.After.Sessions, c.Before.Sessions) }

func seatsWithout(list, others []Seat) (out []Seat) {
	known := map[int64]bool{}
	for _, s := range others {
		known[s.SessionID] = true
	}
	for _, s := range list {
		if !known[s.SessionID] {
			out = append(out, s)
		}
	}
	return out
}

// Lines are the difference as a paper shows it: what is dropped with a price below zero, then what comes on top. None when the
// change costs nothing and moves no money between sellers.
func (c Change) Lines() []Line { return differenceOf(c.Before.Lines, c.After.Lines) }

// VATLines are the taxes of the difference: those of the stay after less those before, so that all papers of a stay
// together say to the cent what it costs.
func (c Change) VATLines() []money.VATLine {
	after := vatOf(c.After.Lines)
	for _, b := range vatOf(c.Before.Lines) {
		found := false
		for i := range after {
			if a := &after[i]; a.Class == b.Class && a.BP == b.BP {
				a.Net, a.VAT, found = a.Net-b.Net, a.VAT-b.VAT, true
			}
		}
		if !found {
			after = append(after, money.VATLine{Class: b.Class, BP: b.BP, Net: -b.Net, VAT: -b.VAT})
		}
	}
	var out []money.VATLine
	for _, l := range after {
		if l.Net != 0 || l.VAT != 0 {
			out = append(out, l)
		}
	}
	return out
}

func vatOf(lines []Line) []money.VATLine {
	in := make([]money.VATInput, len(lines))
	for i, l := range lines {
		in[i] = money.VATInput{Class: l.VATClass, BP: l.VATBP, NetCents: l.NetCents}
	}
	return money.Breakdown(in)
}

// CannotChange is why a wish cannot be had, and the nearest that can: each may be made in its place.
type CannotChange struct {
	packages.Refusal
	Package packages.Package // with the stay's own items
	Wish    Wish
	People  int
	Others  []Change
}

func (r *CannotChange) Error() string { return fmt.Sprintf("booking: cannot change, %s", r.Why) }

// As lets a refusal that nobody handled reach a person as a conflict.
func (r *CannotChange) As(target any) bool {
	f, ok := target.(**fault.Error)
	if ok {
		*f = fault.New(fault.Conflict, "fault.sold_out")
	}
	return ok
}

// Refusals of changes that no alternative helps.
var (
	errNothingChanges = fault.New(fault.Invalid, "fault.nothing_changes")
	errTooLateToMove  = fault.New(fault.Conflict, "fault.move_too_late")
	errChooseFirst    = fault.New(fault.Conflict, "fault.choose_first")
)

// IsNothing says whether the error is a wish for what is there already.
func IsNothing(err error) bool { return errors.Is(err, errNothingChanges) }
