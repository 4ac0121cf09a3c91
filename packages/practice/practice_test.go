package practice

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// world is a network with a second hub and the people who run it.
type world struct {
	packtest.Network
	*Service
	hubs   *hub.Service
	events *event.Service
	other  int64
	guest  access.Actor // runs the other hub
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{Network: packtest.New(t, pgtest.New(t), packtest.Options{})}
	now := func() time.Time { return w.Now }
	w.hubs, w.events = hub.New(w.DB, now), event.New(w.DB, nil, now)
	w.Service = New(w.DB, w.hubs, w.events)
	must(t, w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		return tx.Get(t.Context(), &w.other, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id)
			INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, desk_day_cents, resource_id) SELECT 'toinen', 'Toinen', 'working', 'Viitasaari', 63, 25, 20, 900, id FROM r RETURNING id`)
	}))
	w.guest = access.Actor{PersonID: w.Admin.PersonID, Grants: []access.Grant{{Role: access.CommunityManager, Org: w.other}}}
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func good(kind Kind) Form {
	f := Form{Theme: "community", TitleFi: " Yhteiset  kahvit ", TextFi: "Keitetään.", Kind: kind, RuleFi: "Kahvi on yhteistä.", RuleEn: "Coffee is shared."}
	return f
}

func (w *world) write(t *testing.T, f Form) int64 {
	t.Helper()
	id, err := w.Create(t.Context(), w.Staff, w.HubID, f, uuid.New())
	must(t, err)
	return id
}

// adopters are who has adopted it, in words.
func (w *world) adopters(t *testing.T, id int64) string {
	t.Helper()
	list, err := w.Adoptions(t.Context(), w.Staff, id)
	must(t, err)
	said := ""
	for _, a := range list {
		said += fmt.Sprintf("%s %q event %v copy %v added %q;", a.HubName, a.Note, a.EventID != 0, a.Copied(), a.AddedFi)
	}
	return said
}

func TestWhatIsWrongWithAForm(t *testing.T) {
	for want, change := range map[string]func(f *Form){
		"":         func(*Form) {},
		"title_fi": func(f *Form) { f.TitleFi = " " },
		"text_en":  func(f *Form) { f.TextEn = strings.Repeat("ä", maxText+1) },
		"theme":    func(f *Form) { f.Theme = "x" },
		"kind":     func(f *Form) { f.Kind = "x" },
		"package":  func(f *Form) { f.Kind = Package },
		"event":    func(f *Form) { f.Kind = Event },
		"rule_fi":  func(f *Form) { f.RuleFi = "\n" },
	} {
		f := good(Rule)
		change(&f)
		f.clean()
		got := ""
		for _, x := range f.faults() {
			got += x.Name
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWritingAndWithdrawing(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	op := uuid.New()
	id, err := w.Create(ctx, w.Staff, w.HubID, good(Plain), op)
	must(t, err)
	if again, err := w.Create(ctx, w.Staff, w.HubID, good(Plain), op); again != id || err != nil {
		t.Errorf("sent twice: %d, %v", again, err)
	}
	list, err := w.List(ctx, w.guest, Filter{Theme: "community", HubID: w.HubID})
	if must(t, err); len(list) != 1 || list[0].TitleFi != "Yhteiset kahvit" || list[0].HubName != "HUBteekki" || list[0].RuleFi != "" || list[0].Adopters != 0 {
		t.Fatalf("%+v", list)
	}
	for _, f := range []Filter{{Theme: "space"}, {HubID: w.other}} {
		if none, err := w.List(ctx, w.guest, f); err != nil || len(none) != 0 {
			t.Errorf("%+v finds %v, %v", f, none, err)
		}
	}
	var png = picture(t)
	must(t, w.AddPhoto(ctx, w.Staff, id, photo.Form{AltFi: "Pannu", Data: png}))
	if f := fault.As(w.AddPhoto(ctx, w.Staff, id, photo.Form{Data: png})); f == nil || f.Fields[0].Name != "alt_fi" {
		t.Errorf("not described: %v", f)
	}
	p, err := w.ByID(ctx, w.guest, id)
	if must(t, err); len(p.Photos) != 1 || p.Photos[0].AltFi != "Pannu" {
		t.Errorf("%+v", p.Photos)
	}
	must(t, w.RemovePhoto(ctx, w.Staff, id, p.Photos[0].ID))
	must(t, w.Adopt(ctx, w.guest, id, w.other, "Hyvin meni"))
	must(t, w.Withdraw(ctx, w.Admin, id))
	if p, err = w.ByID(ctx, w.guest, id); err != nil || p.TextFi != "" || !p.Withdrawn() {
		t.Errorf("others still read %+v, %v", p, err)
	}
	if own, err := w.ByID(ctx, w.Staff, id); err != nil || own.TextFi == "" {
		t.Errorf("its hub does not read it: %v", err)
	}
	if code := fault.CodeOf(w.Adopt(ctx, w.guest, id, w.other, "")); code != fault.Conflict {
		t.Errorf("adopted although withdrawn: %v", code)
	}
	must(t, w.Restore(ctx, w.Staff, id))
	if got := w.adopters(t, id); got != `Toinen "Hyvin meni" event false copy false added "";` {
		t.Error(got)
	}
}

// picture is a picture of 400 by 300.
func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 300))))
	return b.Bytes()
}

// TestOthersStayOut: nobody writes or adopts for a hub of others, and who runs no hub finds nothing at all.
func TestOthersStayOut(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	id := w.write(t, good(Rule))
	_, byID := w.ByID(ctx, w.Companies[0], id)
	_, list := w.List(ctx, w.Companies[0], Filter{})
	_, adoptions := w.Adoptions(ctx, access.Actor{}, id)
	_, create := w.Create(ctx, w.guest, w.HubID, good(Plain), uuid.New())
	_, _, objects := w.Objects(ctx, w.guest, w.HubID)
	_, adoptEvent := w.AdoptEvent(ctx, w.Staff, id, w.other, event.Form{}, uuid.New())
	for what, err := range map[string]error{
		"byID": byID, "list": list, "adoptions": adoptions, "create": create, "objects": objects, "adopt event": adoptEvent,
		"update": w.Update(ctx, w.guest, id, good(Plain)), "withdraw": w.Withdraw(ctx, w.guest, id), "photo": w.AddPhoto(ctx, w.guest, id, photo.Form{}),
		"adopt": w.Adopt(ctx, w.Staff, id, w.other, ""), "rule": w.AdoptRule(ctx, w.Staff, id, w.other, RuleForm{RuleFi: "x"}), "leave": w.Leave(ctx, w.Staff, id, w.other),
	} {
		if code := fault.CodeOf(err); code != fault.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	if code := fault.CodeOf(w.Adopt(ctx, w.Staff, id, w.HubID, "")); code != fault.Conflict {
		t.Errorf("its own: %v", code)
	}
	f := good(Package)
	f.PackageID = w.PackageID
	if _, err := w.Create(ctx, w.guest, w.other, f, uuid.New()); fault.CodeOf(err) != fault.Invalid || fault.As(err).Fields[0].Name != "package" {
		t.Errorf("a package of others goes along: %v", err)
	}
}

// TestAnEventsFormat: the event that is made is the adopter's own, and what changes in the original does not reach it.
func TestAnEventsFormat(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	from, to := 9*60, 10*60+30
	words := event.Words{TitleFi: "Kahvit", TitleEn: "Coffee", TextFi: "Tule.", Theme: event.Meet, Place: "Meidän laituri", PriceCents: 200, ClosesHours: 2}
	source, err := w.events.Create(ctx, w.Staff, w.HubID, event.Form{Words: words, Times: event.Times{Day: w.Monday, From: &from, To: &to, Seats: 8}}, uuid.New())
	must(t, err)
	must(t, w.events.SetPhoto(ctx, w.Staff, source, photo.Form{Data: picture(t), AltFi: "Kahvia laiturilla", AltEn: "Coffee on the jetty", Focus: "50-15"}))
	f := good(Event)
	f.EventID = source
	id := w.write(t, f)
	_, form, err := w.Format(ctx, w.guest, id)
	if must(t, err); form.TitleEn != "Coffee" || *form.To-*form.From != 90 || form.Seats != 8 || form.PriceCents != 200 || form.Place != "" || !form.Day.IsZero() {
		t.Fatalf("%+v", form)
	}
	if _, err := w.AdoptEvent(ctx, w.guest, id, w.other, form, uuid.New()); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("without a day: %v", err)
	}
	if got := w.adopters(t, id); got != "" {
		t.Errorf("nothing was made, and yet %s", got)
	}
	form.Day = w.Monday.AddDays(3)
	op := uuid.New()
	made, err := w.AdoptEvent(ctx, w.guest, id, w.other, form, op)
	must(t, err)
	if again, err := w.AdoptEvent(ctx, w.guest, id, w.other, form, op); again != made || err != nil {
		t.Errorf("sent twice: %d, %v", again, err)
	}
	words.TitleFi = "Teet"
	must(t, w.events.Update(ctx, w.Staff, source, words))
	if code := fault.CodeOf(w.events.RemovePhoto(ctx, w.guest, source)); code != fault.NotFound {
		t.Errorf("another hub's picture: %v", code)
	}
	must(t, w.events.RemovePhoto(ctx, w.Staff, source)) // the copy is the adopter's own
	all, err := w.events.Occasions(ctx, w.guest, made)
	if must(t, err); len(all) != 1 || all[0].TitleFi != "Kahvit" || all[0].HubID != w.other || all[0].Day != form.Day || all[0].Capacity != 8 ||
		all[0].PhotoID == 0 || all[0].PhotoAlt("fi") != "Kahvia laiturilla" || all[0].PhotoAlt("en") != "Coffee on the jetty" || all[0].PhotoFocus().Y != 15 {
		t.Errorf("%+v", all)
	}
	if jpeg, err := photo.Read(ctx, w.DB, all[0].PhotoID, 400); err != nil || len(jpeg) == 0 {
		t.Errorf("%d bytes of the copied picture, %v", len(jpeg), err)
	}
	if got := w.adopters(t, id); got != `Toinen "" event true copy false added "";` {
		t.Error(got)
	}
}

// TestARuleOfTheHouse: it comes into the rules once and can be taken back, others' lines untouched.
func TestARuleOfTheHouse(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	id := w.write(t, good(Rule))
	must(t, w.hubs.Describe(ctx, w.guest, w.other, hub.Details{RulesFi: "Ovi kiinni."}))
	rules := func() string {
		d, err := w.hubs.Details(ctx, w.other)
		must(t, err)
		return d.RulesFi + "|" + d.RulesEn
	}
	for range 2 {
		must(t, w.AdoptRule(ctx, w.guest, id, w.other, RuleForm{RuleFi: "Kahvi on yhteistä.", RuleEn: "Coffee is shared."}))
	}
	if got := rules(); got != "Ovi kiinni.\nKahvi on yhteistä.|" {
		t.Errorf("%q", got)
	}
	if got := w.adopters(t, id); got != `Toinen "" event false copy false added "Kahvi on yhteistä.";` {
		t.Error(got)
	}
	must(t, w.Leave(ctx, w.guest, id, w.other))
	if got := rules(); got != "Ovi kiinni.|" || w.adopters(t, id) != "" {
		t.Errorf("%q, %s", got, w.adopters(t, id))
	}
	if f := fault.As(w.AdoptRule(ctx, w.guest, id, w.other, RuleForm{})); f == nil || f.Code != fault.Invalid {
		t.Errorf("nothing: %v", f)
	}
	long := RuleForm{RuleFi: strings.Repeat("ä", 3000)}
	if f := fault.As(w.AdoptRule(ctx, w.guest, id, w.other, long)); f == nil || f.Fields[0].Name != "rule_fi" {
		t.Errorf("too long: %v", f)
	}
}

// TestACopiedPackageIsAdopted: who copies the package is among the adopters, without a word from here.
func TestACopiedPackageIsAdopted(t *testing.T) {
	w := newWorld(t)
	f := good(Package)
	f.PackageID = w.PackageID
	id := w.write(t, f)
	_, err := packages.NewEditor(w.DB, func() time.Time { return w.Now }).CopyHere(t.Context(), w.guest, w.other,
		packages.CopyRequest{PackageID: w.PackageID, RevisionID: w.RevisionID, OpKey: uuid.New()})
	must(t, err)
	p, err := w.ByID(t.Context(), w.guest, id)
	if must(t, err); p.Adopters != 1 || !p.Offered {
		t.Errorf("%+v", p)
	}
	if got := w.adopters(t, id); got != `Toinen "" event false copy true added "";` {
		t.Error(got)
	}
	must(t, packages.NewEditor(w.DB, func() time.Time { return w.Now }).Archive(t.Context(), w.Staff, w.PackageID))
	if p, err = w.ByID(t.Context(), w.guest, id); err != nil || p.Offered {
		t.Errorf("%+v, %v", p, err)
	}
}
