package partners

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/businessid"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/slug"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Application is what somebody fills in who wants to become a partner.
type Application struct {
	Line          Line   `form:"line" validate:"omitempty,oneof=services learning students"` // empty: services
	Name          string `form:"name" validate:"required,max=200"`
	BusinessID    string `form:"business_id" validate:"required,max=40"`
	VATRegistered string `form:"vat_registered" validate:"required,oneof=yes no"` // a word, since "no" must be said and not just left out
	Municipality  string `form:"municipality" validate:"required,max=100"`
	ContactName   string `form:"contact_name" validate:"required,max=200"`
	Email         string `form:"email" validate:"required,max=254,email"`
	Phone         string `form:"phone" validate:"max=50"`
	Website       string `form:"website" validate:"max=300"`
	About         string `form:"about" validate:"required,max=2000"`
	Lang          string // the page's: of the text and of the answer
	Demo          bool   // made by the demo's seed
}

func (f *Application) clean() {
	f.Name, f.Municipality, f.ContactName, f.Phone = typed.Line(f.Name), typed.Line(f.Municipality), typed.Line(f.ContactName), typed.Line(f.Phone)
	f.Email, f.Website, f.About = cleanEmail(f.Email), cleanWebsite(f.Website), typed.Text(f.About)
	if f.Lang != "en" && f.Lang != "sv" {
		f.Lang = "fi"
	}
	if f.Line == "" {
		f.Line = Services
	}
}

// check cleans the form and says what is wrong with it; the business ID comes out in its stored form.
func (f *Application) check(c *formChecker) []fault.Field {
	f.clean()
	fields := c.faults(f)
	id, ok := businessid.Parse(f.BusinessID)
	if !ok {
		fields = merge(fields, []fault.Field{wrong("business_id", "field.business_id")})
	}
	if f.Website != "" && !isWebsite(f.Website) {
		fields = merge(fields, []fault.Field{wrong("website", "field.url")})
	}
	f.BusinessID = id
	return fields
}

// about is the description in the language that it came in.
func (f Application) about() i18n.Text {
	switch f.Lang {
	case "en":
		return i18n.Text{En: f.About}
	case "sv":
		return i18n.Text{Sv: f.About}
	}
	return i18n.Text{Fi: f.About}
}

// Apply takes an application; anyone may apply. The same operation key gives the same partner. A partner that was declined may
// apply again: its old application is replaced. Errors: Invalid with fields; "field.partner_exists" for a business ID that
// waits for a decision or is a partner already.
func (s *Service) Apply(ctx context.Context, form Application, op uuid.UUID) (id int64, err error) {
	if err := fault.Check(form.check(s.forms)); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var fresh bool
		if id, fresh, err = apply(ctx, tx, form, op); err != nil || !fresh {
			return err
		}
		p, err := lockPartner(ctx, tx, id)
		if err != nil {
			return err
		}
		return s.notify.PartnerApplied(ctx, tx, p)
	})
	return id, err
}

var errPartnerExists = fault.OnField("business_id", "field.partner_exists")

// apply stores the application; fresh is false when this very one was stored before.
func apply(ctx context.Context, tx *postgres.Tx, form Application, op uuid.UUID) (id int64, fresh bool, err error) {
	about := form.about()
	base := slug.From(form.Name)
	if base == "" {
		base = "kumppani"
	}
	for n := 1; n < 100; n++ {
		err = tx.Get(ctx, &id, `/* partners.apply */
			INSERT INTO partner (slug, name, business_id, vat_registered, municipality, contact_name, email, phone, website, about_fi, about_en, about_sv, lang,
				demo, feed_token, op_key, kind)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
			ON CONFLICT DO NOTHING RETURNING id`,
			slug.Numbered(base, n), form.Name, form.BusinessID, form.VATRegistered == "yes", form.Municipality, form.ContactName, form.Email, form.Phone,
			form.Website, about.Fi, about.En, about.Sv, form.Lang, form.Demo, rand.Text(), op, string(form.Line))
		if err == nil || !errors.Is(err, sql.ErrNoRows) {
			return id, true, err
		}
		if id, fresh, err = applied(ctx, tx, form, op); err != nil || id != 0 {
			return id, fresh, err
		} // else the slug is taken: the next one
	}
	return 0, false, errors.New("partners: no free slug for " + base)
}

