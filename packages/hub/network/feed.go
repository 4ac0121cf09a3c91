package network

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// remembered is how long a meeting stays in calendars that follow ours.
const remembered = 90 * 24 * time.Hour

// FeedToken is the secret in the address of the actor's calendar of meetings, "" before they have asked for one. Members of any hub
// and network admins may.
func (s *Service) FeedToken(ctx context.Context, actor access.Actor) (token string, err error) {
	if err := mayEnter(actor); err != nil {
		return "", err
	}
	err = s.db.Get(ctx, &token, `/* network.FeedToken */ SELECT coalesce((SELECT token FROM network_feed WHERE person_id = $1), '')`, actor.PersonID)
	return token, err
}

// NewFeedToken gives the actor a calendar address; the one they had opens nothing any more. Members of any hub and network admins may.
func (s *Service) NewFeedToken(ctx context.Context, actor access.Actor) error {
	if err := mayEnter(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* network.NewFeedToken */
			INSERT INTO network_feed (person_id, token) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET token = excluded.token`, actor.PersonID, rand.Text())
		return err
	})
}

// Feed is the meetings in the calendar that a secret opens: whoever knows it may read, as long as its owner belongs to the network.
// Error: NotFound.
func (s *Service) Feed(ctx context.Context, token string) (list []Meeting, err error) {
	var owner int64
	if err = s.db.Get(ctx, &owner, `/* network.Feed */
		SELECT p.id FROM network_feed f JOIN person p ON p.id = f.person_id
		WHERE f.token = $1 AND p.disabled_at IS NULL
			AND EXISTS (SELECT FROM membership m WHERE m.person_id = p.id AND (m.hub_id IS NOT NULL OR m.role = $2))`, token, string(access.NetworkAdmin)); err != nil {
		return nil, found(err)
	}
	err = s.db.Select(ctx, &list, `/* network.feedMeetings */`+meetingSelect+`WHERE m.ends_at > $2 ORDER BY m.starts_at, m.id`, owner, s.now().Add(-remembered))
	return list, err
}
