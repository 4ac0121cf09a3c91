package booking

import (
	"cmp"
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

// Partners are treated fairly over time. A package names its activities, so that its programme leaves nothing to choose between
// partners; where something is chosen, such as what comes in the place of an activity that is short or called off, the best fit is
// taken first, and of those that fit equally well the one whose partner has sold least. Sold counts what stays have held or paid
// that start within FairDays of today, before or after: a season, so that a slow winter is forgotten by the next.

// FairDays is how far from today stays count for what partners have sold.
const FairDays = 90

// alike is the difference in price for one person, in cents, within which two activities fit equally well.
const alike = 100

// rival is what decides which of several alternatives comes first.
type rival struct {
	apart int64 // in price, cents for one person: how far from what is replaced
	sold  int64 // by its partner, net cents
	id    int64
}

// before orders two alternatives: by fit, then by what their partners have sold. Fairness never puts a worse fit first.
func (t rival) before(o rival) int {
	return cmp.Or(cmp.Compare(t.apart/alike, o.apart/alike), cmp.Compare(t.sold, o.sold), cmp.Compare(t.apart, o.apart), cmp.Compare(t.id, o.id))
}

// soldBy is what each of the partners has sold around a day, in net cents; nothing for those that have sold nothing.
func soldBy(ctx context.Context, r postgres.Reader, partners []int64, day dates.Date) (map[int64]int64, error) {
	var rows []struct {
		Partner int64 `db:"partner_id"`
		Net     int64 `db:"net"`
	}
	err := r.Select(ctx, &rows, `/* booking.soldBy */
		SELECT l.partner_id, sum(l.net_cents)::bigint AS net
		FROM booking_line l JOIN booking b ON b.id = l.booking_id
		WHERE l.partner_id = ANY ($1) AND b.starts_on BETWEEN $2 AND $3 AND b.state IN ('held', 'awaiting_payment', 'confirmed', 'completed')
		GROUP BY l.partner_id`, pq.Array(partners), day.AddDays(-FairDays), day.AddDays(FairDays))
	sold := make(map[int64]int64, len(rows))
	for _, row := range rows {
		sold[row.Partner] = row.Net
	}
	return sold, err
}

// sellersOf are the partners of items.
func sellersOf(items []packages.Item) (ids []int64) {
	for _, it := range items {
		ids = append(ids, it.PartnerID)
	}
	return ids
}

// rival is that of a change which takes a session of another activity.
func (m market) rival(c Change) rival {
	t := rival{apart: abs(c.Difference()) / int64(max(1, c.After.People)), id: c.Wish.Take}
	if taken := c.New(); len(taken) > 0 {
		t.sold = m.sold[taken[0].PartnerID]
	}
	return t
}

// PartnerShare is how a partner stands among those that offer the same kind of activity: what it has sold, and its part of all
// places that they offered.
type PartnerShare struct {
	Kind   string `db:"kind"`
	Name   string `db:"name"`
	Net    int64  `db:"net"`   // cents, held or paid, of stays within FairDays of today
	Seats  int    `db:"seats"` // offered in that time
	SoldBP int    `db:"-"`     // of what its kind sold, in basis points
	PartBP int    `db:"-"`     // of the places that its kind offered
}

// Shares are the standing of partners of each kind with more than one of them, those with the least for their places first within
// their kind. Network admins may.
func (s *Service) Shares(ctx context.Context, actor access.Actor) (list []PartnerShare, err error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	today := dates.Today(s.now())
	if err := s.db.Select(ctx, &list, `/* booking.Shares */
		WITH offered AS (
			SELECT a.kind, a.partner_id, sum(sl.capacity) AS seats
			FROM activity a JOIN session s ON s.activity_id = a.id AND s.status = 'open' AND s.day BETWEEN $1 AND $2
			JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day
			WHERE a.status = 'listed' GROUP BY 1, 2
		), sold AS (
			SELECT a.kind, l.partner_id, sum(l.net_cents)::bigint AS net
			FROM booking_line l JOIN booking b ON b.id = l.booking_id JOIN activity a ON a.id = l.activity_id
			WHERE b.starts_on BETWEEN $1 AND $2 AND b.state IN ('held', 'awaiting_payment', 'confirmed', 'completed') GROUP BY 1, 2
		)
		SELECT o.kind, p.name, coalesce(x.net, 0) AS net, o.seats
		FROM offered o JOIN partner p ON p.id = o.partner_id LEFT JOIN sold x ON x.kind = o.kind AND x.partner_id = o.partner_id
		WHERE (SELECT count(*) FROM offered other WHERE other.kind = o.kind) > 1
		ORDER BY o.kind, coalesce(x.net, 0)::numeric / greatest(o.seats, 1), p.name COLLATE "fi-x-icu"`, today.AddDays(-FairDays), today.AddDays(FairDays)); err != nil {
		return nil, err
	}
	return withParts(list), nil
}

// withParts reckons each partner's part of its kind.
func withParts(list []PartnerShare) []PartnerShare {
	net, seats := map[string]int64{}, map[string]int{}
	for _, p := range list {
		net[p.Kind], seats[p.Kind] = net[p.Kind]+p.Net, seats[p.Kind]+p.Seats
	}
	for i, p := range list {
		list[i].SoldBP, list[i].PartBP = shareBP(int(p.Net), int(net[p.Kind])), shareBP(p.Seats, seats[p.Kind])
	}
	return list
}
