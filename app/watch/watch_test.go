package watch_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/watch"
)

func find(t *testing.T, list []watch.Check, rule string) watch.Check {
	t.Helper()
	i := slices.IndexFunc(list, func(c watch.Check) bool { return c.Rule == rule })
	if i < 0 {
		t.Fatalf("no rule %q in %v", rule, list)
	}
	return list[i]
}

func TestABrokenRuleIsFoundKeptAndForgotten(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	admin := access.Actor{PersonID: 1, Grants: []access.Grant{{Role: access.NetworkAdmin}}}
	var rows []string
	rules := append(watch.Rules(), watch.Rule{Key: "test", Broken: func(context.Context, postgres.Reader) ([]string, error) { return rows, nil }})
	s := watch.New(db, rules, slog.New(slog.DiscardHandler))
	list := func() []watch.Check {
		t.Helper()
		all, err := s.List(t.Context(), admin)
		if err != nil || len(all) != len(rules) {
			t.Fatal(all, err)
		}
		return all
	}
	if c := find(t, list(), "test"); c.At != nil {
		t.Errorf("checked before anybody did: %+v", c)
	}
	check := func() []watch.Check {
		t.Helper()
		if err := s.CheckNow(t.Context(), admin); err != nil {
			t.Fatal(err)
		}
		return list()
	}
	for _, c := range check() {
		if c.At == nil || len(c.Broken) > 0 || c.Since != nil {
			t.Errorf("an empty network breaks %+v", c)
		}
	}
	rows = []string{"one", "two"}
	first := check()
	if c := first[0]; c.Rule != "test" || !slices.Equal(c.Broken, rows) || c.Since == nil {
		t.Errorf("the broken rule is not the first: %+v", c)
	}
	if again := check()[0]; !again.Since.Equal(*first[0].Since) || !again.At.After(*first[0].At) {
		t.Errorf("broken since %v, then since %v", first[0].Since, again.Since)
	}
	rows = nil
	if c := find(t, check(), "test"); len(c.Broken) > 0 || c.Since != nil {
		t.Errorf("mended, but %+v", c)
	}
}

func TestOnlyAdminsSeeTheRules(t *testing.T) {
	t.Parallel()
	s := watch.New(pgtest.New(t), watch.Rules(), slog.New(slog.DiscardHandler))
	staff := access.Actor{PersonID: 2, Grants: []access.Grant{{Role: access.HubStaff, Org: 1}}}
	if _, err := s.List(t.Context(), staff); fault.CodeOf(err) != fault.NotFound && fault.CodeOf(err) != fault.Forbidden {
		t.Error(err)
	}
	if err := s.CheckNow(t.Context(), staff); err == nil {
		t.Error("staff may check")
	}
}
