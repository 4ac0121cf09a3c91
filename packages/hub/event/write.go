package event

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/slug"
)

// reserved are addresses of pages that stand where an event's slug would.
var reserved = map[string]bool{"viikkokirje": true, "paikka": true, "kalenteri": true, "syote": true, "uusi": true}

// Create makes an event of a hub (0: of the network) with its occasions. Those who run the hub may; for the network, its admins.
// The same operation key gives the same event. Errors: Invalid with a message for each field.
func (s *Service) Create(ctx context.Context, actor access.Actor, hub int64, f Form, op uuid.UUID) (id int64, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		id, err = s.CreateIn(ctx, tx, actor, hub, f, op)
		return err
	})
	return id, err
}

// CreateIn is Create in the transaction of somebody who keeps more of it.
func (s *Service) CreateIn(ctx context.Context, tx *postgres.Tx, actor access.Actor, hub int64, f Form, op uuid.UUID) (id int64, err error) {
	if err := may(actor, hub); err != nil {
		return 0, err
	}
	f.clean()
	var c checker
	f.Words.check(&c, hub != 0)
	f.Times.check(&c, s.now())
	if id, err = byOpKey(ctx, tx, hub, op); err != nil || id != 0 {
		return id, err
	}
	if err := fault.Check(c.fields); err != nil {
		return 0, err
	}
	plan, err := s.plan(ctx, tx, hub, f.Times)
	if err != nil {
		return 0, err
	}
	if id, err = insertEvent(ctx, tx, hub, f, op); err != nil {
		return 0, err
	}
	_, err = insertOccasions(ctx, tx, id, plan.Days, f.Times)
	return id, err
}

func byOpKey(ctx context.Context, tx *postgres.Tx, hub int64, op uuid.UUID) (id int64, err error) {
	err = tx.Get(ctx, &id, `/* event.byOpKey */ SELECT id FROM event WHERE op_key = $1 AND coalesce(hub_id, 0) = $2`, op, hub)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

func insertEvent(ctx context.Context, tx *postgres.Tx, hub int64, f Form, op uuid.UUID) (id int64, err error) {
	address, err := freeSlug(ctx, tx, f.TitleFi)
	if err != nil {
		return 0, err
	}
	repeat := f.Repeat
	if repeat == "" {
		repeat = Once
	}
	err = tx.Get(ctx, &id, `/* event.insert */
		INSERT INTO event (hub_id, slug, theme, motif, title_fi, title_en, title_sv, text_fi, text_en, text_sv, place, link, price_cents, closes_hours, repeats, demo, op_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id`,
		orNull(hub), address, f.Theme, f.Motif, f.TitleFi, f.TitleEn, f.TitleSv, f.TextFi, f.TextEn, f.TextSv, f.Place, f.Link, f.PriceCents,
		f.ClosesHours, repeat, f.Demo, op)
	return id, err
}

// freeSlug is the first of an event's addresses that no other has. Events are made one at a time, so that two of the same name
// do not choose the same.
func freeSlug(ctx context.Context, tx *postgres.Tx, title string) (string, error) {
	base := slug.From(title)
	if base == "" || reserved[base] {
		base = slug.Numbered("tapahtuma", 1)
	}
	if _, err := tx.Exec(ctx, `/* event.lockSlugs */ SELECT pg_advisory_xact_lock(hashtextextended('event.slug', 0))`); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		address := slug.Numbered(base, n)
		var taken bool
		if err := tx.Get(ctx, &taken, `/* event.freeSlug */ SELECT EXISTS (SELECT FROM event WHERE slug = $1)`, address); err != nil || !taken {
			return address, err
		}
	}
}

func insertOccasions(ctx context.Context, tx *postgres.Tx, event int64, days []dates.Date, t Times) (n int, err error) {
	iso, starts, ends := make([]string, len(days)), make([]string, len(days)), make([]string, len(days))
	for i, d := range days {
		start, end := span(d, *t.From, *t.To, t.nights())
		iso[i], starts[i], ends[i] = d.String(), start.UTC().Format(time.RFC3339), end.UTC().Format(time.RFC3339)
	}
	var ids []int64
	err = tx.Select(ctx, &ids, `/* event.insertOccasions */
		INSERT INTO event_occasion (event_id, day, starts_at, ends_at, capacity)
		SELECT $1, n.day, n.starts_at, n.ends_at, $2 FROM unnest($3::date[], $4::timestamptz[], $5::timestamptz[]) AS n (day, starts_at, ends_at)
		ORDER BY n.starts_at
		ON CONFLICT (event_id, starts_at) WHERE status = 'open' DO NOTHING RETURNING id`, event, t.Seats, pq.Array(iso), pq.Array(starts), pq.Array(ends))
	return len(ids), err
}

// Update writes the words of an event anew. Those who run it may. Who has signed up for an occasion to come is told when the
// place is another.
func (s *Service) Update(ctx context.Context, actor access.Actor, event int64, w Words) error {
	w.clean()
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		old, err := ownEvent(ctx, tx, actor, event)
		if err != nil {
			return err
		}
		var c checker
		w.check(&c, old.HubID != 0)
		if err := fault.Check(c.fields); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* event.update */
			UPDATE event SET title_fi = $2, title_en = $3, title_sv = $4, text_fi = $5, text_en = $6, text_sv = $7, theme = $8, motif = $9, place = $10,
				link = $11, price_cents = $12, closes_hours = $13, updated_at = $14
			WHERE id = $1`, event, w.TitleFi, w.TitleEn, w.TitleSv, w.TextFi, w.TextEn, w.TextSv, w.Theme, w.Motif, w.Place, w.Link, w.PriceCents,
			w.ClosesHours, s.now()); err != nil {
			return err
		}
		ids, err := s.touch(ctx, tx, event)
		if err != nil || old.Place == w.Place {
			return err
		}
		return s.tellAll(ctx, tx, Moved, ids)
	})
}

// ownEvent locks an event for somebody who runs it; to others it does not exist.
func ownEvent(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) (e Event, err error) {
	err = tx.Get(ctx, &e, `/* event.own */ SELECT id AS event_id, coalesce(hub_id, 0) AS hub_id, place, repeats FROM event WHERE id = $1 FOR UPDATE`, id)
	if err != nil {
		return e, found(err)
	}
	return e, may(actor, e.HubID)
}

// touch marks the occasions to come as changed, for calendars, and gives them in the order that every lock is taken.
func (s *Service) touch(ctx context.Context, tx *postgres.Tx, event int64) (ids []int64, err error) {
	err = tx.Select(ctx, &ids, `/* event.touch */
		WITH locked AS MATERIALIZED (
			SELECT id FROM event_occasion WHERE event_id = $1 AND status = 'open' AND ends_at > $2 ORDER BY id FOR UPDATE
		), changed AS (
			UPDATE event_occasion o SET seq = seq + 1, updated_at = $2 FROM locked l WHERE o.id = l.id RETURNING o.id
		)
		SELECT id FROM changed ORDER BY id`, event, s.now())
	return ids, err
}

// tellAll tells everybody who is in or waits for the occasions.
func (s *Service) tellAll(ctx context.Context, tx *postgres.Tx, what News, ids []int64) error {
	for _, id := range ids {
		o, err := byID(ctx, tx, id, "")
		if err != nil {
			return err
		}
		list, err := signups(ctx, tx, id)
		if err != nil {
			return err
		}
		for i := range list {
			if err := s.tell(ctx, tx, what, o, &list[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
