package desk

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Place is where somebody of a stay sits at a hub, or wishes to sit: a desk from a day to another, or none yet.
type Place struct {
	HubID    int64      `db:"hub_id"`
	Hub      string     `db:"hub"`
	Position int        `db:"position"`
	Desk     string     `db:"desk"` // its name; empty while none is given
	From     dates.Date `db:"first"`
	Until    dates.Date `db:"last"`
}

// Wished is a wish of somebody of a stay.
type Wished struct {
	HubID  int64  `db:"hub_id"`
	Person string `db:"person"` // token of the participant's link
	Desk   int64  `db:"desk_id"`
	Kind   Kind   `db:"kind"`
	Name   string `db:"name"` // of the desk
}

// Wish is what was wished for.
func (w Wished) Wish() Wish { return Wish{w.Desk, w.Kind} }

// OfStay is what a stay's people have and wish for, and the desks of its hubs to choose from, by hub.
type OfStay struct {
	Places []Place
	Wishes []Wished
	Desks  map[int64][]Desk
}

// Of reads what a stay's people have and wish for. It checks no actor: whoever may read the stay may know.
func (s *Service) Of(ctx context.Context, booking int64) (o OfStay, err error) {
	if err = s.db.Select(ctx, &o.Places, `/* desk.Of places */
		SELECT d.hub_id, h.name AS hub, s.position, d.name AS desk, min(s.day) AS first, max(s.day) AS last
		FROM desk_seat s JOIN desk d ON d.id = s.desk_id JOIN hub h ON h.id = d.hub_id
		WHERE s.booking_id = $1 GROUP BY d.id, h.name, s.position ORDER BY s.position, first`, booking); err != nil {
		return o, err
	}
	if err = s.db.Select(ctx, &o.Wishes, `/* desk.Of wishes */
		SELECT w.hub_id, w.person, coalesce(w.desk_id, 0) AS desk_id, coalesce(w.kind, '') AS kind, coalesce(d.name, '') AS name
		FROM desk_wish w LEFT JOIN desk d ON d.id = w.desk_id WHERE w.booking_id = $1 ORDER BY w.hub_id, w.person`, booking); err != nil {
		return o, err
	}
	var all []Desk
	err = s.db.Select(ctx, &all, `/* desk.Of desks */
		SELECT `+deskColumns+` FROM desk WHERE hub_id IN (SELECT hub_id FROM booking_leg WHERE booking_id = $1) ORDER BY line, col`, booking)
	o.Desks = map[int64][]Desk{}
	for _, d := range all {
		o.Desks[d.HubID] = append(o.Desks[d.HubID], d)
	}
	return o, err
}

// WishFor stores what somebody of a stay wishes for at one of its hubs; no wish takes it back. Members of the stay's company may; and
// whoever has the participant's link, as person, with nobody as the actor. NotFound for another's stay, participant, hub or desk.
// Conflict when the stay is over or called off.
func (s *Service) WishFor(ctx context.Context, actor access.Actor, ref, person string, hubID int64, w Wish) error {
	if w.Kind != "" && !slices.Contains(Kinds(), w.Kind) || w.Kind != "" && w.Desk != 0 {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var row struct {
			ID      int64
			Company int64
			Live    bool
		}
		err := tx.Get(ctx, &row, `/* desk.WishFor */
			SELECT b.id, b.company_id AS company, b.state IN ('held', 'awaiting_payment', 'confirmed') AS live
			FROM booking b
			JOIN participant p ON p.booking_id = b.id AND p.token = $2
			WHERE b.ref = $1 AND EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = $3)
				AND ($4 = 0 OR EXISTS (SELECT FROM desk d WHERE d.id = $4 AND d.hub_id = $3)) FOR NO KEY UPDATE OF b`, ref, person, hubID, w.Desk)
		if err != nil {
			return found(err)
		}
		if actor.SignedIn() {
			if err := actor.MayCompany(row.Company); err != nil {
				return err
			}
		}
		if !row.Live {
			return fault.New(fault.Conflict, "fault.desk_over")
		}
		if w.None() {
			_, err = tx.Exec(ctx, `/* desk.WishFor takes back */ DELETE FROM desk_wish WHERE booking_id = $1 AND hub_id = $2 AND person = $3`, row.ID, hubID, person)
			return err
		}
		_, err = tx.Exec(ctx, `/* desk.WishFor stores */
			INSERT INTO desk_wish (booking_id, hub_id, person, desk_id, kind) VALUES ($1, $2, $3, nullif($4::bigint, 0), nullif($5, ''))
			ON CONFLICT (booking_id, hub_id, person) DO UPDATE SET desk_id = excluded.desk_id, kind = excluded.kind`, row.ID, hubID, person, w.Desk, string(w.Kind))
		return err
	})
}
