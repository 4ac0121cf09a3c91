package partners

import (
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// TestPlanBGetsItsSessions: each session ahead is paired with one at the same time, opened where there is none, and later ones too.
func TestPlanBGetsItsSessions(t *testing.T) {
	h := newHouse(t)
	trip := h.activity(t, nil)
	hut := h.activity(t, func(f *ActivityForm) { f.TitleFi, f.Duration = "Kota", "2 h" })
	far := h.activity(t, func(f *ActivityForm) { f.TitleFi, f.Municipality = "Muualla", "Viitasaari" })
	long := h.activity(t, func(f *ActivityForm) { f.TitleFi, f.Duration = "Pitkä", "4 h" })
	first := h.session(t, trip, today.AddDays(10), 12)
	h.session(t, trip, today.AddDays(11), 12)
	h.session(t, hut, today.AddDays(11), 9)
	for name, c := range map[string]struct {
		form PlanBForm
		want string
	}{
		"itself":        {PlanBForm{trip, 12}, "plan_b field.choice"},
		"nothing there": {PlanBForm{999, 12}, "plan_b field.choice"},
		"too far":       {PlanBForm{far, 12}, "plan_b field.plan_b_town"},
		"too long":      {PlanBForm{long, 12}, "plan_b field.plan_b_longer"},
		"no seats":      {PlanBForm{hut, 3}, "plan_b_seats field.min"},
	} {
		_, err := h.SetPlanB(ctx, h.member, trip, c.form)
		wants(t, name, err, fault.Invalid, c.want)
	}
	_, err := h.SetPlanB(ctx, memberOf(h.partner+1), trip, PlanBForm{hut, 12})
	wants(t, "another partner", err, fault.NotFound)
	if n, err := h.SetPlanB(ctx, h.member, trip, PlanBForm{hut, 10}); err != nil || n != 2 {
		t.Fatalf("%d paired, %v", n, err)
	}
	if n, err := h.SetPlanB(ctx, h.member, trip, PlanBForm{hut, 10}); err != nil || n != 0 {
		t.Errorf("%d paired again, %v", n, err)
	}
	third := h.session(t, trip, today.AddDays(12), 12)
	huts, err := h.Sessions(ctx, h.member, hut, week())
	if err != nil || len(huts) != 3 || huts[0].Capacity != 10 || huts[1].Capacity != 9 || third.PlanB != huts[2].ID || third.PlanBTitle("fi") != "Kota" {
		t.Fatalf("%+v %+v %v", huts, third, err)
	}
	open, err := OpenAmong(ctx, h.db, nil, []int64{trip})
	if err != nil || len(open) != 3 || open[0].Free() != 10 || open[1].Free() != 9 || open[0].SpareResource != huts[0].ResourceID {
		t.Errorf("%+v, %v", open, err)
	}
	if gone, left, err := h.RemoveSessions(ctx, h.member, hut, []int64{huts[0].ID}, uuid.New()); err != nil || gone != 0 || left != 1 {
		t.Errorf("a plan B that is needed: %d gone, %d left, %v", gone, left, err)
	}
	wants(t, "calling plan B off", h.CancelSession(ctx, h.member, huts[0].ID, "katto vuotaa"), "")
	if again, err := h.Session(ctx, h.member, first.ID); err != nil || again.PlanB != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	if n, err := h.SetPlanB(ctx, h.member, trip, PlanBForm{}); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
	if fourth := h.session(t, trip, today.AddDays(13), 12); fourth.PlanB != 0 {
		t.Error("a session got a plan B that the activity has no more")
	}
}
