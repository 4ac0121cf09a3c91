package participant

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/base/pdf"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// show is the programme as a page.
func (p pages) show(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	v.asks = p.asks(v)
	if v.moves, err = p.days(c, v); err != nil {
		return err
	}
	if v.desk, err = desks.Of(c.Context(), p.Desks, Path(v.who.Token)+"/"+desks.ID, v.d, true, []booking.Participant{v.who}); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, invitedPage(v))
}

// calendar is the stay for the participant's calendar program, which asks for it again and again.
func (p pages) calendar(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	var more []ics.Event
	for _, o := range v.joined {
		more = append(more, o.Entry(c.Lang(), c.URL(eventview.Path(o))))
	}
	return c.Download("hubittaako-"+v.d.Ref+".ics", "text/calendar; charset=utf-8", p.Calendar(v.d, c.Lang(), more...))
}

// paper is the programme for printing.
func (p pages) paper(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	ctx := ui.With(c.Context(), c.View())
	file, err := pdf.RenderProgram(stayview.Paper(ctx, v.d, v.plan(c.Lang()), v.who.Name, v.today))
	if err != nil {
		return err
	}
	return c.Download("hubittaako-"+v.d.Ref+".pdf", "application/pdf", file)
}

// webcal is the address that calendar programs subscribe to.
func webcal(ctx context.Context, v invited) string { return ui.Abs(ctx, CalendarPath(v.who.Token)) }
