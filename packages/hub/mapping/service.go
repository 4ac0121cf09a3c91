package mapping

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Service reads and writes assessments.
type Service struct {
	db  *postgres.DB
	now func() time.Time
}

// New makes the service; now is the clock.
func New(db *postgres.DB, now func() time.Time) *Service { return &Service{db, now} }

// Form is an assessment as it is filled in. A row without a score takes that criterion's away.
type Form struct {
	AssessedOn dates.Date `form:"assessed_on"`
	Role       string     `form:"role"`
	Rows       []Row      `form:"rows"`
}

// Row is one criterion of a form.
type Row struct {
	Criterion string `form:"criterion"`
	Score     int    `form:"score"` // 0: not assessed
	Evidence  string `form:"evidence"`
	Planned   string `form:"planned"`
	Teaches   bool   `form:"teaches"`
}

// Criteria are what hubs are assessed by, in their order. Anyone may see them.
func (s *Service) Criteria(ctx context.Context) (list []Criterion, err error) {
	err = s.db.Select(ctx, &list, `/* mapping.Criteria */ SELECT key, weight FROM mapping_criterion ORDER BY position`)
	return list, err
}

// Strengths are what a hub is good at, the weightiest first. Anyone may see them.
func (s *Service) Strengths(ctx context.Context, hubID int64) ([]Criterion, error) {
	criteria, err := s.Criteria(ctx)
	if err != nil {
		return nil, err
	}
	a, err := s.scores(ctx, hubID)
	return a[hubID].Strengths(criteria), err
}

// Of is a hub's assessment. Staff may.
func (s *Service) Of(ctx context.Context, actor access.Actor, hubID int64) (Assessment, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	all, err := s.scores(ctx, hubID)
	return all[hubID], err
}

// scores are those of a hub, or of all where it is 0, by hub and criterion.
func (s *Service) scores(ctx context.Context, hubID int64) (map[int64]Assessment, error) {
	var list []Score
	err := s.db.Select(ctx, &list, `/* mapping.scores */
		SELECT hub_id, criterion, score, evidence, planned, teaches, assessed_on, role FROM mapping_score WHERE $1 = 0 OR hub_id = $1`, hubID)
	all := map[int64]Assessment{}
	for _, x := range list {
		if all[x.HubID] == nil {
			all[x.HubID] = Assessment{}
		}
		all[x.HubID][x.Criterion] = x
	}
	return all, err
}

// Compare is all hubs that are not closed beside each other, those without an assessment too. Those who run a hub may, and network
// admins.
func (s *Service) Compare(ctx context.Context, actor access.Actor) (c Comparison, err error) {
	if !actor.IsAdmin() && !actor.HasKind("hub") {
		return c, fault.New(fault.NotFound, "fault.not_found")
	}
	if c.Criteria, err = s.Criteria(ctx); err != nil {
		return c, err
	}
	if err = s.db.Select(ctx, &c.Hubs, `/* mapping.Compare */
		SELECT id, name, slug, status FROM hub WHERE status <> 'closed' ORDER BY status = 'planned', demo, name`); err != nil {
		return c, err
	}
	all, err := s.scores(ctx, 0)
	for i := range c.Hubs {
		c.Hubs[i].Assessment = all[c.Hubs[i].ID]
	}
	return c, err
}

const maxWords = 500

// Assess writes a hub's assessment. Staff may. A criterion that stays as it was keeps its day and its role.
func (s *Service) Assess(ctx context.Context, actor access.Actor, hubID int64, f Form) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	criteria, err := s.Criteria(ctx)
	if err != nil {
		return err
	}
	for i := range f.Rows {
		f.Rows[i].Evidence, f.Rows[i].Planned = typed.Line(f.Rows[i].Evidence), typed.Line(f.Rows[i].Planned)
	}
	if err := fault.Check(f.faults(criteria, dates.Today(s.now()))); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, r := range f.Rows {
			if r.Score == 0 {
				if _, err := tx.Exec(ctx, `/* mapping.forget */ DELETE FROM mapping_score WHERE hub_id = $1 AND criterion = $2`, hubID, r.Criterion); err != nil {
					return err
				}
				continue
			}
			if _, err := tx.Exec(ctx, `/* mapping.Assess */
				INSERT INTO mapping_score AS m (hub_id, criterion, score, evidence, planned, teaches, assessed_on, role) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
				ON CONFLICT (hub_id, criterion) DO UPDATE SET score = excluded.score, evidence = excluded.evidence, planned = excluded.planned, teaches = excluded.teaches,
					assessed_on = excluded.assessed_on, role = excluded.role
				WHERE (m.score, m.evidence, m.planned, m.teaches) IS DISTINCT FROM (excluded.score, excluded.evidence, excluded.planned, excluded.teaches)`,
				hubID, r.Criterion, r.Score, r.Evidence, r.Planned, r.Teaches, f.AssessedOn, f.Role); err != nil {
				return err
			}
		}
		return nil
	})
}

// faults are the field errors of a form.
func (f Form) faults(criteria []Criterion, today dates.Date) (fields []fault.Field) {
	add := func(wrong bool, name, key string, args map[string]any) {
		if wrong {
			fields = append(fields, fault.Field{Name: name, Key: key, Args: args})
		}
	}
	add(f.AssessedOn.IsZero(), "assessed_on", "field.required", nil)
	add(f.AssessedOn.After(today), "assessed_on", "field.measured_later", nil)
	add(!slices.Contains(Roles(), f.Role), "role", "field.choice", nil)
	for i, r := range f.Rows {
		at := fmt.Sprintf("rows.%d.", i)
		known := slices.ContainsFunc(criteria, func(c Criterion) bool { return c.Key == r.Criterion })
		add(!known, at+"score", "field.choice", nil)
		add(r.Score < 0 || r.Score > Most, at+"score", "field.range", map[string]any{"Min": 1, "Max": Most})
		add(r.Score > 0 && r.Evidence == "", at+"evidence", "field.required", nil)
		add(utf8.RuneCountInString(r.Evidence) > maxWords, at+"evidence", "field.max_chars", map[string]any{"Max": maxWords})
		add(utf8.RuneCountInString(r.Planned) > maxWords, at+"planned", "field.max_chars", map[string]any{"Max": maxWords})
	}
	return fields
}

// Weigh sets how much each criterion counts, 1 to 5. Network admins may; a criterion that is not named keeps its weight.
func (s *Service) Weigh(ctx context.Context, actor access.Actor, weights map[string]int) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	var fields []fault.Field
	for key, n := range weights {
		if n < 1 || n > Most {
			fields = append(fields, fault.Field{Name: "weight." + key, Key: "field.range", Args: map[string]any{"Min": 1, "Max": Most}})
		}
	}
	if err := fault.Check(fields); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for key, n := range weights {
			if _, err := tx.Exec(ctx, `/* mapping.Weigh */ UPDATE mapping_criterion SET weight = $2 WHERE key = $1`, key, n); err != nil {
				return err
			}
		}
		return nil
	})
}
