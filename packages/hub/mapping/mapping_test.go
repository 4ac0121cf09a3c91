package mapping

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestStrengthsAndTotals(t *testing.T) {
	criteria := []Criterion{{"a", 1}, {"b", 5}, {"c", 3}, {"d", 2}}
	a := Assessment{"a": {Score: 5}, "b": {Score: 4}, "c": {Score: 2}}
	if got := a.Total(criteria); got != 344 { // (5 + 20 + 6) / 9
		t.Errorf("total %d", got)
	}
	if got := fmt.Sprint(a.Strengths(criteria), a.Weaknesses(criteria)); got != "[{b 5} {a 1}] [{c 3}]" {
		t.Error(got)
	}
	if (Assessment{}).Total(criteria) != 0 {
		t.Error("nothing has a total")
	}
}

func TestWhoLacksWhatAndWhoCanTeachIt(t *testing.T) {
	c := Comparison{Criteria: []Criterion{{"a", 1}, {"b", 5}, {"c", 3}}, Hubs: []Hub{
		{Name: "Poor", Assessment: Assessment{"a": {Score: 1}, "b": {Score: 2}, "c": {Score: 3}}},
		{Name: "Good", Assessment: Assessment{"a": {Score: 4, Teaches: true}, "b": {Score: 5}, "c": {Score: 5, Teaches: true}}},
		{Name: "New"},
	}}
	said := ""
	for _, l := range c.Lessons() {
		said += l.Key
		for _, h := range l.Lack {
			said += " lacks " + h.Name
		}
		for _, h := range l.Teach {
			said += " teaches " + h.Name
		}
		said += "; "
	}
	if said != "b lacks Poor; a lacks Poor teaches Good; " {
		t.Error(said)
	}
	if c.Mean("c") != 400 || c.Mean("x") != 0 {
		t.Errorf("%d %d", c.Mean("c"), c.Mean("x"))
	}
}

func TestAssessing(t *testing.T) {
	ctx := context.Background()
	n := packtest.New(t, pgtest.New(t), packtest.Options{})
	s := New(n.DB, func() time.Time { return n.Now })
	first, later := dates.MustParse("2026-10-01"), dates.MustParse("2026-11-20")
	rows := []Row{{Criterion: "internet", Score: 5, Evidence: "480 Mbit/s", Teaches: true}, {Criterion: "manager", Score: 2, Evidence: "Puolikas", Planned: "Kokopäiväinen 2027"}, {Criterion: "quiet"}}
	if err := s.Assess(ctx, n.Staff, n.HubID, Form{AssessedOn: first, Role: "manager", Rows: rows}); err != nil {
		t.Fatal(err)
	}
	rows[1].Score = 3
	if err := s.Assess(ctx, n.Admin, n.HubID, Form{AssessedOn: later, Role: "outside", Rows: rows}); err != nil {
		t.Fatal(err)
	}
	a, err := s.Of(ctx, n.Staff, n.HubID)
	if err != nil || len(a) != 2 || a["internet"].AssessedOn != first || a["manager"].AssessedOn != later || a["manager"].Role != "outside" {
		t.Errorf("%+v, %v", a, err)
	}
	if strengths, err := s.Strengths(ctx, n.HubID); err != nil || fmt.Sprint(strengths) != "[{internet 5}]" {
		t.Errorf("%v, %v", strengths, err)
	}
	if c, err := s.Compare(ctx, n.Staff); err != nil || len(c.Hubs) != 1 || c.Mean("manager") != 300 {
		t.Errorf("%+v, %v", c, err)
	}
	f := fault.As(s.Assess(ctx, n.Staff, n.HubID, Form{AssessedOn: n.Monday, Rows: []Row{{Criterion: "x", Score: 6}, {Criterion: "quiet", Score: -1}, {Criterion: "quiet", Score: 1}}}))
	if f == nil || len(f.Fields) != 7 {
		t.Errorf("%+v", f)
	}
	if err := s.Weigh(ctx, n.Admin, map[string]int{"internet": 1}); err != nil {
		t.Error(err)
	}
	_, of := s.Of(ctx, n.Companies[0], n.HubID)
	_, compare := s.Compare(ctx, n.Companies[0])
	for what, err := range map[string]error{
		"of": of, "compare": compare, "assess": s.Assess(ctx, n.Companies[0], n.HubID, Form{}), "weigh": s.Weigh(ctx, n.Staff, map[string]int{"internet": 1}),
	} {
		if code := fault.CodeOf(err); code != fault.NotFound && code != fault.Forbidden {
			t.Errorf("%s: %v", what, err)
		}
	}
	if f := fault.As(s.Weigh(ctx, n.Admin, map[string]int{"internet": 9})); f == nil || f.Fields[0].Name != "weight.internet" {
		t.Errorf("%+v", f)
	}
}
