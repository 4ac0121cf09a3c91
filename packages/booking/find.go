package booking

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
)

// FindPage is how many bookings Find gives at a time.
const FindPage = 100

// Filter narrows a list of bookings; the zero Filter takes all of them.
type Filter struct {
	Company int64
	State   State
	Text    string // words that stand in the reference, the company, its own reference, the booker, the package or a hub
	Before  int64  // go on with bookings older than this one
}

// Found is a page of bookings, the newest first. Older is where the next page begins, 0 when this is the last.
type Found struct {
	List  []Booking
	Older int64
}

// Find lists bookings, the newest first, FindPage at a time. Members of the filter's company may; without a company, network
// admins.
func (s *Service) Find(ctx context.Context, actor access.Actor, f Filter) (Found, error) {
	err := actor.MayAdmin()
	if f.Company != 0 {
		err = actor.MayCompany(f.Company)
	}
	if err != nil {
		return Found{}, err
	}
	var found Found
	err = s.db.Select(ctx, &found.List, selectBooking+`
		WHERE ($1 = 0 OR b.company_id = $1) AND ($2 = '' OR b.state = $2) AND ($3 <= 0 OR b.id < $3)
			AND ($4 = '' OR NOT EXISTS (
				SELECT FROM unnest(string_to_array($4, ' ')) word
				WHERE strpos(lower(concat_ws(' ', b.ref, c.name, b.note, p.name, p.email, r.name_fi, r.name_en,
					(SELECT string_agg(h.name, ' ') FROM booking_leg l JOIN hub h ON h.id = l.hub_id WHERE l.booking_id = b.id))), word) = 0))
		ORDER BY b.id DESC LIMIT $5`, f.Company, string(f.State), f.Before, words(f.Text), FindPage+1)
	if len(found.List) > FindPage {
		found.List = found.List[:FindPage]
		found.Older = found.List[FindPage-1].ID
	}
	return found, err
}

// words are a search's words, in lower case with single spaces: all of them must be found.
func words(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
