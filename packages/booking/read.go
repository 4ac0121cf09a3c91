package booking

import (
	"context"
	"slices"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

const selectBooking = `/* booking.select */
	SELECT b.id, b.ref, b.company_id, c.name AS company_name, b.booker_id, p.name AS booker_name, p.email AS booker_email, b.package_id, b.revision_id,
		k.slug AS package_slug, r.name_fi, r.name_en, r.name_sv, r.motif, r.season, r.work_from, r.work_to, r.free_until_days, r.half_until_days,
		b.starts_on, b.ends_on, b.people, b.state, b.hold_expires_at, b.lang, b.net_cents, b.vat_cents, b.gross_cents, b.note, b.created_at, b.confirmed_at,
		b.version, b.refund_cap, b.fallback, b.rhythm,
		(SELECT count(*) FROM participant x WHERE x.booking_id = b.id AND x.name <> '') AS named,
		(SELECT string_agg(h.name, ', ' ORDER BY l.position) FROM booking_leg l JOIN hub h ON h.id = l.hub_id WHERE l.booking_id = b.id) AS hubs
	FROM booking b
	JOIN company c ON c.id = b.company_id
	JOIN person p ON p.id = b.booker_id
	JOIN package k ON k.id = b.package_id
	JOIN revision r ON r.id = b.revision_id `

func (s *Service) byID(ctx context.Context, r postgres.Reader, id int64) (Booking, error) {
	var b Booking
	err := r.Get(ctx, &b, selectBooking+`WHERE b.id = $1`, id)
	return b, notFound(err)
}

// ByRef reads a booking with all its parts. Members of its company and network admins may; to all others it does not exist.
func (s *Service) ByRef(ctx context.Context, actor access.Actor, ref string) (Detail, error) {
	if !actor.SignedIn() && !actor.IsSystem() {
		return Detail{}, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	var b Booking
	if err := s.db.Get(ctx, &b, selectBooking+`WHERE b.ref = $1`, ref); err != nil {
		return Detail{}, notFound(err)
	}
	if err := actor.MayCompany(b.CompanyID); err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, s.db, b)
}

// ByID is ByRef for jobs, which know the row.
func (s *Service) ByID(ctx context.Context, actor access.Actor, id int64) (Detail, error) {
	if err := actor.MayAdmin(); err != nil {
		return Detail{}, err
	}
	b, err := s.byID(ctx, s.db, id)
	if err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, s.db, b)
}

// ReadDetail is ByID inside a transaction of billing's.
func (s *Service) ReadDetail(ctx context.Context, r postgres.Reader, id int64) (Detail, error) {
	b, err := s.byID(ctx, r, id)
	if err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, r, b)
}

func (s *Service) detail(ctx context.Context, r postgres.Reader, b Booking) (Detail, error) {
	d := Detail{Booking: b}
	for _, part := range []struct {
		dest any
		sql  string
	}{
		{&d.Lines, selectLines}, {&d.Legs, selectLegs}, {&d.Sessions, selectSessions}, {&d.Participants, selectParticipants},
		{&d.Events, selectEvents}, {&d.OpenDays, selectOpenDays}, {&d.Moves, selectMovesOf},
	} {
		if err := r.Select(ctx, part.dest, part.sql, b.ID); err != nil {
			return Detail{}, err
		}
	}
	for i := range d.Sessions {
		d.Sessions[i].standIn()
	}
	return d, nil
}

