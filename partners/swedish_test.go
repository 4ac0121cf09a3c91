package partners

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// TestSwedishTexts: they are optional, have the limits of the other languages, and come back as they were written.
func TestSwedishTexts(t *testing.T) {
	h := newHouse(t)
	id, err := h.CreateActivity(ctx, h.member, h.partner, sauna(func(f *ActivityForm) {
		f.TitleSv, f.SummarySv, f.BringSv, f.AccessibilitySv = "  Rökbastu ", "Badet räcker hela kvällen.", "Handduk.", "Ramp."
	}), uuid.New())
	wants(t, "create", err, "")
	a, err := h.Activity(ctx, h.member, id)
	if wants(t, "read", err, ""); a.Title("sv") != "Rökbastu" || a.Summary("sv") != "Badet räcker hela kvällen." || a.Bring("sv") != "Handduk." || a.Accessibility("sv") != "Ramp." {
		t.Errorf("%+v", a)
	}
	wants(t, "update", h.UpdateActivity(ctx, h.member, id, sauna(func(f *ActivityForm) { f.TitleEn, f.TitleSv = "Smoke sauna", "" })), "")
	a, err = h.Activity(ctx, h.member, id)
	if wants(t, "read again", err, ""); a.Title("sv") != "Smoke sauna" || a.Summary("sv") != a.SummaryFi {
		t.Errorf("in Swedish %q and %q", a.Title("sv"), a.Summary("sv"))
	}
	for field, put := range map[string]func(f *ActivityForm){
		"title_sv":         func(f *ActivityForm) { f.TitleSv = strings.Repeat("å", 101) },
		"summary_sv":       func(f *ActivityForm) { f.SummarySv = strings.Repeat("å", 1501) },
		"bring_sv":         func(f *ActivityForm) { f.BringSv = strings.Repeat("å", 1001) },
		"accessibility_sv": func(f *ActivityForm) { f.AccessibilitySv = strings.Repeat("å", 1001) },
	} {
		wants(t, field, h.UpdateActivity(ctx, h.member, id, sauna(put)), fault.Invalid, field+" field.max_chars")
	}
}

// TestApplicationsInSwedish keep their language: of the text, and of the answer.
func TestApplicationsInSwedish(t *testing.T) {
	h := newHouse(t)
	id, err := h.Apply(ctx, application(func(f *Application) {
		f.Name, f.BusinessID, f.Lang, f.About = "Paddlarna", "9000003-8", "sv", "Vi paddlar."
	}), uuid.New())
	wants(t, "apply", err, "")
	p, err := partnerByID(ctx, h.db, id)
	if wants(t, "read", err, ""); p.Lang != "sv" || p.AboutSv != "Vi paddlar." || p.AboutFi+p.AboutEn != "" || p.About("fi") != "Vi paddlar." {
		t.Errorf("%+v", p)
	}
}
