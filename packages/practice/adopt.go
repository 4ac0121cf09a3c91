package practice

import (
	"context"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Adoptions are the hubs that have taken a practice over, the latest first; each once. Those who run a hub may, and network admins.
func (s *Service) Adoptions(ctx context.Context, actor access.Actor, id int64) (list []Adoption, err error) {
	if err := member(actor); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* practice.Adoptions */
		WITH copied AS (
			SELECT k.hub_id, min(c.copied_at) AS copied_at, min(k.id) AS package_id
			FROM practice p JOIN revision r ON r.package_id = p.package_id JOIN package_copy c ON c.revision_id = r.id JOIN package k ON k.id = c.package_id
			WHERE p.id = $1 AND k.hub_id <> p.hub_id GROUP BY k.hub_id
		)
		SELECT $1::bigint AS practice_id, h.id AS hub_id, h.name AS hub_name, coalesce(a.note, '') AS note, coalesce(a.event_id, 0) AS event_id,
			coalesce(c.package_id, 0) AS package_id, coalesce(a.added_fi, '') AS added_fi, coalesce(a.added_en, '') AS added_en, coalesce(a.added_sv, '') AS added_sv,
			least(a.adopted_at, c.copied_at) AS adopted_at
		FROM (SELECT * FROM practice_adoption WHERE practice_id = $1) a FULL JOIN copied c ON c.hub_id = a.hub_id JOIN hub h ON h.id = coalesce(a.hub_id, c.hub_id)
		ORDER BY adopted_at DESC, h.id`, id)
	return list, err
}

// Adopt notes that a hub has taken a practice over, with a few words on how. Staff of the hub may. Doing it again changes the words
// alone. Errors: Invalid with fields; Conflict when the practice was withdrawn or is the hub's own.
func (s *Service) Adopt(ctx context.Context, actor access.Actor, id, hubID int64, note string) error {
	note, err := checkNote(note)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, wrong := open(ctx, tx, actor, id, hubID); wrong != nil {
			return wrong
		}
		if err != nil {
			return err
		}
		return adopt(ctx, tx, Adoption{PracticeID: id, HubID: hubID, Note: note})
	})
}

func checkNote(note string) (string, error) {
	if note = typed.Text(note); utf8.RuneCountInString(note) > maxNote {
		return note, fault.Check([]fault.Field{{Name: "note", Key: "field.max_chars", Args: map[string]any{"Max": maxNote}}})
	}
	return note, nil
}

// open is a practice that a hub may adopt, locked against a change meanwhile.
func open(ctx context.Context, tx *postgres.Tx, actor access.Actor, id, hubID int64) (p Practice, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return p, err
	}
	if p, err = byID(ctx, tx, id, "FOR SHARE OF p"); err != nil {
		return p, err
	}
	switch {
	case p.Withdrawn():
		return p, fault.New(fault.Conflict, "fault.practice_withdrawn")
	case p.HubID == hubID:
		return p, fault.New(fault.Conflict, "fault.practice_own")
	}
	return p, nil
}

// adopt keeps what an adoption says that is new, and what an earlier one of the same hub said otherwise.
func adopt(ctx context.Context, tx *postgres.Tx, a Adoption) error {
	_, err := tx.Exec(ctx, `/* practice.adopt */
		INSERT INTO practice_adoption AS a (practice_id, hub_id, note, event_id, added_fi, added_en, added_sv) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (practice_id, hub_id) DO UPDATE SET note = coalesce(nullif(excluded.note, ''), a.note), event_id = coalesce(excluded.event_id, a.event_id),
			added_fi = concat_ws(E'\n', nullif(a.added_fi, ''), nullif(excluded.added_fi, '')), added_en = concat_ws(E'\n', nullif(a.added_en, ''), nullif(excluded.added_en, '')),
			added_sv = concat_ws(E'\n', nullif(a.added_sv, ''), nullif(excluded.added_sv, ''))`,
		a.PracticeID, a.HubID, a.Note, orNull(a.EventID), a.AddedFi, a.AddedEn, a.AddedSv)
	return err
}

// Format is the form of a new event as a practice suggests it. Those who run a hub may, and network admins; NotFound where the practice
// has no event or was withdrawn.
func (s *Service) Format(ctx context.Context, actor access.Actor, id int64) (Practice, event.Form, error) {
	p, err := s.ByID(ctx, actor, id)
	if err == nil && (p.Kind != Event || p.Withdrawn()) {
		err = errNotFound
	}
	if err != nil {
		return p, event.Form{}, err
	}
	f, err := s.events.Format(ctx, p.EventID)
	return p, f, err
}

// pictureOf is the photo that an event made by a practice's format begins with: the format's own, or the first of the practice; 0 for none.
func pictureOf(ctx context.Context, tx *postgres.Tx, p Practice) (id int64, err error) {
	err = tx.Get(ctx, &id, `/* practice.pictureOf */
		SELECT coalesce((SELECT photo_id FROM event WHERE id = $1), (SELECT photo_id FROM practice_photo WHERE practice_id = $2 ORDER BY position LIMIT 1), 0)`, p.EventID, p.ID)
	return id, err
}

// AdoptEvent makes an event of a hub by a practice's format, as its form was filled in, with a copy of its picture, and notes the adoption. Staff of the hub may.
// The same operation key gives the same event. Errors: those of event.Create and of Adopt.
func (s *Service) AdoptEvent(ctx context.Context, actor access.Actor, id, hubID int64, f event.Form, op uuid.UUID) (eventID int64, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := open(ctx, tx, actor, id, hubID)
		if err != nil {
			return err
		}
		if p.Kind != Event {
			return errNotFound
		}
		if eventID, err = s.events.CreateIn(ctx, tx, actor, hubID, f, op); err != nil {
			return err
		}
		picture, err := pictureOf(ctx, tx, p)
		if err != nil {
			return err
		}
		if err := s.events.CopyPhotoIn(ctx, tx, eventID, picture); err != nil {
			return err
		}
		return adopt(ctx, tx, Adoption{PracticeID: id, HubID: hubID, EventID: eventID})
	})
	return eventID, err
}

// RuleForm is a rule of a practice as a hub takes it over.
type RuleForm struct {
	RuleFi string `form:"rule_fi"`
	RuleEn string `form:"rule_en"`
	RuleSv string `form:"rule_sv"`
}

// Text of the rule.
func (f RuleForm) Text() i18n.Text { return i18n.Text{Fi: f.RuleFi, En: f.RuleEn, Sv: f.RuleSv} }

// AdoptRule puts a rule at the end of a hub's own, as hub.RulesWith does, and notes the adoption with the lines that are new. Staff of
// the hub may. Errors: Invalid with fields, also where there is nothing to add; those of Adopt.
func (s *Service) AdoptRule(ctx context.Context, actor access.Actor, id, hubID int64, f RuleForm) error {
	more := i18n.Text{Fi: typed.Text(f.RuleFi), En: typed.Text(f.RuleEn), Sv: typed.Text(f.RuleSv)}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := open(ctx, tx, actor, id, hubID)
		if err != nil {
			return err
		}
		if p.Kind != Rule {
			return errNotFound
		}
		if (more == i18n.Text{}) {
			return fault.OnField("rule_fi", "field.required")
		}
		var added i18n.Text
		if err := s.hubs.ChangeRules(ctx, tx, actor, hubID, func(rules i18n.Text) (all i18n.Text) {
			all, added = hub.RulesWith(rules, more)
			return all
		}); err != nil {
			return err
		}
		return adopt(ctx, tx, Adoption{PracticeID: id, HubID: hubID, AddedFi: added.Fi, AddedEn: added.En, AddedSv: added.Sv})
	})
}

// Leave takes an adoption back: lines that it brought into the rules go, where nobody has changed them since. An event that was made
// stays, and so does a package that was copied. Staff of the hub may; where there is no adoption nothing changes.
func (s *Service) Leave(ctx context.Context, actor access.Actor, id, hubID int64) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var gone []Adoption
		if err := tx.Select(ctx, &gone, `/* practice.Leave */
			DELETE FROM practice_adoption WHERE practice_id = $1 AND hub_id = $2 RETURNING practice_id, hub_id, added_fi, added_en, added_sv`, id, hubID); err != nil {
			return err
		}
		for _, a := range gone {
			added := i18n.Text{Fi: a.AddedFi, En: a.AddedEn, Sv: a.AddedSv}
			if (added == i18n.Text{}) {
				continue
			}
			if err := s.hubs.ChangeRules(ctx, tx, actor, hubID, func(rules i18n.Text) i18n.Text { return hub.RulesWithout(rules, added) }); err != nil {
				return err
			}
		}
		return nil
	})
}
