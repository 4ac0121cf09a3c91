package event

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Format is what of an event can be used elsewhere, as a form: its words, its hours and its seats as they are at its latest
// occasion. Where and on which days is for those who use it. Everybody may; NotFound when there is no such event.
func (s *Service) Format(ctx context.Context, event int64) (f Form, err error) {
	var o Occasion
	if err = s.db.Get(ctx, &o, `/* event.format */ SELECT `+columns+` WHERE e.id = $1 ORDER BY o.starts_at DESC, o.id DESC LIMIT 1`, event); err != nil {
		return f, found(err)
	}
	from, to := dates.MinutesOf(o.StartsAt), dates.MinutesOf(o.EndsAt)
	return Form{
		Words: Words{
			TitleFi: o.TitleFi, TitleEn: o.TitleEn, TitleSv: o.TitleSv, TextFi: o.TextFi, TextEn: o.TextEn, TextSv: o.TextSv,
			Theme: o.Theme, Motif: o.Motif, PriceCents: o.PriceCents, ClosesHours: o.ClosesHours,
		},
		Times: Times{From: &from, To: &to, Seats: o.Capacity, Repeat: Once},
	}, nil
}
