package partners

import (
	"context"
	"crypto/rand"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// ProfileForm is what a partner may change about itself. The business ID is not among it: another ID is another partner.
type ProfileForm struct {
	Name          string `form:"name" validate:"required,max=200"`
	VATRegistered string `form:"vat_registered" validate:"required,oneof=yes no"`
	Municipality  string `form:"municipality" validate:"required,max=100"`
	ContactName   string `form:"contact_name" validate:"required,max=200"`
	Email         string `form:"email" validate:"required,max=254,email"`
	Phone         string `form:"phone" validate:"max=50"`
	Website       string `form:"website" validate:"max=300"`
	AboutFi       string `form:"about_fi" validate:"max=2000"`
	AboutEn       string `form:"about_en" validate:"max=2000"`
	AboutSv       string `form:"about_sv" validate:"max=2000"`
	Lang          string `form:"lang" validate:"required,oneof=fi en sv"`
}

func (f *ProfileForm) clean() {
	f.Name, f.Municipality, f.ContactName, f.Phone = typed.Line(f.Name), typed.Line(f.Municipality), typed.Line(f.ContactName), typed.Line(f.Phone)
	f.Email, f.Website = cleanEmail(f.Email), cleanWebsite(f.Website)
	f.AboutFi, f.AboutEn, f.AboutSv = typed.Text(f.AboutFi), typed.Text(f.AboutEn), typed.Text(f.AboutSv)
}

func (f *ProfileForm) check(c *formChecker) []fault.Field {
	f.clean()
	fields := c.faults(f)
	if f.Website != "" && !isWebsite(f.Website) {
		fields = merge(fields, []fault.Field{wrong("website", "field.url")})
	}
	return fields
}

// UpdateProfile changes what a partner says about itself. When it joins or leaves the VAT register its activities change class
// with it: to none, or to what their kind suggests. It returns how many activities did; what was sold stays as it was sold.
// Errors: Invalid with fields.
func (s *Service) UpdateProfile(ctx context.Context, actor access.Actor, id int64, form ProfileForm) (reclassed int, err error) {
	if err := actor.MayPartner(id); err != nil {
		return 0, err
	}
	if err := fault.Check(form.check(s.forms)); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := lockPartner(ctx, tx, id)
		if err != nil {
			return err
		}
		registered := form.VATRegistered == "yes"
		_, err = tx.Exec(ctx, `/* partners.UpdateProfile */
			UPDATE partner SET name = $2, vat_registered = $3, municipality = $4, contact_name = $5, email = $6, phone = $7, website = $8,
				about_fi = $9, about_en = $10, lang = $11, about_sv = $12
			WHERE id = $1`,
			id, form.Name, registered, form.Municipality, form.ContactName, form.Email, form.Phone, form.Website, form.AboutFi, form.AboutEn, form.Lang,
			form.AboutSv)
		reclassed = 0
		if err == nil && registered != p.VATRegistered {
			reclassed, err = reclass(ctx, tx, id, registered)
		}
		return err
	})
	return reclassed, err
}

// reclass gives all activities of a partner the VAT class that its registration asks for.
func reclass(ctx context.Context, tx *postgres.Tx, partner int64, registered bool) (int, error) {
	kinds, classes := []string{}, []string{}
	for _, k := range Kinds() {
		kinds = append(kinds, string(k))
		classes = append(classes, string(vatClass(registered, k.SuggestVAT())))
	}
	res, err := tx.Exec(ctx, `/* partners.reclass */
		UPDATE activity a SET vat_class = c.class, updated_at = now()
		FROM unnest($2::text[], $3::text[]) AS c (kind, class)
		WHERE a.partner_id = $1 AND a.kind = c.kind AND (a.vat_class = $4) = $5 AND a.vat_class <> c.class`,
		partner, pq.Array(kinds), pq.Array(classes), string(money.None), registered)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// FeedToken is the secret in the address of a partner's calendar. Its members and network admins may.
func (s *Service) FeedToken(ctx context.Context, actor access.Actor, partner int64) (token string, err error) {
	if err := actor.MayPartner(partner); err != nil {
		return "", err
	}
	err = s.db.Get(ctx, &token, `/* partners.FeedToken */ SELECT feed_token FROM partner WHERE id = $1`, partner)
	return token, found(err)
}

// NewFeedToken makes the old calendar address useless and returns the secret of the new one.
func (s *Service) NewFeedToken(ctx context.Context, actor access.Actor, partner int64) (token string, err error) {
	if err := actor.MayPartner(partner); err != nil {
		return "", err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return found(tx.Get(ctx, &token, `/* partners.NewFeedToken */ UPDATE partner SET feed_token = $2 WHERE id = $1 RETURNING feed_token`, partner, rand.Text()))
	})
	return token, err
}
