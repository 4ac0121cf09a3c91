package mapping

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Scores go from 1 to Most. From Strong on it is a strength, up to Weak a weakness.
const (
	Most   = 5
	Strong = 4
	Weak   = 2
)

// Roles are who has made an assessment.
func Roles() []string { return []string{"manager", "staff", "municipality", "users", "outside"} }

// Criterion is what hubs are assessed by. Weight is how much it counts, 1 to 5.
type Criterion struct {
	Key    string `db:"key"`
	Weight int    `db:"weight"`
}

// Score is a hub's assessment by one criterion.
type Score struct {
	HubID      int64      `db:"hub_id"`
	Criterion  string     `db:"criterion"`
	Score      int        `db:"score"`
	Evidence   string     `db:"evidence"`
	Planned    string     `db:"planned"` // what is to become better
	Teaches    bool       `db:"teaches"` // can show others how
	AssessedOn dates.Date `db:"assessed_on"`
	Role       string     `db:"role"`
}

// Assessment is a hub's scores by criterion.
type Assessment map[string]Score

// Total is the weighted mean of what has been scored in hundredths, 0 where nothing has.
func (a Assessment) Total(criteria []Criterion) int {
	sum, weights := 0, 0
	for _, c := range criteria {
		if s, known := a[c.Key]; known {
			sum, weights = sum+c.Weight*s.Score, weights+c.Weight
		}
	}
	if weights == 0 {
		return 0
	}
	return (sum*100 + weights/2) / weights
}

// Strengths and Weaknesses are the criteria by which a hub is good or poor, the weightiest first.
func (a Assessment) Strengths(criteria []Criterion) []Criterion {
	return a.those(criteria, func(s Score) bool { return s.Score >= Strong })
}

// Weaknesses are those by which it is poor.
func (a Assessment) Weaknesses(criteria []Criterion) []Criterion {
	return a.those(criteria, func(s Score) bool { return s.Score <= Weak })
}

func (a Assessment) those(criteria []Criterion, which func(s Score) bool) (list []Criterion) {
	for _, c := range criteria {
		if s, known := a[c.Key]; known && which(s) {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(x, y Criterion) int { return y.Weight - x.Weight })
	return list
}

// Hub is a hub in a comparison.
type Hub struct {
	ID         int64  `db:"id"`
	Name       string `db:"name"`
	Slug       string `db:"slug"`
	Status     string `db:"status"`
	Assessment `db:"-"`
}

// Comparison is the whole network by its criteria.
type Comparison struct {
	Criteria []Criterion
	Hubs     []Hub
}

// Mean is the mean of all hubs by a criterion in hundredths, 0 where nobody has a score.
func (c Comparison) Mean(key string) int {
	sum, n := 0, 0
	for _, h := range c.Hubs {
		if s, known := h.Assessment[key]; known {
			sum, n = sum+s.Score, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return (sum*100 + n/2) / n
}

// Lesson is what somebody lacks, and who can teach it: hubs that are good at it and would show how.
type Lesson struct {
	Criterion
	Lack, Teach []Hub
}

// Lessons are the criteria by which some hub is poor, the weightiest first.
func (c Comparison) Lessons() (list []Lesson) {
	for _, criterion := range c.Criteria {
		l := Lesson{Criterion: criterion}
		for _, h := range c.Hubs {
			switch s, known := h.Assessment[criterion.Key]; {
			case known && s.Score <= Weak:
				l.Lack = append(l.Lack, h)
			case known && s.Score >= Strong && s.Teaches:
				l.Teach = append(l.Teach, h)
			}
		}
		if len(l.Lack) > 0 {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(x, y Lesson) int { return y.Weight - x.Weight })
	return list
}
