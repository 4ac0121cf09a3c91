package partners

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// A calendar feed reaches back a month, so that what was just over does not vanish, and ahead as far as sessions can be opened.
const feedBackDays = 31

// Feed is what a partner's calendar shows.
type Feed struct {
	Partner  Partner
	Sessions []Session
}

// Feed reads the calendar of the partner that the secret belongs to. Whoever has the address may; an unknown secret is NotFound.
func (s *Service) Feed(ctx context.Context, token string) (Feed, error) {
	var f Feed
	err := s.db.Get(ctx, &f.Partner, `/* partners.Feed */ SELECT `+partnerColumns+` FROM partner p WHERE p.feed_token = $1 AND p.status = 'approved'`, token)
	if err != nil {
		return Feed{}, found(err)
	}
	today := dates.Today(s.now())
	f.Sessions, err = partnerSessions(ctx, s.db, f.Partner.ID, dates.Through(today.AddDays(-feedBackDays), today.AddDays(horizonDays)))
	return f, err
}
