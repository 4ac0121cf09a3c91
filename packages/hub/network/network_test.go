package network

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// wrong are the fields that an error complains of, "day:field.day_past to:field.required".
func wrong(err error) string {
	var all []string
	if f := fault.As(err); f != nil {
		for _, one := range f.Fields {
			all = append(all, one.Name+":"+one.Key)
		}
	}
	return strings.Join(all, " ")
}

func minutes(n int) *int { return &n }

func TestMeetingForms(t *testing.T) {
	now := dates.At(dates.MustParse("2026-11-23"), 12*60)
	good := MeetingForm{Title: "Kahvit", Day: dates.MustParse("2026-11-24"), From: minutes(540), To: minutes(600), Place: "HUBteekki"}
	for name, c := range map[string]struct {
		change func(f *MeetingForm)
		want   string
	}{
		"good":                          {func(*MeetingForm) {}, ""},
		"only a link":                   {func(f *MeetingForm) { f.Place, f.Link = "", "kokous.example/1" }, ""},
		"nowhere":                       {func(f *MeetingForm) { f.Place = "" }, "place:field.meeting_where"},
		"yesterday":                     {func(f *MeetingForm) { f.Day = f.Day.AddDays(-2) }, "day:field.day_past"},
		"earlier today":                 {func(f *MeetingForm) { f.Day = f.Day.AddDays(-1) }, "from:field.session_past"},
		"later today":                   {func(f *MeetingForm) { f.Day, f.From, f.To = f.Day.AddDays(-1), minutes(721), minutes(780) }, ""},
		"too far":                       {func(f *MeetingForm) { f.Day = f.Day.AddDays(3 * 366) }, "day:field.day_far"},
		"end before start":              {func(f *MeetingForm) { f.To = minutes(540) }, "to:field.meeting_order"},
		"nothing":                       {func(f *MeetingForm) { *f = MeetingForm{} }, "title:field.required day:field.required from:field.required to:field.required place:field.meeting_where"},
		"unsafe link":                   {func(f *MeetingForm) { f.Link = "http://kokous.example" }, "link:field.meeting_link"},
		"script for link":               {func(f *MeetingForm) { f.Link = "javascript:alert(1)" }, "link:field.meeting_link"},
		"password in link":              {func(f *MeetingForm) { f.Link = "https://a:b@kokous.example" }, "link:field.meeting_link"},
		"the hour that the clock skips": {func(f *MeetingForm) { f.Day, f.From, f.To = dates.MustParse("2027-03-28"), minutes(180), minutes(240) }, "to:field.meeting_order"},
	} {
		f := good
		c.change(&f)
		if got := wrong(f.check(now)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestModuleForms(t *testing.T) {
	step := StepForm{TextFi: "Tee"}
	for want, f := range map[string]ModuleForm{
		"": {TitleFi: "A", TextFi: "B", Steps: []StepForm{{}, step, {ID: 7}}},
		"title_fi:field.required text_fi:field.required steps.0.fi:field.required": {TitleFi: " ", Steps: []StepForm{{ID: 3}}},
		"steps.0.place:field.range":  {TitleFi: "A", TextFi: "B", Steps: []StepForm{{TextFi: "Tee", Place: 100}}},
		"steps.1.fi:field.required":  {TitleFi: "A", TextFi: "B", Steps: []StepForm{step, {TextEn: "Do"}}},
		"steps.0.fi:field.max_chars": {TitleFi: "A", TextFi: "B", Steps: []StepForm{{TextFi: strings.Repeat("ä", maxStep+1)}}},
		"title_en:field.max_chars":   {TitleFi: "A", TitleEn: strings.Repeat("a", maxTitle+1), TextFi: "B", Steps: []StepForm{step}},
	} {
		if got := wrong(f.check()); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// told keeps who was told what.
type told []string

func (l *told) Meeting(_ context.Context, _ *postgres.Tx, what News, m Meeting, to []Recipient) error {
	said := fmt.Sprintf("%s %d:", what, m.Letters)
	for _, one := range to {
		said += " " + one.Name
	}
	*l = append(*l, said)
	return nil
}

type world struct {
	packtest.Network
	*Service
	told    *told
	manager access.Actor // of the hub
	other   access.Actor // of a planned hub
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{Network: packtest.New(t, pgtest.New(t), packtest.Options{}), told: &told{}}
	w.Service = New(w.DB, w.told, func() time.Time { return w.Now })
	err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		var planned, resource int64
		if err := tx.Get(t.Context(), &resource, `/* network.test */ INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id`); err != nil {
			return err
		}
		if err := tx.Get(t.Context(), &planned, `/* network.test */
			INSERT INTO hub (slug, name, status, municipality, lat, lon, email, desks, desk_day_cents, resource_id)
			VALUES ('uusi', 'Uusi', 'planned', 'Kinnula', 63.3, 24.9, 'uusi@example.fi', 4, 1500, $1) RETURNING id`, resource); err != nil {
			return err
		}
		for _, m := range []struct {
			name string
			at   int64
			as   *access.Actor
		}{{"manageri", w.HubID, &w.manager}, {"toinen", planned, &w.other}} {
			*m.as = access.Actor{Name: m.name, Lang: "fi", Grants: []access.Grant{{Role: access.CommunityManager, Org: m.at}}}
			if err := tx.Get(t.Context(), &m.as.PersonID, `/* network.test */ INSERT INTO person (email, name) VALUES ($1 || '@example.fi', $1) RETURNING id`, m.name); err != nil {
				return err
			}
			if _, err := tx.Exec(t.Context(), `/* network.test */ INSERT INTO membership (person_id, role, hub_id) VALUES ($1, 'community_manager', $2)`, m.as.PersonID, m.at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) set(t *testing.T, query string, args ...any) {
	t.Helper()
	w.do(t, w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "/* network.test */ "+query, args...)
		return err
	}))
}

func TestWhoRunsWhichHub(t *testing.T) {
	w := newWorld(t)
	w.set(t, `INSERT INTO membership (person_id, role, hub_id) VALUES ($1, 'hub_staff', $2)`, w.manager.PersonID, w.HubID) // twice, but one person
	list, err := w.Hubs(t.Context(), w.Staff)
	w.do(t, err)
	said := ""
	for _, h := range list {
		said += h.Name
		for _, p := range h.People {
			said += " " + p.Name
		}
		said += fmt.Sprint(" ", h.Unmanaged(), "; ")
	}
	if said != "HUBteekki manageri staff false; Uusi toinen false; " {
		t.Error(said)
	}
	w.set(t, `UPDATE person SET disabled_at = now() WHERE id = $1`, w.other.PersonID)
	if list, err = w.Hubs(t.Context(), w.Admin); err != nil || !list[1].Unmanaged() || len(list[1].People) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestThePath(t *testing.T) {
	ctx, w := t.Context(), newWorld(t)
	form := ModuleForm{TitleFi: "Alku", TextFi: "Näin alkaa.", Steps: []StepForm{{TextFi: "yksi"}, {TextFi: "kaksi"}, {TextFi: "kolme"}, {}}}
	op := uuid.New()
	first, err := w.AddModule(ctx, w.Admin, form, op)
	w.do(t, err)
	if again, err := w.AddModule(ctx, w.Admin, form, op); err != nil || again != first {
		t.Errorf("the same form makes another module: %d, %v", again, err)
	}
	second, err := w.AddModule(ctx, w.Admin, ModuleForm{TitleFi: "Jatko", TextFi: "Näin jatkuu.", Steps: []StepForm{{TextFi: "neljä"}}}, uuid.New())
	w.do(t, err)
	m, err := w.Module(ctx, w.manager, first)
	w.do(t, err)
	one, two, three := m.Steps[0].ID, m.Steps[1].ID, m.Steps[2].ID
	foreign, err := w.Module(ctx, w.manager, second)
	w.do(t, err)
	w.do(t, w.Tick(ctx, w.manager, first, []int64{one, two, foreign.Steps[0].ID}))
	w.do(t, w.Tick(ctx, w.other, first, []int64{three}))
	w.do(t, w.Tick(ctx, w.manager, first, []int64{two, three})) // one is taken back
	path, err := w.Path(ctx, w.manager)
	w.do(t, err)
	if got := fmt.Sprint(Overall(path), path[0].Progress(), path[1].Progress()); got != "{2 4} {2 3} {0 1}" {
		t.Error(got)
	}
	// Written anew: one goes, three stands first, another is new. Ticks of what stays stay.
	w.do(t, w.EditModule(ctx, w.Admin, first, ModuleForm{TitleFi: "Alku 2", TextFi: "Näin alkaa.", Steps: []StepForm{{ID: one}, {ID: two, TextFi: "kaksi", Place: 2}, {ID: three, TextFi: "kolme!", Place: 1}, {TextFi: "uusi"}}}))
	m, err = w.Module(ctx, w.manager, first)
	w.do(t, err)
	said := m.TitleFi
	for _, s := range m.Steps {
		said += fmt.Sprintf(" %s %v", s.TextFi, s.Ticked)
	}
	if said != "Alku 2 kolme! true kaksi true uusi false" {
		t.Error(said)
	}
	w.do(t, w.MoveModule(ctx, w.Admin, second, true))
	w.do(t, w.MoveModule(ctx, w.Admin, second, true)) // it is first already
	path, err = w.Path(ctx, w.manager)
	w.do(t, err)
	if path[0].ID != second {
		t.Errorf("%+v", path)
	}
	walkers, err := w.Walkers(ctx, w.Admin)
	w.do(t, err)
	if got := fmt.Sprintf("%s %v, %s %v, %d", walkers[0].Name, walkers[0].Progress(), walkers[1].Name, walkers[1].Progress(), len(walkers)); got != "manageri {2 4}, toinen {1 4}, 2" {
		t.Error(got)
	}
	by, err := w.ByModule(ctx, w.Admin, append(walkers, walkers[0])) // somebody with two hubs counts once
	w.do(t, err)
	said = ""
	for _, m := range by {
		said += fmt.Sprintf("%s %d:", m.TitleFi, m.Complete())
		for _, p := range m.People {
			said += fmt.Sprintf(" %s %v", p.Name, p.Progress())
		}
		for _, d := range m.Done {
			said += fmt.Sprintf(" %s %v", d.TextFi, d.Who)
		}
		said += "; "
	}
	if said != "Jatko 0: manageri {0 1} toinen {0 1} neljä []; Alku 2 0: manageri {2 3} toinen {1 3} kolme! [manageri toinen] kaksi [manageri] uusi []; " {
		t.Error(said)
	}
	if got := fmt.Sprint(ByHub(append(walkers, walkers[1]))); got != "[{HUBteekki 1 {2 4}} {Uusi 2 {2 8}}]" {
		t.Error(got)
	}
	if _, err := w.ByModule(ctx, w.manager, walkers); fault.CodeOf(err) == "" {
		t.Error("a manager reads who has done what")
	}
	// Off the path it counts nothing, and nobody but network admins sees it; back on the path its ticks are there.
	w.do(t, w.RetireModule(ctx, w.Admin, first, true))
	if path, err = w.Path(ctx, w.manager); err != nil || fmt.Sprint(Overall(path)) != "{0 1}" {
		t.Errorf("%+v, %v", path, err)
	}
	if err := w.Tick(ctx, w.manager, first, nil); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("ticking a retired module: %v", err)
	}
	if path, err = w.Path(ctx, w.Admin); err != nil || len(path) != 2 || !path[1].Retired {
		t.Errorf("%+v, %v", path, err)
	}
	w.do(t, w.RetireModule(ctx, w.Admin, first, false))
	if path, err = w.Path(ctx, w.manager); err != nil || fmt.Sprint(Overall(path)) != "{2 4}" {
		t.Errorf("%+v, %v", path, err)
	}
}

// reminds sees that who comes is reminded of a meeting once, the day before it.
func (w *world) reminds(t *testing.T, id int64) {
	t.Helper()
	w.do(t, w.Answer(t.Context(), w.Staff, id, true))
	w.do(t, w.Answer(t.Context(), w.other, id, false))
	for _, step := range []struct {
		in   string
		want int
	}{{"25 hours", 0}, {"23 hours", 1}, {"22 hours", 0}} {
		w.set(t, `UPDATE network_meeting SET starts_at = now() + $1::interval, ends_at = now() + $1::interval + interval '1 hour' WHERE id = $2`, step.in, id)
		if n, err := w.Remind(t.Context()); err != nil || n != step.want {
			t.Errorf("in %s: %d reminders, %v", step.in, n, err)
		}
	}
	w.set(t, `UPDATE network_meeting SET starts_at = '2026-11-30 10:00 Europe/Helsinki', ends_at = '2026-11-30 11:00 Europe/Helsinki' WHERE id = $1`, id)
}

func TestMeetings(t *testing.T) {
	ctx, w := t.Context(), newWorld(t)
	form := MeetingForm{Title: "Kahvit", Day: dates.MustParse("2026-11-30"), From: minutes(540), To: minutes(600), Place: "HUBteekki", Agenda: "Kuulumiset"}
	op := uuid.New()
	id, err := w.AddMeeting(ctx, w.manager, form, op)
	w.do(t, err)
	if again, err := w.AddMeeting(ctx, w.manager, form, op); err != nil || again != id {
		t.Errorf("the same form calls another meeting: %d, %v", again, err)
	}
	w.do(t, w.Answer(ctx, w.Staff, id, true))
	w.do(t, w.Answer(ctx, w.other, id, true))
	w.do(t, w.Answer(ctx, w.other, id, false)) // changed their mind
	if m, answers, err := w.Meeting(ctx, w.Staff, id); err != nil || m.Coming != 1 || m.Mine == nil || !*m.Mine || len(answers) != 2 {
		t.Errorf("%+v %+v, %v", m, answers, err)
	}
	form.Agenda = "Kuulumiset ja kesä"
	w.do(t, w.EditMeeting(ctx, w.manager, id, form)) // nobody needs a mail
	form.Place = "Lennätin"
	w.do(t, w.EditMeeting(ctx, w.Admin, id, form))
	if m, _, err := w.Meeting(ctx, w.Staff, id); err != nil || m.Coming != 1 || m.Seq != 2 {
		t.Errorf("%+v, %v", m, err)
	}
	form.From, form.To = minutes(600), minutes(660)
	w.do(t, w.EditMeeting(ctx, w.manager, id, form))
	if m, answers, err := w.Meeting(ctx, w.Staff, id); err != nil || m.Mine != nil || len(answers) != 0 {
		t.Errorf("answers to another time stand: %+v %+v, %v", m, answers, err)
	}
	w.reminds(t, id)
	w.do(t, w.NewFeedToken(ctx, w.other))
	token, err := w.FeedToken(ctx, w.other)
	w.do(t, err)
	w.do(t, w.CancelMeeting(ctx, w.manager, id, CancelForm{Reason: "Lumimyrsky"}))
	if got := strings.Join(*w.told, "; "); got != "added 1: toinen; moved 2: staff manageri toinen; moved 3: staff toinen; reminded 4: staff; cancelled 5: staff toinen" {
		t.Error(got)
	}
	for what, err := range map[string]error{"edit": w.EditMeeting(ctx, w.manager, id, form), "cancel": w.CancelMeeting(ctx, w.manager, id, CancelForm{}), "answer": w.Answer(ctx, w.Staff, id, true)} {
		if f := fault.As(err); f == nil || f.Key != "fault.meeting_over" {
			t.Errorf("%s of a cancelled meeting: %v", what, err)
		}
	}
	if list, err := w.Feed(ctx, token); err != nil || len(list) != 1 || !list[0].Entry("https://x").Cancelled || list[0].Entry("").Description != "Lumimyrsky" {
		t.Errorf("%+v, %v", list, err)
	}
	w.do(t, w.NewFeedToken(ctx, w.other))
	_, old := w.Feed(ctx, token)
	token, err = w.FeedToken(ctx, w.other)
	w.do(t, err)
	w.set(t, `DELETE FROM membership WHERE person_id = $1`, w.other.PersonID)
	_, left := w.Feed(ctx, token)
	for what, err := range map[string]error{"an old address": old, "the address of somebody who has left": left} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	w.Now = w.Now.AddDate(0, 0, 10)
	coming, err := w.Meetings(ctx, w.Staff)
	w.do(t, err)
	if past, err := w.PastMeetings(ctx, w.Staff); err != nil || len(past) != 1 || len(coming) != 0 {
		t.Errorf("%+v %+v, %v", coming, past, err)
	}
}

// TestWhoMayWhat: strangers find nothing, staff call no meetings, a manager leaves others' meetings alone, only admins write the path.
func TestWhoMayWhat(t *testing.T) {
	ctx, w := t.Context(), newWorld(t)
	form := MeetingForm{Title: "Kahvit", Day: dates.MustParse("2026-11-30"), From: minutes(540), To: minutes(600), Place: "HUBteekki"}
	text := ModuleForm{TitleFi: "Alku", TextFi: "Näin.", Steps: []StepForm{{TextFi: "yksi"}}}
	meeting, err := w.AddMeeting(ctx, w.manager, form, uuid.New())
	w.do(t, err)
	module, err := w.AddModule(ctx, w.Admin, text, uuid.New())
	w.do(t, err)
	does := map[string]func(a access.Actor) error{
		"hubs":     func(a access.Actor) error { _, err := w.Hubs(ctx, a); return err },
		"path":     func(a access.Actor) error { _, err := w.Path(ctx, a); return err },
		"module":   func(a access.Actor) error { _, err := w.Module(ctx, a, module); return err },
		"meetings": func(a access.Actor) error { _, err := w.Meetings(ctx, a); return err },
		"past":     func(a access.Actor) error { _, err := w.PastMeetings(ctx, a); return err },
		"meeting":  func(a access.Actor) error { _, _, err := w.Meeting(ctx, a, meeting); return err },
		"answer":   func(a access.Actor) error { return w.Answer(ctx, a, meeting, true) },
		"token":    func(a access.Actor) error { _, err := w.FeedToken(ctx, a); return err },
		"feed":     func(a access.Actor) error { return w.NewFeedToken(ctx, a) },
		"tick":     func(a access.Actor) error { return w.Tick(ctx, a, module, nil) },
		"call":     func(a access.Actor) error { _, err := w.AddMeeting(ctx, a, form, uuid.New()); return err },
		"edit":     func(a access.Actor) error { return w.EditMeeting(ctx, a, meeting, form) },
		"walkers":  func(a access.Actor) error { _, err := w.Walkers(ctx, a); return err },
		"write":    func(a access.Actor) error { return w.EditModule(ctx, a, module, text) },
		"add":      func(a access.Actor) error { _, err := w.AddModule(ctx, a, text, uuid.New()); return err },
		"move":     func(a access.Actor) error { return w.MoveModule(ctx, a, module, true) },
		"retire":   func(a access.Actor) error { return w.RetireModule(ctx, a, module, false) },
	}
	inside := "hubs path module meetings past meeting answer token feed "
	for who, c := range map[string]struct {
		actor access.Actor
		may   string
	}{
		"nobody":        {access.Actor{}, ""},
		"company":       {w.Companies[0], ""},
		"staff":         {w.Staff, inside + "tick "},
		"other manager": {w.other, inside + "tick call "},
		"manager":       {w.manager, inside + "tick call edit "},
		"admin":         {w.Admin, inside + "call edit walkers write add move retire "},
	} {
		for what, do := range does {
			err, may := do(c.actor), strings.Contains(c.may, what+" ")
			code := fault.CodeOf(err)
			if may && err != nil || !may && code != fault.NotFound && code != fault.Unauthenticated {
				t.Errorf("%s, %s: %v", who, what, err)
			}
		}
	}
	if err := w.CancelMeeting(ctx, w.other, meeting, CancelForm{}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another's meeting was cancelled: %v", err)
	}
}