const (
	selectLines = `/* booking.lines */
		SELECT l.position, l.kind, coalesce(l.hub_id, 0) AS hub_id, coalesce(l.partner_id, 0) AS partner_id, coalesce(l.activity_id, 0) AS activity_id,
			coalesce(h.name, p.name) AS seller, coalesce(h.business_id, p.business_id, '') AS seller_business_id, l.text_fi, l.text_en, l.text_sv, l.quantity,
			l.unit, l.unit_cents, l.net_cents, l.vat_class, l.vat_bp, l.performed_on
		FROM booking_line l LEFT JOIN hub h ON h.id = l.hub_id LEFT JOIN partner p ON p.id = l.partner_id
		WHERE l.booking_id = $1 ORDER BY l.position`
	selectLegs = `/* booking.legs */
		SELECT l.position, l.hub_id, h.name AS hub_name, h.slug AS hub_slug, h.email AS hub_email, h.street, h.postcode, h.municipality, l.starts_on, l.ends_on
		FROM booking_leg l JOIN hub h ON h.id = l.hub_id
		WHERE l.booking_id = $1 ORDER BY l.position`
	selectSessions = `/* booking.sessions */
		SELECT s.id, s.activity_id, s.partner_id, p.name AS partner_name, p.email AS partner_email, p.lang AS partner_lang, a.kind, a.motif, a.title_fi,
			a.title_en, a.title_sv, a.place, a.municipality, a.to_municipality, a.bring_fi, a.bring_en, a.bring_sv, s.starts_at, s.ends_at, bs.item, bs.seats, s.status,
			s.pool_min, coalesce(s.decide_at, s.starts_at) AS decide_at, coalesce(s.pool_outcome = 'goes', false) AS goes, sl.taken,
			coalesce(pa.title_fi, '') AS plan_b_fi, coalesce(pa.title_en, '') AS plan_b_en, coalesce(pa.title_sv, '') AS plan_b_sv, coalesce(pa.place, '') AS plan_b_place,
			coalesce(pb.ends_at, s.ends_at) AS plan_b_ends_at, pa.id IS NOT NULL AND s.plan_b_called_at IS NOT NULL AS plan_b_called
		FROM booking_session bs
		JOIN session s ON s.id = bs.session_id
		JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day AND sl.part = 0
		JOIN activity a ON a.id = s.activity_id
		JOIN partner p ON p.id = s.partner_id
		LEFT JOIN session pb ON pb.id = s.plan_b_id AND pb.status = 'open' AND EXISTS (
			SELECT FROM allocation al WHERE al.booking_id = bs.booking_id AND al.resource_id = pb.resource_id AND al.day = pb.day)
		LEFT JOIN activity pa ON pa.id = pb.activity_id
		WHERE bs.booking_id = $1 ORDER BY s.starts_at, s.id`
	selectParticipants = `/* booking.participants */ SELECT position, name, email, token FROM participant WHERE booking_id = $1 ORDER BY position`
	selectEvents       = `/* booking.events */ SELECT from_state, to_state, actor, reason, at FROM booking_event WHERE booking_id = $1 ORDER BY id`
	selectOpenDays     = `/* booking.openDays */
		SELECT DISTINCT a.day FROM allocation a JOIN hub h ON h.resource_id = a.resource_id WHERE a.booking_id = $1 ORDER BY a.day`
)

// SessionGroup is a group that comes to a session: what its partner needs to know, and no more.
type SessionGroup struct {
	SessionID int64 `db:"session_id"`
	Ref       string
	Company   string
	Seats     int
	State     State
}

// GroupsOf lists the groups that hold seats in a partner's sessions on the days. Members of the partner may.
func (s *Service) GroupsOf(ctx context.Context, actor access.Actor, partner int64, days dates.Range) ([]SessionGroup, error) {
	if err := actor.MayPartner(partner); err != nil {
		return nil, err
	}
	var list []SessionGroup
	err := s.db.Select(ctx, &list, `/* booking.GroupsOf */
		SELECT bs.session_id, b.ref, c.name AS company, bs.seats, b.state
		FROM session se
		JOIN booking_session bs ON bs.session_id = se.id
		JOIN booking b ON b.id = bs.booking_id
		JOIN company c ON c.id = b.company_id
		WHERE se.partner_id = $1 AND se.day >= $2 AND se.day < $3 AND b.state IN ('held', 'awaiting_payment', 'confirmed', 'completed')
		ORDER BY se.starts_at, b.id`, partner, days.From, days.To)
	return list, err
}

// Named stores who comes along, in one go: the list replaces what was there. At most as many as the stay has people;
// fewer, or rows without a name, may be named later. Members of the company may, until the stay has ended.
func (s *Service) Named(ctx context.Context, actor access.Actor, ref string, people []Participant) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var b struct {
			ID        int64
			CompanyID int64 `db:"company_id"`
			People    int
			State     State
		}
		if err := tx.Get(ctx, &b, `/* booking.Named locks */ SELECT id, company_id, people, state FROM booking WHERE ref = $1 FOR UPDATE`, ref); err != nil {
			return notFound(err)
		}
		if err := actor.MayCompany(b.CompanyID); err != nil {
			return err
		}
		if !b.State.Live() {
			return fault.New(fault.Conflict, "fault.booking_state").With("State", string(b.State))
		}
		if len(people) > b.People {
			return fault.New(fault.Invalid, "fault.too_many_participants").With("Max", b.People)
		}
		var known []Participant
		if err := tx.Select(ctx, &known, selectParticipants, b.ID); err != nil {
			return err
		}
		before := slices.Clone(known)
		names, emails, tokens := make([]string, len(people)), make([]string, len(people)), make([]string, len(people))
		for i, p := range people {
			names[i], emails[i], tokens[i] = p.Name, p.Email, linkOf(p, &known)
		}
		if _, err := tx.Exec(ctx, `/* booking.Named clears */ DELETE FROM participant WHERE booking_id = $1`, b.ID); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* booking.Named writes */
			INSERT INTO participant (booking_id, position, name, email, token)
			SELECT $1, n, name, email, token FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS x (name, email, token, n)
			WHERE name <> '' OR email <> ''`, b.ID, pq.Array(names), pq.Array(emails), pq.Array(tokens))
		if err != nil {
			return err
		}
		if err := forgetMoves(ctx, tx, b.ID); err != nil || b.State != Confirmed {
			return err
		}
		if err := desk.Follow(ctx, tx, b.ID, followed(before, tokens, b.People)); err != nil {
			return err
		}
		if err := desk.Trim(ctx, tx, b.ID); err != nil {
			return err
		}
		return s.notify.PeopleNamed(ctx, tx, b.ID)
	})
}
