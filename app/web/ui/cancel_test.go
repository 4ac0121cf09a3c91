package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func TestCancelTermsInWords(t *testing.T) {
	fi := viewed(t, "fi")
	said := func(c CancelTerms) (all []string) {
		for i, s := range c.Steps {
			all = append(all, c.when(fi, i)+": "+c.returned(fi, s))
		}
		return all
	}
	c := sampleCancel(true)
	for name, tt := range map[string]struct {
		terms CancelTerms
		want  []string
	}{
		"all to come":        {c, []string{"viimeistään 8.5.2027: Kaiken, 7 861,13 €", "viimeistään 31.5.2027: Puolet, noin 3 930 €", "1.6.2027 tai sen jälkeen: Ei mitään"}},
		"no sum":             {CancelTerms{Start: c.Start, Steps: c.Steps[1:]}, []string{"viimeistään 31.5.2027: Puolet", "1.6.2027 tai sen jälkeen: Ei mitään"}},
		"no day":             {CancelTerms{Steps: c.Steps}, []string{"vielä 30 päivää ennen alkua: Kaiken", "vielä 7 päivää ennen alkua: Puolet", "alle 7 päivää ennen alkua: Ei mitään"}},
		"nothing comes back": {CancelTerms{Start: c.Start, Gross: 100, Steps: c.Steps[2:]}, []string{"tästä päivästä alkaen: Ei mitään"}},
	} {
		got := said(tt.terms)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// The drawing is as wide as it says, no part is too narrow for its words, and what comes back is what is high.
func TestCancelTermsAreDrawn(t *testing.T) {
	ctx := viewed(t, "fi")
	for _, ahead := range []int{400, 75, 31, 30, 8, 7, 1} {
		c := sampleCancel(true)
		c.Today = c.Start.AddDays(-ahead)
		for len(c.Steps) > 1 && c.Start.AddDays(-c.Steps[0].DaysBefore).Before(c.Today) {
			c.Steps = c.Steps[1:]
		}
		parts := c.parts(ctx)
		end := 0.0
		for i, p := range parts {
			if p.x != end || p.w < cancelLeast || i > 0 && p.y <= parts[i-1].y {
				t.Errorf("%d days ahead: part %d at %.1f, %.1f wide, %.1f high", ahead, i, p.x, p.w, p.y)
			}
			end = p.x + p.w
		}
		if end < cancelWidth-.01 || end > cancelWidth+.01 {
			t.Errorf("%d days ahead: %.1f wide", ahead, end)
		}
	}
	if parts := (CancelTerms{Steps: sampleCancel(false).Steps}).parts(ctx); len(parts) != 3 || parts[0].mark == "" {
		t.Errorf("without a day: %+v", parts)
	}
	if got := sampleCancel(true).startMark(ctx); !strings.Contains(got, "7.6.") {
		t.Errorf("starts %q", got)
	}
	if got := (CancelTerms{Start: dates.Date{}}).startMark(ctx); got == "" {
		t.Error("no word for the start")
	}
}
