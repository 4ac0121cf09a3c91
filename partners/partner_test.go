package partners

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/photo"
)

func TestApplicationUnderstandsWhatPeopleType(t *testing.T) {
	f := application(func(f *Application) {
		f.Name, f.BusinessID = " Kolimanrannan  Sauna ", "FI02430274"
		f.Email, f.Website, f.Lang = " sauna @kolimanranta.example ", "www.kolimanranta.example", "de"
	})
	if fields := f.check(newFormChecker()); len(fields) > 0 {
		t.Fatal(fields)
	}
	if f.Name != "Kolimanrannan Sauna" || f.BusinessID != "0243027-4" || f.Email != "sauna@kolimanranta.example" ||
		f.Website != "https://www.kolimanranta.example" || f.Lang != "fi" {
		t.Errorf("%+v", f)
	}
}

func TestApplicationRules(t *testing.T) {
	tests := []struct {
		name   string
		change func(f *Application)
		want   string
	}{
		{"all is well", nil, ""},
		{"spaces are no name", func(f *Application) { f.Name = " \u00a0 " }, "name field.required"},
		{"check digit", func(f *Application) { f.BusinessID = "0243027-5" }, "business_id field.business_id"},
		{"no business id", func(f *Application) { f.BusinessID = "" }, "business_id field.required"},
		{"VAT unsaid", func(f *Application) { f.VATRegistered = "" }, "vat_registered field.required"},
		{"VAT odd", func(f *Application) { f.VATRegistered = "maybe" }, "vat_registered field.choice"},
		{"email", func(f *Application) { f.Email = "sauna.example" }, "email field.email"},
		{"website is a script", func(f *Application) { f.Website = "javascript://x.fi/%0aalert(1)" }, "website field.url"},
		{"website without a dot", func(f *Application) { f.Website = "kolima" }, "website field.url"},
		{"website with a password", func(f *Application) { f.Website = "https://a:b@kolima.fi" }, "website field.url"},
		{"about", func(f *Application) { f.About = "\n" }, "about field.required"},
	}
	for _, test := range tests {
		f := application(test.change)
		fields := f.check(newFormChecker())
		got := ""
		for _, one := range fields {
			got += one.Name + " " + one.Key
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestApplyOnceForEachKeyAndBusiness(t *testing.T) {
	h := newHouse(t)
	op := uuid.New()
	fresh := application(func(f *Application) { f.BusinessID = "9000003-8" })
	id, err := h.Apply(ctx, fresh, op)
	wants(t, "apply", err, "")
	again, err := h.Apply(ctx, fresh, op)
	if wants(t, "the same form", err, ""); again != id {
		t.Errorf("the same key made partner %d, and before %d", again, id)
	}
	_, err = h.Apply(ctx, fresh, uuid.New())
	wants(t, "waiting already", err, fault.Invalid, "business_id field.partner_exists")
	_, err = h.Apply(ctx, application(nil), uuid.New())
	wants(t, "a partner already", err, fault.Invalid, "business_id field.partner_exists")
	fresh.BusinessID = "9000004-6"
	_, err = h.Apply(ctx, fresh, op)
	wants(t, "the form's key with another business", err, fault.Conflict, "fault.form_sent")

	p, err := h.Partner(ctx, admin, id)
	wants(t, "read", err, "")
	if p.Slug != "kolimanrannan-sauna-2" || p.Status != Applied || p.About("en") != "Savusauna ja rantasauna." {
		t.Errorf("%+v", p)
	}
}

func TestDecisions(t *testing.T) {
	h := newHouse(t)
	id, err := h.Apply(ctx, application(func(f *Application) { f.Name, f.BusinessID, f.Lang = "Melojat", "9000003-8", "en" }), uuid.New())
	wants(t, "apply", err, "")
	waiting, err := h.Partners(ctx, admin, Applied)
	n := len(waiting)
	if wants(t, "count", err, ""); n != 1 {
		t.Errorf("%d applications", n)
	}
	_, err = h.CreateActivity(ctx, memberOf(id), id, sauna(nil), uuid.New())
	wants(t, "not approved yet", err, fault.Conflict, "fault.partner_not_approved")

	wants(t, "a reason is needed", h.Decline(ctx, admin, id, " \n"), fault.Invalid, "reason field.required")
	wants(t, "decline", h.Decline(ctx, admin, id, "Vakuutus puuttuu."), "")
	wants(t, "decided twice", h.Decline(ctx, admin, id, "Taas."), fault.Conflict, "fault.partner_decided")
	wants(t, "decided twice", h.Approve(ctx, admin, id), fault.Conflict, "fault.partner_decided")

	op := uuid.New()
	again, err := h.Apply(ctx, application(func(f *Application) { f.Name, f.BusinessID = "Keiteleen Melojat", "9000003-8" }), op)
	if wants(t, "apply again", err, ""); again != id {
		t.Errorf("another partner %d for the same business", again)
	}
	wants(t, "approve", h.Approve(ctx, admin, id), "")
	if want := []string{"Melojat applied", "Melojat declined: Vakuutus puuttuu.", "Keiteleen Melojat applied", "Keiteleen Melojat approved"}; !slices.Equal(h.mails.said, want) {
		t.Errorf("mails %q, want %q", h.mails.said, want)
	}
	p, err := h.Partner(ctx, memberOf(id), id)
	if wants(t, "read", err, ""); p.Status != Approved || p.DeclineReason != "" || p.AboutEn != "" || p.AboutFi == "" {
		t.Errorf("%+v", p)
	}
	list, err := h.Partners(ctx, admin, Approved)
	if wants(t, "list", err, ""); len(list) != 2 {
		t.Errorf("%d approved", len(list))
	}
}

func TestADecisionWithoutItsMailIsNone(t *testing.T) {
	h := newHouse(t)
	id, err := h.Apply(ctx, application(func(f *Application) { f.BusinessID = "9000003-8" }), uuid.New())
	wants(t, "apply", err, "")
	h.mails.err = errors.New("no queue")
	if err := h.Approve(ctx, admin, id); !errors.Is(err, h.mails.err) {
		t.Fatal(err)
	}
	if p, err := h.Partner(ctx, admin, id); err != nil || p.Status != Applied {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestVATRegisterAndClasses(t *testing.T) {
	h := newHouse(t)
	own := h.activity(t, func(f *ActivityForm) { f.Kind, f.VATClass = Recreation, money.Standard })
	profile := ProfileForm{
		Name: "Kolimanrannan Sauna", VATRegistered: "no", Municipality: "Pihtipudas", ContactName: "Hoitaja", Email: "a@b.example", Lang: "fi",
		Website: "kolima.example",
	}
	n, err := h.UpdateProfile(ctx, h.member, h.partner, profile)
	if wants(t, "leave the register", err, ""); n != 1 {
		t.Errorf("%d activities changed class", n)
	}
	class := func(want money.VATClass) {
		t.Helper()
		if a, err := h.Activity(ctx, h.member, own); err != nil || a.VATClass != want {
			t.Errorf("class %s, want %s, %v", a.VATClass, want, err)
		}
	}
	class(money.None)
	wants(t, "an unregistered partner cannot choose", h.UpdateActivity(ctx, h.member, own, sauna(func(f *ActivityForm) { f.VATClass = money.Reduced })), "")
	class(money.None)
	n, err = h.UpdateProfile(ctx, h.member, h.partner, profile)
	if wants(t, "nothing new", err, ""); n != 0 {
		t.Errorf("%d activities changed class", n)
	}
	profile.VATRegistered = "yes"
	_, err = h.UpdateProfile(ctx, h.member, h.partner, profile)
	wants(t, "join the register", err, "")
	class(money.Standard)
	err = h.UpdateActivity(ctx, h.member, own, sauna(func(f *ActivityForm) { f.VATClass = money.None }))
	wants(t, "a registered partner must choose", err, fault.Invalid, "vat_class field.choice")
	profile.Website, profile.Email = "ftp://x.fi", "nobody"
	_, err = h.UpdateProfile(ctx, h.member, h.partner, profile)
	wants(t, "bad profile", err, fault.Invalid, "website field.url", "email field.email")
}

func TestFeedSecret(t *testing.T) {
	h := newHouse(t)
	s := h.session(t, h.activity(t, nil), today.AddDays(7), 16)
	old, err := h.FeedToken(ctx, h.member, h.partner)
	wants(t, "token", err, "")
	feed, err := h.Feed(ctx, old)
	if wants(t, "feed", err, ""); feed.Partner.ID != h.partner || len(feed.Sessions) != 1 || feed.Sessions[0].ID != s.ID {
		t.Errorf("%+v", feed)
	}
	fresh, err := h.NewFeedToken(ctx, h.member, h.partner)
	if wants(t, "new token", err, ""); fresh == old {
		t.Error("the same secret")
	}
	_, err = h.Feed(ctx, old)
	wants(t, "the old address", err, fault.NotFound)
	_, err = h.Feed(ctx, fresh)
	wants(t, "the new address", err, "")
}

func TestOthersSeeNothing(t *testing.T) {
	h := newHouse(t)
	activity := h.activity(t, nil)
	s := h.session(t, activity, today.AddDays(7), 16)
	stranger := memberOf(h.approved(t, "Melojat", "9000003-8", "no"))
	calls := map[string]func() error{
		"Partner":         func() error { _, err := h.Partner(ctx, stranger, h.partner); return err },
		"UpdateProfile":   func() error { _, err := h.UpdateProfile(ctx, stranger, h.partner, ProfileForm{}); return err },
		"FeedToken":       func() error { _, err := h.FeedToken(ctx, stranger, h.partner); return err },
		"NewFeedToken":    func() error { _, err := h.NewFeedToken(ctx, stranger, h.partner); return err },
		"Activities":      func() error { _, err := h.Activities(ctx, stranger, h.partner); return err },
		"PartnerSessions": func() error { _, err := h.PartnerSessions(ctx, stranger, h.partner, week()); return err },
		"CreateActivity":  func() error { _, err := h.CreateActivity(ctx, stranger, h.partner, sauna(nil), uuid.New()); return err },
		"CheckActivity":   func() error { return h.CheckActivity(ctx, stranger, h.partner, sauna(nil)) },
		"Activity":        func() error { _, err := h.Activity(ctx, stranger, activity); return err },
		"UpdateActivity":  func() error { return h.UpdateActivity(ctx, stranger, activity, sauna(nil)) },
		"ListActivity":    func() error { return h.ListActivity(ctx, stranger, activity) },
		"ArchiveActivity": func() error { return h.ArchiveActivity(ctx, stranger, activity) },
		"SetPhoto":        func() error { return h.SetPhoto(ctx, stranger, activity, photo.Form{AltFi: "x"}) },
		"RemovePhoto":     func() error { return h.RemovePhoto(ctx, stranger, activity) },
		"Sessions":        func() error { _, err := h.Sessions(ctx, stranger, activity, week()); return err },
		"AddSession":      func() error { _, err := h.AddSession(ctx, stranger, activity, SessionForm{}, uuid.New()); return err },
		"PlanWeekly":      func() error { _, err := h.PlanWeekly(ctx, stranger, activity, WeeklyForm{}); return err },
		"AddWeekly":       func() error { _, err := h.AddWeekly(ctx, stranger, activity, WeeklyForm{}, uuid.New()); return err },
		"Session":         func() error { _, err := h.Session(ctx, stranger, s.ID); return err },
		"ChangeSeats":     func() error { return h.ChangeSeats(ctx, stranger, s.ID, 1) },
		"RemoveSessions": func() error {
			_, _, err := h.RemoveSessions(ctx, stranger, activity, []int64{s.ID}, uuid.New())
			return err
		},
		"RemovedSessions":   func() error { _, err := h.RemovedSessions(ctx, stranger, activity); return err },
		"RestoreSessions":   func() error { _, err := h.RestoreSessions(ctx, stranger, activity, uuid.New()); return err },
		"ChangeSeatsOfMany": func() error { _, err := h.ChangeSeatsOfMany(ctx, stranger, activity, []int64{s.ID}, 1); return err },
		"CancelSessions":    func() error { _, err := h.CancelSessions(ctx, stranger, activity, []int64{s.ID}, "Myrsky"); return err },
		"CancelSession":     func() error { return h.CancelSession(ctx, stranger, s.ID, "Myrsky") },
		"Approve":           func() error { return h.Approve(ctx, stranger, h.partner) },
		"Decline":           func() error { return h.Decline(ctx, stranger, h.partner, "Ei") },
		"Partners":          func() error { _, err := h.Partners(ctx, stranger, ""); return err },
	}
	for name, call := range calls {
		wants(t, name, call(), fault.NotFound, "fault.not_found")
	}
	stranger = nobody
	for name, call := range calls {
		wants(t, name+" by nobody", call(), fault.Unauthenticated)
	}
}
