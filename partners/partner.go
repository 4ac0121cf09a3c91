package partners

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Status of a partner: it applied, and a network admin approved or declined it.
type Status string

const (
	Applied  Status = "applied"
	Approved Status = "approved"
	Declined Status = "declined"
)

// Line is what a partner is to the network.
type Line string

const (
	Services Line = "services" // sells to guests
	Teaching Line = "learning" // an institution that teaches: open university, open UAS
	School   Line = "students" // brings its students to the students' corner
)

// Lines are all of them, in the order in which people are shown them.
func Lines() []Line { return []Line{Services, Teaching, School} }

// Partner is an organisation that offers activities.
type Partner struct {
	ID            int64      `db:"id"`
	Slug          string     `db:"slug"`
	Line          Line       `db:"kind"`
	Name          string     `db:"name"`
	BusinessID    string     `db:"business_id"` // "0243027-4"
	VATRegistered bool       `db:"vat_registered"`
	Municipality  string     `db:"municipality"`
	ContactName   string     `db:"contact_name"`
	Email         string     `db:"email"`
	Phone         string     `db:"phone"`
	Website       string     `db:"website"` // a full address, or empty
	AboutFi       string     `db:"about_fi"`
	AboutEn       string     `db:"about_en"`
	AboutSv       string     `db:"about_sv"`
	Lang          string     `db:"lang"` // of mails to it
	Demo          bool       `db:"demo"`
	Status        Status     `db:"status"`
	DeclineReason string     `db:"decline_reason"`
	DecidedAt     *time.Time `db:"decided_at"`
	CreatedAt     time.Time  `db:"created_at"`
}

// AboutText is how the partner describes itself. An application comes in one language only.
func (p Partner) AboutText() i18n.Text { return i18n.Text{Fi: p.AboutFi, En: p.AboutEn, Sv: p.AboutSv} }

// About in the language.
func (p Partner) About(lang string) string { return p.AboutText().In(lang) }

const partnerColumns = `p.id, p.slug, p.kind, p.name, p.business_id, p.vat_registered, p.municipality, p.contact_name, p.email, p.phone, p.website,
	p.about_fi, p.about_en, p.about_sv, p.lang, p.demo, p.status, p.decline_reason, p.decided_at, p.created_at`

// Partner reads one partner. Its members and network admins may.
func (s *Service) Partner(ctx context.Context, actor access.Actor, id int64) (Partner, error) {
	if err := actor.MayPartner(id); err != nil {
		return Partner{}, err
	}
	return partnerByID(ctx, s.db, id)
}

func partnerByID(ctx context.Context, r postgres.Reader, id int64) (p Partner, err error) {
	err = r.Get(ctx, &p, `/* partners.partnerByID */ SELECT `+partnerColumns+` FROM partner p WHERE p.id = $1`, id)
	return p, found(err)
}

// lockPartner reads a partner and keeps it as it is until the transaction ends.
func lockPartner(ctx context.Context, tx *postgres.Tx, id int64) (p Partner, err error) {
	err = tx.Get(ctx, &p, `/* partners.lockPartner */ SELECT `+partnerColumns+` FROM partner p WHERE p.id = $1 FOR NO KEY UPDATE`, id)
	return p, found(err)
}

// Partners lists the partners with a status, the newest first; "" lists all by name. Network admins may.
func (s *Service) Partners(ctx context.Context, actor access.Actor, status Status) ([]Partner, error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	var list []Partner
	err := s.db.Select(ctx, &list, `/* partners.Partners */
		SELECT `+partnerColumns+` FROM partner p
		WHERE $1 IN ('', p.status)
		ORDER BY CASE WHEN $1 <> '' THEN p.created_at END DESC, p.name COLLATE "fi-x-icu", p.id`, string(status))
	return list, err
}
