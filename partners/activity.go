package partners

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// ActivityStatus says who sees an activity: a draft only its partner, a listed one also those who build packages, an archived
// one is not sold any more.
type ActivityStatus string

const (
	Draft    ActivityStatus = "draft"
	Listed   ActivityStatus = "listed"
	Archived ActivityStatus = "archived"
)

// Activity is one thing that a partner offers, described once. Its price is net.
type Activity struct {
	ID              int64          `db:"id"`
	PartnerID       int64          `db:"partner_id"`
	PartnerName     string         `db:"partner_name"`
	PartnerVAT      bool           `db:"partner_vat"` // the partner is in the VAT register
	Slug            string         `db:"slug"`
	Status          ActivityStatus `db:"status"`
	Kind            Kind           `db:"kind"`
	Motif           string         `db:"motif"` // what its drawn poster shows; empty: what its kind suggests
	TitleFi         string         `db:"title_fi"`
	TitleEn         string         `db:"title_en"`
	TitleSv         string         `db:"title_sv"`
	SummaryFi       string         `db:"summary_fi"`
	SummaryEn       string         `db:"summary_en"`
	SummarySv       string         `db:"summary_sv"`
	Minutes         int            `db:"minutes"`
	Place           string         `db:"place"`
	Municipality    string         `db:"municipality"`
	To              string         `db:"to_municipality"` // of a transfer: the municipality where it ends; empty where its partner does not say
	GroupMin        int            `db:"group_min"`
	GroupMax        int            `db:"group_max"`
	PriceCents      int64          `db:"price_cents"`
	PricePer        PricePer       `db:"price_per"`
	VATClass        money.VATClass `db:"vat_class"`
	SeasonFrom      int            `db:"season_from"` // months, both in; 11 to 4 goes over New Year
	SeasonTo        int            `db:"season_to"`
	LeadDays        int            `db:"lead_days"`
	Languages       pq.StringArray `db:"languages"`
	StepFree        bool           `db:"step_free"` // there is no step on the way in, nor inside
	AccessibilityFi string         `db:"accessibility_fi"`
	AccessibilityEn string         `db:"accessibility_en"`
	AccessibilitySv string         `db:"accessibility_sv"`
	BringFi         string         `db:"bring_fi"`
	BringEn         string         `db:"bring_en"`
	BringSv         string         `db:"bring_sv"`
	PhotoID         int64          `db:"photo_id"` // 0: it shows its poster
	PhotoAltFi      string         `db:"photo_alt_fi"`
	PhotoAltEn      string         `db:"photo_alt_en"`
	PhotoAltSv      string         `db:"photo_alt_sv"`
	PhotoFocusX     int            `db:"photo_focus_x"` // see photo.Focus
	PhotoFocusY     int            `db:"photo_focus_y"`
	PoolMin         int            `db:"pool_min"`   // what new sessions begin with, see Pool; 0 for none
	PoolHours       int            `db:"pool_hours"` // before the start
	PlanB           int64          `db:"plan_b_id"`  // the activity that is done instead in bad weather, 0 for none
	PlanBSeats      int            `db:"plan_b_seats"`
}

// TitleText is what the activity is called.
func (a Activity) TitleText() i18n.Text {
	return i18n.Text{Fi: a.TitleFi, En: a.TitleEn, Sv: a.TitleSv}
}

// Title in the language.
func (a Activity) Title(lang string) string { return a.TitleText().In(lang) }

// Summary in the language.
func (a Activity) Summary(lang string) string {
	return i18n.Text{Fi: a.SummaryFi, En: a.SummaryEn, Sv: a.SummarySv}.In(lang)
}

// Accessibility in the language.
func (a Activity) Accessibility(lang string) string {
	return i18n.Text{Fi: a.AccessibilityFi, En: a.AccessibilityEn, Sv: a.AccessibilitySv}.In(lang)
}

// Bring is what to bring, in the language.
func (a Activity) Bring(lang string) string {
	return i18n.Text{Fi: a.BringFi, En: a.BringEn, Sv: a.BringSv}.In(lang)
}

// PhotoAlt describes the photo in the language.
func (a Activity) PhotoAlt(lang string) string {
	return i18n.Text{Fi: a.PhotoAltFi, En: a.PhotoAltEn, Sv: a.PhotoAltSv}.In(lang)
}

// Way is where something takes place: a municipality, or for a transfer the two that it joins.
func Way(from, to string) string {
	if to == "" || to == from {
		return from
	}
	return from + " → " + to
}

// InSeason says whether the activity is offered on the day. A season from November to April goes over New Year.
func (a Activity) InSeason(d dates.Date) bool {
	m := int(d.Month())
	if a.SeasonFrom <= a.SeasonTo {
		return a.SeasonFrom <= m && m <= a.SeasonTo
	}
	return m >= a.SeasonFrom || m <= a.SeasonTo
}

// AllYear says that the season leaves no month out.
func (a Activity) AllYear() bool { return a.SeasonTo%12+1 == a.SeasonFrom }

