package watch

import (
	"context"
	"log/slog"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// Rule is something that must always hold.
type Rule struct {
	Key    string // stable; "watch.rule.<key>" is its name for a person
	Broken func(ctx context.Context, r postgres.Reader) ([]string, error)
}

// Rules of the whole network.
func Rules() []Rule {
	var all []Rule
	for _, i := range billing.Invariants() {
		all = append(all, Rule{i.Key, i.Broken})
	}
	return append(all, Rule{"event_seats", event.Violations}, Rule{"rooms", room.Violations}, Rule{"seats_by_name", desk.Violations}, Rule{"course_seats", learning.Violations})
}

// Service checks the rules.
type Service struct {
	db    *postgres.DB
	rules []Rule
	log   *slog.Logger
}

// New makes the service. Broken rules are logged as errors.
func New(db *postgres.DB, rules []Rule, log *slog.Logger) *Service { return &Service{db, rules, log} }

// Check is what the last check of a rule found. Since is nil while it holds; a rule that was never checked has no time.
type Check struct {
	Rule   string         `db:"rule"`
	At     *time.Time     `db:"checked_at"`
	Micros int64          `db:"micros"`
	Broken pq.StringArray `db:"broken"`
	Since  *time.Time     `db:"broken_at"`
}

// Run checks every rule and keeps what it found. Each rule is read by itself: a slow one holds up nobody.
func (s *Service) Run(ctx context.Context) error {
	for _, rule := range s.rules {
		begun := time.Now()
		broken, err := rule.Broken(ctx, s.db)
		if err != nil {
			return err
		}
		if len(broken) > 0 {
			s.log.ErrorContext(ctx, "a rule is broken", "rule", rule.Key, "rows", broken)
		}
		if err := s.keep(ctx, rule.Key, time.Since(begun), broken); err != nil {
			return err
		}
	}
	return nil
}

// CheckNow is Run for a network admin who does not want to wait for the hour.
func (s *Service) CheckNow(ctx context.Context, actor access.Actor) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.Run(ctx)
}

func (s *Service) keep(ctx context.Context, rule string, took time.Duration, broken []string) error {
	if broken == nil {
		broken = []string{}
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* watch.keep */
			INSERT INTO rule_check AS c (rule, micros, broken, broken_at) VALUES ($1, $2, $3, CASE WHEN $3::text[] <> '{}' THEN now() END)
			ON CONFLICT (rule) DO UPDATE SET checked_at = now(), micros = excluded.micros, broken = excluded.broken,
				broken_at = CASE WHEN excluded.broken <> '{}' THEN coalesce(c.broken_at, now()) END`, rule, took.Microseconds(), pq.Array(broken))
		return err
	})
}

// List is every rule with what its last check found, broken ones first. Network admins may.
func (s *Service) List(ctx context.Context, actor access.Actor) ([]Check, error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	return s.Last(ctx)
}

// Last is List for what the process tells its watchers.
func (s *Service) Last(ctx context.Context) (list []Check, err error) {
	keys := make([]string, len(s.rules))
	for i, rule := range s.rules {
		keys[i] = rule.Key
	}
	err = s.db.Select(ctx, &list, `/* watch.Last */
		SELECT k.rule, c.checked_at, coalesce(c.micros, 0) AS micros, coalesce(c.broken, '{}') AS broken, c.broken_at
		FROM unnest($1::text[]) WITH ORDINALITY AS k (rule, place) LEFT JOIN rule_check c USING (rule)
		ORDER BY c.broken_at NULLS LAST, k.place`, pq.Array(keys))
	return list, err
}
