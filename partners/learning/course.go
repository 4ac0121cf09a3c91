package learning

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// Theme is what a course is about, and what people want to learn.
type Theme string

// Themes lists them in the order in which people are shown them.
func Themes() []Theme {
	return []Theme{"business", "it", "education", "psychology", "health", "social", "science", "language", "culture", "other"}
}

// Unit says whether something is one course or a module of several.
type Unit string

const (
	Single Unit = "course"
	Module Unit = "module"
)

// Delivery is how a course is followed.
type Delivery string

const (
	AtHub  Delivery = "hub"    // as a group at a hub
	Remote Delivery = "remote" // each where they are
	Mixed  Delivery = "mixed"  // at a distance, with meetings at a hub
)

// Deliveries lists them in the order in which people are shown them.
func Deliveries() []Delivery { return []Delivery{AtHub, Mixed, Remote} }

// Course is a course or a module. FeeCents is for one credit, exempt from VAT; PriceCents is what a seat in its meetings costs in
// a package.
type Course struct {
	ID              int64                   `db:"id"` // of its activity
	PartnerID       int64                   `db:"partner_id"`
	PartnerName     string                  `db:"partner_name"`
	Slug            string                  `db:"slug"`
	Status          partners.ActivityStatus `db:"status"`
	TitleFi         string                  `db:"title_fi"`
	TitleEn         string                  `db:"title_en"`
	TitleSv         string                  `db:"title_sv"`
	SummaryFi       string                  `db:"summary_fi"`
	SummaryEn       string                  `db:"summary_en"`
	SummarySv       string                  `db:"summary_sv"`
	Minutes         int                     `db:"minutes"` // of one meeting
	PriceCents      int64                   `db:"price_cents"`
	Languages       pq.StringArray          `db:"languages"`
	Unit            Unit                    `db:"unit"`
	ModuleID        int64                   `db:"module_id"` // 0: of none
	Theme           Theme                   `db:"theme"`
	ECTSTenths      int                     `db:"ects_tenths"`
	Delivery        Delivery                `db:"delivery"`
	HubID           int64                   `db:"hub_id"` // 0: at none
	HubName         string                  `db:"hub_name"`
	HubSlug         string                  `db:"hub_slug"`
	HubMunicipality string                  `db:"hub_municipality"`
	FeeCents        int64                   `db:"fee_cents"`
	EnrolURL        string                  `db:"enrol_url"`
	EnrolUntil      *dates.Date             `db:"enrol_until"`
	StartsOn        dates.Date              `db:"starts_on"`
	EndsOn          dates.Date              `db:"ends_on"`
	ScheduleFi      string                  `db:"schedule_fi"`
	ScheduleEn      string                  `db:"schedule_en"`
	ScheduleSv      string                  `db:"schedule_sv"`
	Schools         bool                    `db:"schools"`
	Seats           int                     `db:"seats"`
	Taken           int                     `db:"taken"`
	ToldAt          *time.Time              `db:"told_at"`
}

// TitleText is what the course is called.
func (c Course) TitleText() i18n.Text { return i18n.Text{Fi: c.TitleFi, En: c.TitleEn, Sv: c.TitleSv} }

// Title in the language.
func (c Course) Title(lang string) string { return c.TitleText().In(lang) }

// SummaryText says what the course is about.
func (c Course) SummaryText() i18n.Text {
	return i18n.Text{Fi: c.SummaryFi, En: c.SummaryEn, Sv: c.SummarySv}
}

// ScheduleText says when it is taught, in words.
func (c Course) ScheduleText() i18n.Text {
	return i18n.Text{Fi: c.ScheduleFi, En: c.ScheduleEn, Sv: c.ScheduleSv}
}

// Free is how many seats at the hub are left.
func (c Course) Free() int { return max(0, c.Seats-c.Taken) }

// TotalCents is the fee of all of its credits.
func (c Course) TotalCents() int64 { return c.FeeCents * int64(c.ECTSTenths) / 10 }

// Over says that the course has ended before the day.
func (c Course) Over(today dates.Date) bool { return c.EndsOn.Before(today) }

// EnrolOver says that the institution takes no enrolments any more.
func (c Course) EnrolOver(today dates.Date) bool {
	return c.Over(today) || c.EnrolUntil != nil && c.EnrolUntil.Before(today)
}

// TakesSeats says whether a seat at the hub can be asked for on the day. Full courses take none.
func (c Course) TakesSeats(today dates.Date) bool {
	return c.Status == partners.Listed && c.Free() > 0 && !c.Over(today)
}