// applied finds the application that is there already: this very one, or an earlier one of the same business. 0 for none.
func applied(ctx context.Context, tx *postgres.Tx, form Application, op uuid.UUID) (id int64, fresh bool, err error) {
	var there struct {
		ID     int64         `db:"id"`
		Status Status        `db:"status"`
		OpKey  uuid.NullUUID `db:"op_key"`
	}
	err = tx.Get(ctx, &there, `/* partners.applied locks */ SELECT id, status, op_key FROM partner WHERE business_id = $1 FOR NO KEY UPDATE`, form.BusinessID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		id, err = byOpKey(ctx, tx, form, op)
		return id, false, err
	case err != nil:
		return 0, false, err
	case there.OpKey.Valid && there.OpKey.UUID == op:
		return there.ID, false, nil
	case there.Status != Declined:
		return 0, false, errPartnerExists
	}
	return there.ID, true, applyAgain(ctx, tx, there.ID, form, op)
}

// byOpKey finds a partner by its form's key: one that was made a moment ago, while this form waited its turn. With another
// business ID somebody went back, changed it and sent the form once more.
func byOpKey(ctx context.Context, tx *postgres.Tx, form Application, op uuid.UUID) (int64, error) {
	var there struct {
		ID         int64  `db:"id"`
		BusinessID string `db:"business_id"`
	}
	err := tx.Get(ctx, &there, `/* partners.byOpKey */ SELECT id, business_id FROM partner WHERE op_key = $1`, op)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, nil
	case err == nil && there.BusinessID != form.BusinessID:
		err = fault.New(fault.Conflict, "fault.form_sent")
	}
	return there.ID, err
}

func applyAgain(ctx context.Context, tx *postgres.Tx, id int64, form Application, op uuid.UUID) error {
	about := form.about()
	_, err := tx.Exec(ctx, `/* partners.applyAgain */
		UPDATE partner SET status = 'applied', decline_reason = '', decided_at = NULL, decided_by = NULL, name = $2, vat_registered = $3,
			municipality = $4, contact_name = $5, email = $6, phone = $7, website = $8, about_fi = $9, about_en = $10, lang = $11, op_key = $12,
			about_sv = $13, kind = $14, created_at = now()
		WHERE id = $1`,
		id, form.Name, form.VATRegistered == "yes", form.Municipality, form.ContactName, form.Email, form.Phone, form.Website, about.Fi, about.En,
		form.Lang, op, about.Sv, string(form.Line))
	if postgres.Constraint(err) == "partner_op_key" {
		return fault.New(fault.Conflict, "fault.form_sent").Wrap(err)
	}
	return err
}

// Approve makes an applicant a partner and sends it the link to its membership. Network admins may; decided twice is Conflict
// "fault.partner_decided".
func (s *Service) Approve(ctx context.Context, actor access.Actor, id int64) error {
	return s.decide(ctx, actor, id, Approved, "")
}

// Decline turns an application down; the reason goes to the applicant. Network admins may. Errors: Invalid without a reason,
// Conflict "fault.partner_decided".
func (s *Service) Decline(ctx context.Context, actor access.Actor, id int64, reason string) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	reason, err := givenReason(reason)
	if err != nil {
		return err
	}
	return s.decide(ctx, actor, id, Declined, reason)
}

// givenReason cleans a reason that other people will read; there must be one.
func givenReason(reason string) (string, error) {
	reason = typed.Text(reason)
	switch {
	case reason == "":
		return "", fault.OnField("reason", "field.required")
	case len([]rune(reason)) > 1000:
		return "", fault.Check([]fault.Field{{Name: "reason", Key: "field.max_chars", Args: map[string]any{"Max": 1000}}})
	}
	return reason, nil
}

func (s *Service) decide(ctx context.Context, actor access.Actor, id int64, status Status, reason string) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := lockPartner(ctx, tx, id)
		if err != nil {
			return err
		}
		if p.Status != Applied {
			return fault.New(fault.Conflict, "fault.partner_decided")
		}
		_, err = tx.Exec(ctx, `/* partners.decide */
			UPDATE partner SET status = $2, decline_reason = $3, decided_at = now(), decided_by = $4 WHERE id = $1`,
			id, string(status), reason, orNull(actor.PersonID))
		if err != nil {
			return err
		}
		p.Status, p.DeclineReason = status, reason
		return s.notify.PartnerDecided(ctx, tx, p, status == Approved, reason)
	})
}
