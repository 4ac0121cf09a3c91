package learning

import (
	"context"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Courses lists an institution's courses, the newest first. Its members and network admins may.
func (s *Service) Courses(ctx context.Context, actor access.Actor, partner int64) (list []Course, err error) {
	if err := actor.MayPartner(partner); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* learning.Courses */`+courseSelect+`
		WHERE c.partner_id = $1 ORDER BY array_position(ARRAY['listed', 'draft', 'archived'], a.status), c.starts_on DESC, a.id DESC`, partner)
	return list, err
}

// Course is one of an institution's courses. Its members and network admins may.
func (s *Service) Course(ctx context.Context, actor access.Actor, partner, id int64) (Course, error) {
	if err := actor.MayPartner(partner); err != nil {
		return Course{}, err
	}
	return own(ctx, s.db, partner, id, "")
}

func own(ctx context.Context, r postgres.Reader, partner, id int64, lock string) (Course, error) {
	c, err := byID(ctx, r, id, lock)
	if err == nil && c.PartnerID != partner {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return c, err
}

// Create describes a new course, as a draft that only its institution sees. Its members and network admins may. The same operation
// key gives the same course. Errors: Invalid with fields ("field.https" where the enrolment's address is not https), Conflict
// "fault.partner_not_approved".
func (s *Service) Create(ctx context.Context, actor access.Actor, partner int64, f Form, op uuid.UUID) (id int64, err error) {
	if err := s.checked(ctx, actor, partner, &f); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		place, town, err := placeOf(ctx, tx, f, partner)
		if err != nil {
			return err
		}
		if id, err = s.partners.CreateActivityTx(ctx, tx, actor, partner, f.activity(place, town), op); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* learning.insertCourse */
			INSERT INTO course (activity_id, partner_id, unit, module_id, theme, ects_tenths, delivery, hub_id, fee_cents, enrol_url, enrol_until, starts_on, ends_on,
				schedule_fi, schedule_en, schedule_sv, schools, seats)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
			ON CONFLICT (activity_id) DO NOTHING`, append([]any{id, partner}, f.values()...)...)
		return wrongChoice(err)
	})
	return id, err
}

// checked says everything at once that is wrong with a form: of the course, and of the activity that it is.
func (s *Service) checked(ctx context.Context, actor access.Actor, partner int64, f *Form) error {
	if err := actor.MayPartner(partner); err != nil {
		return err
	}
	c := checker{fields: f.check()}
	if err := s.partners.CheckActivity(ctx, actor, partner, f.activity("-", "-")); err != nil {
		e := fault.As(err)
		if e.Code != fault.Invalid {
			return err
		}
		for _, w := range e.Fields {
			c.add(true, w.Name, w.Key)
			for i := range c.fields {
				if c.fields[i].Name == w.Name && c.fields[i].Key == w.Key {
					c.fields[i].Args = w.Args
				}
			}
		}
	}
	return fault.Check(c.fields)
}

// placeOf is where a course meets, for those who build packages of it: the hub, or its institution's town.
func placeOf(ctx context.Context, tx *postgres.Tx, f Form, partner int64) (place, town string, err error) {
	var at struct {
		Name string `db:"name"`
		Town string `db:"municipality"`
	}
	if f.Hub == 0 {
		err = tx.Get(ctx, &at, `/* learning.placeOfPartner */ SELECT name, municipality FROM partner WHERE id = $1`, partner)
		return at.Name, at.Town, found(err)
	}
	err = tx.Get(ctx, &at, `/* learning.placeOfHub */ SELECT name, municipality FROM hub WHERE id = $1`, f.Hub)
	if fault.CodeOf(found(err)) == fault.NotFound {
		return "", "", fault.OnField("hub", "field.choice")
	}
	return at.Name, at.Town, err
}

// values are the form's columns in the order of both statements, unit to seats.
func (f Form) values() []any {
	tenths, _ := ParseECTS(f.ECTS)
	var until *dates.Date
	if !f.EnrolUntil.IsZero() {
		until = &f.EnrolUntil
	}
	return []any{
		string(f.Unit), orNull(f.Module), string(f.Theme), tenths, string(f.Delivery), orNull(f.Hub), f.FeeCents, f.EnrolURL, until, f.StartsOn, f.EndsOn,
		f.ScheduleFi, f.ScheduleEn, f.ScheduleSv, f.Schools, f.Seats,
	}
}

// wrongChoice is a module that is not this institution's.
func wrongChoice(err error) error {
	switch postgres.Constraint(err) {
	case "course_module_id_partner_id_fkey":
		return fault.OnField("module", "field.choice").Wrap(err)
	case "course_taken":
		return fault.OnField("seats", "field.course_seats_taken").Wrap(err)
	}
	return err
}

// Update describes a course anew; what is published changes at once. Its institution's members and network admins may. Errors:
// Invalid with fields, among them fewer seats than are taken.
func (s *Service) Update(ctx context.Context, actor access.Actor, partner, id int64, f Form) error {
	if err := s.checked(ctx, actor, partner, &f); err != nil {
		return err
	}
	before, err := s.partners.Activity(ctx, actor, id)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := own(ctx, tx, partner, id, "FOR UPDATE OF c"); err != nil {
			return err
		}
		if f.Module == id {
			return fault.OnField("module", "field.choice")
		}
		place, town, err := placeOf(ctx, tx, f, partner)
		if err != nil {
			return err
		}
		if err := s.partners.UpdateActivityTx(ctx, tx, actor, id, f.activity(place, town).Keeping(before)); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* learning.updateCourse */
			UPDATE course SET unit = $2, module_id = $3, theme = $4, ects_tenths = $5, delivery = $6, hub_id = $7, fee_cents = $8, enrol_url = $9, enrol_until = $10,
				starts_on = $11, ends_on = $12, schedule_fi = $13, schedule_en = $14, schedule_sv = $15, schools = $16, seats = $17
			WHERE activity_id = $1`, append([]any{id}, f.values()...)...)
		return wrongChoice(err)
	})
}

// Publish shows a course to everybody and to those who build packages. The first time it also tells those who asked for news of
// its theme. Its institution's members and network admins may; doing it twice is no error.
func (s *Service) Publish(ctx context.Context, actor access.Actor, partner, id int64) error {
	if err := actor.MayPartner(partner); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		c, err := own(ctx, tx, partner, id, "FOR UPDATE OF c")
		if err != nil {
			return err
		}
		if err := s.partners.ListActivityTx(ctx, tx, actor, id); err != nil {
			return err
		}
		if c.ToldAt != nil || c.Over(s.today()) {
			return nil
		}
		if _, err := tx.Exec(ctx, `/* learning.told */ UPDATE course SET told_at = $2 WHERE activity_id = $1`, id, s.now()); err != nil {
			return err
		}
		return s.tellReaders(ctx, tx, c)
	})
}

// Archive takes a course off the pages. Those who have a seat keep it. Its institution's members and network admins may.
func (s *Service) Archive(ctx context.Context, actor access.Actor, partner, id int64) error {
	if _, err := s.Course(ctx, actor, partner, id); err != nil {
		return err
	}
	return s.partners.ArchiveActivity(ctx, actor, id)
}