const (
	activityColumns = `a.id, a.partner_id, p.name AS partner_name, p.vat_registered AS partner_vat, a.slug, a.status, a.kind, a.motif, a.title_fi, a.title_en,
		a.title_sv, a.summary_fi, a.summary_en, a.summary_sv, a.minutes, a.place, a.municipality, a.to_municipality, a.group_min, a.group_max, a.price_cents, a.price_per, a.vat_class, a.season_from,
		a.season_to, a.lead_days, a.languages, a.step_free, a.accessibility_fi, a.accessibility_en, a.accessibility_sv, a.bring_fi, a.bring_en, a.bring_sv,
		coalesce(a.photo_id, 0) AS photo_id, coalesce(ph.alt_fi, '') AS photo_alt_fi, coalesce(ph.alt_en, '') AS photo_alt_en, coalesce(ph.alt_sv, '') AS photo_alt_sv,
		coalesce(ph.focus_x, 50) AS photo_focus_x, coalesce(ph.focus_y, 50) AS photo_focus_y, a.pool_min, a.pool_hours, coalesce(a.plan_b_id, 0) AS plan_b_id, a.plan_b_seats`
	activityTables = ` FROM activity a JOIN partner p ON p.id = a.partner_id LEFT JOIN photo ph ON ph.id = a.photo_id `
)

// Activity reads one activity. Members of its partner and network admins may; whoever builds packages uses ActivitiesByID.
func (s *Service) Activity(ctx context.Context, actor access.Actor, id int64) (Activity, error) {
	if err := known(actor); err != nil {
		return Activity{}, err
	}
	return ownActivity(ctx, s.db, actor, id, "")
}

// ownActivity reads an activity that the actor may change; lock is the locking clause, or empty.
func ownActivity(ctx context.Context, r postgres.Reader, actor access.Actor, id int64, lock string) (a Activity, err error) {
	err = r.Get(ctx, &a, `/* partners.ownActivity */ SELECT `+activityColumns+activityTables+`WHERE a.id = $1 `+lock, id)
	if err != nil {
		return Activity{}, found(err)
	}
	if err := actor.MayPartner(a.PartnerID); err != nil {
		return Activity{}, err
	}
	return a, nil
}

// forUpdate lets one change an activity at a time; what merely refers to it need not wait.
const forUpdate = `FOR NO KEY UPDATE OF a`

// Offered is an activity as its partner sees it in a list: with what is coming.
type Offered struct {
	Activity
	Coming int        `db:"coming"` // open sessions from now on
	Taken  int        `db:"taken"`  // seats taken in them
	Next   *time.Time `db:"next"`   // the first of them
}

// Activities lists a partner's activities with what is coming, the listed ones first. Its members and network admins may.
func (s *Service) Activities(ctx context.Context, actor access.Actor, partner int64) ([]Offered, error) {
	if err := actor.MayPartner(partner); err != nil {
		return nil, err
	}
	var list []Offered
	err := s.db.Select(ctx, &list, `/* partners.Activities */
		SELECT `+activityColumns+`, n.coming, n.taken, n.next`+activityTables+`
		CROSS JOIN LATERAL (
			SELECT count(*) AS coming, coalesce(sum(sl.taken), 0) AS taken, min(s.starts_at) AS next
			FROM session s JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day AND sl.part = 0
			WHERE s.activity_id = a.id AND s.status = 'open' AND s.starts_at > $2
		) n
		WHERE a.partner_id = $1
		ORDER BY array_position(ARRAY['listed', 'draft', 'archived'], a.status), a.title_fi COLLATE "fi-x-icu", a.id`, partner, s.now())
	return list, err
}

// Filter narrows a list of activities; zero fields leave it as wide as it is.
type Filter struct {
	Kind         Kind
	Municipality string
	Partner      int64
}

// ListedActivities are what packages can be built from, by partner and title. It checks no actor: what is listed is no secret
// among those who build packages; the caller lets nobody else see it.
func ListedActivities(ctx context.Context, r postgres.Reader, f Filter) ([]Activity, error) {
	var list []Activity
	err := r.Select(ctx, &list, `/* partners.ListedActivities */
		SELECT `+activityColumns+activityTables+`
		WHERE a.status = 'listed' AND p.status = 'approved' AND $1 IN ('', a.kind) AND $2 IN ('', a.municipality) AND $3::bigint IN (0, a.partner_id)
		ORDER BY p.name COLLATE "fi-x-icu", p.id, a.title_fi COLLATE "fi-x-icu", a.id`, string(f.Kind), f.Municipality, f.Partner)
	return list, err
}

// ActivitiesByID reads activities of any status, in no particular order; ids that do not exist are left out. For packages that
// hold them already.
func ActivitiesByID(ctx context.Context, r postgres.Reader, ids []int64) ([]Activity, error) {
	var list []Activity
	err := r.Select(ctx, &list, `/* partners.ActivitiesByID */ SELECT `+activityColumns+activityTables+`WHERE a.id = ANY ($1)`, pq.Array(ids))
	return list, err
}
