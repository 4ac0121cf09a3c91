package stayview

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/pdf"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Paper is the programme of a booking for printing: the days of a plan of it, where it is and whom to ask. who is whose it is, and
// may be empty. It has no prices and no participants.
func Paper(ctx context.Context, d booking.Detail, plan Plan, who string, today dates.Date) pdf.Program {
	p := pdf.Program{
		Title: d.Name(ui.Lang(ctx)), Lead: ui.DateRange(ctx, d.StartsOn, d.EndsOn) + ", " + ui.T(ctx, "stay.people", "Count", d.People), For: who,
		Page: ui.T(ctx, "stay.paper.page"), From: "Hubittaako", MadeOn: today, Foot: ui.T(ctx, "stay.paper.foot", "Ref", d.Ref, "Day", ui.Date(ctx, today)),
	}
	for _, l := range d.Legs {
		text := place(l.Street, strings.TrimSpace(l.Postcode+" "+l.Municipality))
		if l.HubEmail != "" {
			text += ", " + l.HubEmail
		}
		p.Places = append(p.Places, [2]string{l.HubName, ui.DateRange(ctx, l.StartsOn, l.EndsOn) + "\n" + text})
	}
	for _, leg := range plan.Legs(ctx) {
		for _, w := range leg.Weeks {
			for _, day := range w.Days {
				p.Days = append(p.Days, paperDay(ctx, day))
			}
		}
	}
	return p
}

func paperDay(ctx context.Context, day ui.Day) pdf.ProgramDay {
	out := pdf.ProgramDay{Title: ui.DateLong(ctx, day.Date), Sub: day.Sub}
	for _, e := range day.Events {
		if e.Kind == "free" {
			continue
		}
		row := pdf.ProgramRow{Time: ui.ClockRange(ctx, e.From, e.To), Title: e.Title, More: e.More}
		if e.State == "off" {
			row.More = e.Sub
		}
		out.Rows = append(out.Rows, row)
	}
	if day.Night != "" {
		out.Rows = append(out.Rows, pdf.ProgramRow{Time: ui.T(ctx, "stay.paper.night"), Title: day.Night})
	}
	return out
}