// FormatECTS writes credits as people do in the language: "5", "2,5".
func FormatECTS(tenths int, lang string) string {
	s := strconv.Itoa(tenths / 10)
	if rest := tenths % 10; rest != 0 {
		s += map[bool]string{true: ".", false: ","}[lang == "en"] + strconv.Itoa(rest)
	}
	return s
}

// ParseECTS reads credits as people write them: "5", "2,5", "2.5 op". False for anything else.
func ParseECTS(s string) (tenths int, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, unit := range []string{"op", "ects", "sp"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, unit))
	}
	whole, rest, cut := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	n, err := strconv.ParseUint(whole, 10, 16)
	if err != nil || cut && len(rest) != 1 {
		return 0, false
	}
	tenths = int(n) * 10
	if cut {
		d, err := strconv.ParseUint(rest, 10, 8)
		if err != nil {
			return 0, false
		}
		tenths += int(d)
	}
	return tenths, tenths <= maxECTS
}

const courseSelect = `
	SELECT a.id, a.partner_id, p.name AS partner_name, a.slug, a.status, a.title_fi, a.title_en, a.title_sv, a.summary_fi, a.summary_en, a.summary_sv, a.minutes,
		a.price_cents, a.languages, c.unit, coalesce(c.module_id, 0) AS module_id, c.theme, c.ects_tenths, c.delivery, coalesce(c.hub_id, 0) AS hub_id,
		coalesce(h.name, '') AS hub_name, coalesce(h.slug, '') AS hub_slug, coalesce(h.municipality, '') AS hub_municipality, c.fee_cents, c.enrol_url, c.enrol_until,
		c.starts_on, c.ends_on, c.schedule_fi, c.schedule_en, c.schedule_sv, c.schools, c.seats, c.taken, c.told_at
	FROM course c JOIN activity a ON a.id = c.activity_id JOIN partner p ON p.id = c.partner_id LEFT JOIN hub h ON h.id = c.hub_id `

// Filter narrows the public list; zero fields leave it as wide as it is.
type Filter struct {
	Theme    Theme
	Delivery Delivery
	Hub      int64  // courses that meet there
	Language string // ISO code that it is taught in
	Schools  bool   // open to upper-secondary students
	Free     bool   // without a fee
}

func (f Filter) fits(c Course) bool {
	return (f.Theme == "" || c.Theme == f.Theme) && (f.Delivery == "" || c.Delivery == f.Delivery) && (f.Hub == 0 || c.HubID == f.Hub) &&
		(f.Language == "" || slices.Contains(c.Languages, f.Language)) && (!f.Schools || c.Schools) && (!f.Free || c.FeeCents == 0)
}

// List is what can be learnt: courses that are listed and not over, the next to begin first. Everybody may.
func (s *Service) List(ctx context.Context, f Filter) ([]Course, error) {
	var all []Course
	err := s.db.Select(ctx, &all, `/* learning.List */`+courseSelect+`
		WHERE a.status = 'listed' AND p.status = 'approved' AND c.ends_on >= $1
		ORDER BY (c.starts_on < $1), c.starts_on, a.title_fi COLLATE "fi-x-icu", a.id`, s.today())
	return slices.DeleteFunc(all, func(c Course) bool { return !f.fits(c) }), err
}

// BySlug is a course that was published, also one that is over. Everybody may; NotFound for drafts.
func (s *Service) BySlug(ctx context.Context, slug string) (c Course, err error) {
	err = s.db.Get(ctx, &c, `/* learning.BySlug */`+courseSelect+`WHERE a.slug = $1 AND a.status = 'listed' AND p.status = 'approved'`, slug)
	return c, found(err)
}

// Parts are the published courses of a module, in order of time. Everybody may.
func (s *Service) Parts(ctx context.Context, module int64) (list []Course, err error) {
	err = s.db.Select(ctx, &list, `/* learning.Parts */`+courseSelect+`
		WHERE c.module_id = $1 AND a.status = 'listed' AND p.status = 'approved' ORDER BY c.starts_on, a.id`, module)
	return list, err
}

// Meetings are the times at which a course meets at the hub from today on. Everybody may.
func (s *Service) Meetings(ctx context.Context, course int64) ([]partners.OpenSession, error) {
	today := s.today()
	return partners.OpenSessions(ctx, s.db, []int64{course}, today, today.AddDays(meetingsAhead))
}

const meetingsAhead = 366

func byID(ctx context.Context, r postgres.Reader, id int64, lock string) (c Course, err error) {
	err = r.Get(ctx, &c, `/* learning.byID */`+courseSelect+`WHERE c.activity_id = $1 `+lock, id)
	return c, found(err)
}
