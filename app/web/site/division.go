package site

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// division is a group divided over two hubs, as an address says it.
type division struct {
	start   dates.Date
	halves  []divisionPart
	way     booking.Way
	rhythm  packages.Rhythm
	taken   bool // one of the halves cannot be had any more
	instead Instead
}

// divisionPart is one half: its offer, or why there is none.
type divisionPart struct {
	part booking.Part
	why  string
}

type divisionForm struct {
	Start  dates.Date `form:"alku"`
	People int        `form:"hlo" validate:"min=1,max=500"`
	Others int        `form:"muut" validate:"min=1,max=500"`
}

// showDivision shows both halves of a divided group with what they cost, and holds them together. NotFound for an address that
// names no day and two groups.
func (p pages) showDivision(c *page.Ctx) error {
	var f divisionForm
	if err := c.QueryForm(&f); err != nil || f.Start.IsZero() {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	group, err := stayview.RhythmFrom(c.Query(stayview.RhythmName))
	if err != nil {
		return err
	}
	v := division{start: f.Start, rhythm: group, way: booking.Way{Kind: booking.WaySplit}}
	for i, slug := range []string{c.Param("slug"), c.Param("other")} {
		h, err := p.half(c, slug, f.Start, []int{f.People, f.Others}[i], group)
		if err != nil {
			return err
		}
		v.halves, v.way.Parts = append(v.halves, h), append(v.way.Parts, h.part)
		v.taken = v.taken || h.why != ""
	}
	hold := holdFor(c.Actor())
	v.instead = Instead{SignedIn: hold.SignedIn, Companies: hold.Companies, Back: WithRhythm(divisionPath(v.way.Parts), group), Rhythm: group}
	return c.Render(fiber.StatusOK, divisionPage(v))
}

func (p pages) half(c *page.Ctx, slug string, start dates.Date, people int, group packages.Rhythm) (divisionPart, error) {
	pkg, err := p.Finder.Published(c.Context(), slug)
	if err != nil {
		return divisionPart{}, err
	}
	offer, refusal, err := p.Finder.For(group).Offer(c.Context(), pkg, start, people)
	h := divisionPart{part: booking.Part{Package: pkg, Offer: offer}}
	if refusal != nil {
		h.part.Offer = packages.Offer{Start: start, Last: pkg.LastDay(start), People: people}
		h.why = stayview.Refused(speaking(c), pkg, *refusal, people)
	}
	return h, err
}

func (v division) people() (n int) {
	for _, h := range v.halves {
		n += h.part.Offer.People
	}
	return n
}

func (v division) days(ctx context.Context) string {
	return ui.DateRange(ctx, v.start, v.halves[0].part.Offer.Last)
}

// search is where to go on looking.
func (v division) search() string {
	return SearchPath + "?hlo=" + strconv.Itoa(v.people()) + "&kk=" + v.start.MonthOf().String()
}

// rows are the activities of a half: when, and what.
func (h divisionPart) rows(ctx context.Context) (rows [][2]string) {
	for _, s := range stayview.Of(h.part.Package, h.part.Offer, ui.Lang(ctx)).Sessions {
		if s.Kind != "lodging" {
			rows = append(rows, [2]string{ui.Moment(ctx, s.StartsAt), s.Title})
		}
	}
	return rows
}
