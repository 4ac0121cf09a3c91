package staff_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages"
)

// fresh starts a draft by the page and returns its address.
func (w world) fresh(t *testing.T, b *webtest.Browser, name string) string {
	t.Helper()
	return b.Post(path("/hubi/%d/paketit", w.HubID), "name_fi", name).To()
}

// activity is the id of one of the network's activities.
func (w world) activity(t *testing.T, slug string) string {
	t.Helper()
	pkg, err := packages.PublishedBySlug(t.Context(), w.DB, "viikko")
	must(t, err)
	for _, it := range pkg.Items {
		if it.ActivitySlug == slug {
			return path("%d", it.ActivityID)
		}
	}
	t.Fatalf("no activity %s", slug)
	return ""
}

func TestPackagesListAndCreate(t *testing.T) {
	w := newWorld(t)
	at := path("/hubi/%d/paketit", w.HubID)
	staff := w.As(t, "staff")
	staff.Get(at).Status(200).Says("Viikko", "Myynnissä", "aloitukset 7.6.–6.8.2027", "10 hlö").Lacks("Luonnos</")
	w.As(t, "stranger").Get(path("/hubi/%d/paketit", w.other)).Status(200).Says("Ensimmäinen paketti odottaa tekijäänsä")

	staff.Post(at, "name_fi", "  ").Status(422).Says(`href="#f-name_fi"`)
	op := uuid.NewString()
	one := staff.Post(at, "name_fi", "Avantoviikko", "_op", op).To()
	if again := staff.Post(at, "name_fi", "Avantoviikko", "_op", op).To(); again != one {
		t.Errorf("sent twice, made %s and %s", one, again)
	}
	staff.Get(at).Says("Avantoviikko", "Luonnos")
	staff.Get("/en"+one).Status(200).Says("Avantoviikko", "Draft, version 1", "Say from when to when")
}

func TestBuilderFiguresFollowTheForm(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	form := staff.Get(at).Status(200).Says("75,00 €", "Savusauna", "Kanootti").Form(at) // five days at 15 €
	form.Set("legs.0.days", "5")
	form.Set("adjust", "10")
	form.Set("people", "4")
	staff.Piece(form.At(at+"/laske")).Status(200).Says(`id="laskelma"`, "82,50 €", "330,00 €", `hx-swap-oob`).Lacks("<html")
	staff.Send(form.At(at+"/laske")).Status(200).Says("<html", "82,50 €", `name="adjust"`, `value="10"`)

	form.Set("pricing", "fixed")
	form.Set("fixed", "1 000,00 €")
	staff.Piece(form.At(at+"/laske")).Status(200).Says("1 000,00 €", "4 000,00 €")
	form.Set("fixed", "paljon")
	staff.Piece(form.At(at+"/laske")).Status(200).Says("Hintaa ei voi laskea", `href="#f-fixed"`)
	staff.Send(form.At(at+"/laske")).Status(422).Says(`value="paljon"`, `href="#f-fixed"`)

	pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at))
	must(t, err)
	if pkg.AdjustBP != 0 || pkg.Version != 1 {
		t.Errorf("figures saved something: %+v", pkg.Revision)
	}
}

func TestBuilderRowsComeAndGo(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	form := staff.Get(at).Form(at)
	form.Set("name_en", "Typed and not lost")
	form.Set("add", w.activity(t, "savusauna"))
	page := staff.Send(form.At(at+"/rivit")).Status(200).Says("Typed and not lost", `name="items.0.times"`, "mukana")
	form = page.Form(at)
	form.Set("items.0.times", "2")
	form.Set("add", w.activity(t, "kanootti"))
	piece := staff.Piece(form.At(at + "/rivit")).Status(200)
	piece.Says(`id="ohjelma"`, `name="items.1.times"`, `id="pick-`+w.activity(t, "kanootti")+`"`).Lacks("<html", `id="pick-`+w.activity(t, "savusauna")+`"`)

	form.Set("items.1.activity", w.activity(t, "kanootti"))
	form.Set("items.1.times", "1")
	form.Set("items.1.leg", "0")
	form.Del("add")
	form.Set("drop", "0")
	left := staff.Send(form.At(at + "/rivit")).Status(200).Form(at)
	if left.Get("items.0.activity") != w.activity(t, "kanootti") || left.Has("items.1.activity") {
		t.Errorf("left: %v", left)
	}
	left.Set("without", w.activity(t, "kanootti"))
	if none := staff.Send(left.At(at + "/rivit")).Status(200).Form(at); none.Has("items.0.activity") {
		t.Errorf("left: %v", none)
	}
	form.Set("add", "999999")
	form.Del("drop")
	staff.Send(form.At(at + "/rivit")).Status(422).Says("Typed and not lost")
}

func TestBuilderFindsActivities(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	form := staff.Get(at).Form(at)
	for _, c := range []struct{ q, kind, has, lacks string }{
		{"SAVU", "", "Savusauna", "Kanootti"}, {"melojat pihti", "", "Kanootti", "Savusauna"}, {"", "wellbeing", "Savusauna", "Kanootti"},
		{"norsu", "", "Kokeile toista sanaa", "Savusauna"},
	} {
		form.Set("q", c.q)
		form.Set("kind", c.kind)
		staff.Piece(form.At(at+"/valikoima")).Status(200).Says(c.has).Lacks(c.lacks, "<html")
	}
	form.Set("q", "savu")
	form.Set("name_en", "Typed and not lost")
	staff.Send(form.At(at+"/valikoima")).Status(200).Says(`id="pick-`+w.activity(t, "savusauna"), "Typed and not lost").
		Lacks(`id="pick-` + w.activity(t, "kanootti"))
}

// complete is a form of a package that can be sold.
func complete(w world, t *testing.T, form webtest.Form) webtest.Form {
	t.Helper()
	for name, value := range map[string]string{
		"name_en": "Ice week", "summary_fi": "Viikko avannolla.", "summary_en": "A week of ice.", "legs.0.days": "5", "sale_from": "7.6.2027", "sale_until": "2027-06-30",
		"group_min": "2", "group_max": "8", "items.0.activity": w.activity(t, "savusauna"), "items.0.times": "1", "items.0.leg": "1",
	} {
		form.Set(name, value)
	}
	return form
}

func TestSaveKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	form := complete(w, t, staff.Get(at).Form(at))
	form.Set("sale_until", "1.6.2027") // before it begins
	form.Set("items.0.times", "99")
	form.Set("people", "5")
	staff.Send(form).Status(422).Says(`href="#f-sale_until"`, `href="#f-items-0-times"`, `value="99"`, "Viikko avannolla.", "Ice week")
	form.Set("sale_until", "30.6.2027")
	form.Set("items.0.times", "1")
	if to := staff.Send(form).To(); to != at+"?people=5" {
		t.Fatalf("leads to %s", to)
	}
	saved := staff.Get(at+"?people=5").Says("Luonnos tallennettiin.", "Kaikki kunnossa, paketin voi julkaista", "Ehdotettu ohjelma 7.–11.6.2027, 5 hlö").Form(at)
	for name, want := range map[string]string{"sale_from": "2027-06-07", "group_max": "8", "items.0.leg": "1", "people": "5", "version": "2", "work_from": "08:00"} {
		if got := saved.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestTwoEditorsNoticeEachOther(t *testing.T) {
	w := newWorld(t)
	one, two := w.As(t, "staff"), w.As(t, "admin")
	at := w.fresh(t, one, "Avantoviikko")
	mine, theirs := complete(w, t, one.Get(at).Form(at)), complete(w, t, two.Get(at).Form(at))
	theirs.Set("name_fi", "Heidän nimensä")
	two.Send(theirs).To()
	mine.Set("summary_fi", "Minun kuvaukseni")
	page := one.Send(mine).Status(409).Says("Joku muu tallensi", "Minun kuvaukseni", `target="_blank"`)
	if pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at)); err != nil || pkg.NameFi != "Heidän nimensä" {
		t.Fatalf("%+v %v", pkg.Revision, err)
	}
	one.Send(page.Form(at)).To() // knowing it, once more
	if pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at)); err != nil || pkg.SummaryFi != "Minun kuvaukseni" {
		t.Fatalf("%+v %v", pkg.Revision, err)
	}
}

func TestPublishChangeAndPutAway(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	form := staff.Get(at).Form(at)
	form.Set("name_en", "Ice week")
	staff.Send(form.At(at + "/julkaise")).To()
	form = staff.Get(at).Says("julkaiseminen odottaa vielä", "Ice week", "Siirry kohtaan").Form(at)
	staff.Send(complete(w, t, form).At(at + "/julkaise")).To()
	staff.Get(at).Says("Avantoviikko on nyt myynnissä.", "Paketti on myynnissä", "/paketit/avantoviikko").Lacks("Julkaise paketti")
	if _, err := w.Finder.Published(t.Context(), "avantoviikko"); err != nil {
		t.Fatal(err)
	}

	form = staff.Get(at).Form(at)
	form.Set("name_fi", "Jääviikko")
	staff.Send(form).To()
	staff.Get(at).Says("Muokkaat myynnissä olevan paketin luonnosta", "Hylkää muutokset", "Julkaise paketti", "Luonnos, versio 2")
	staff.Get(path("/hubi/%d/paketit", w.HubID)).Says("Julkaisemattomia muutoksia")
	if sold, err := w.Finder.Published(t.Context(), "avantoviikko"); err != nil || sold.NameFi != "Avantoviikko" {
		t.Fatalf("%s %v", sold.NameFi, err)
	}
	staff.Get(at+"/esikatselu").Status(200).Says("Jääviikko", "Näin yritykset näkevät paketin", `id="paketti"`).Lacks(`name="revision"`)
	staff.Get(at + "/esikatselu?alku=2027-06-14&hlo=4&kk=2027-06").Status(200).Says("14.–18.6.2027")
	staff.Post(at + "/hylkaa").To()
	staff.Get(at).Says("Muutokset hylättiin").Lacks("Jääviikko")

	staff.Post(at + "/arkistoi").To()
	staff.Get(at).Says("Paketti on arkistossa", "Palauta arkistosta")
	if _, err := w.Finder.Published(t.Context(), "avantoviikko"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("archived, but %v", err)
	}
	staff.Post(at + "/palauta").To()
	if _, err := w.Finder.Published(t.Context(), "avantoviikko"); err != nil {
		t.Error(err)
	}
}

func TestPreviewSavesFirst(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	form := complete(w, t, staff.Get(at).Form(at))
	form.Set("name_fi", "Uusi nimi")
	if to := staff.Send(form.At(at + "/esikatselu")).To(); to != at+"/esikatselu" {
		t.Fatalf("leads to %s", to)
	}
	staff.Get(at+"/esikatselu").Status(200).Says("Uusi nimi", "Savusauna")
	form.Set("name_fi", "")
	staff.Send(form.At(at + "/esikatselu")).Status(422).Says(`href="#f-name_fi"`)
	form.Set("name_fi", "Vanhentunut")
	staff.Send(form.At(at + "/esikatselu")).Status(409).Says("Joku muu tallensi")
	staff.Post(at + "/hylkaa").Status(409) // the only draft stays
}

func id(t *testing.T, at string) (n int64) {
	t.Helper()
	for _, r := range at[strings.LastIndex(at, "/")+1:] {
		n = n*10 + int64(r-'0')
	}
	return n
}

// TestAClosedHubInAPackage: the builder says at the hub's field that nobody can work there, keeps what was typed, and does not publish.
func TestAClosedHubInAPackage(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	at := w.fresh(t, staff, "Avantoviikko")
	w.Exec(t, `UPDATE hub SET status = 'closed' WHERE id = $1`, w.other)
	form := staff.Get(at).Form(at)
	form.Set("summary_fi", "Kirjoitettu ja tallessa")
	form.Set("legs.0.days", "3")
	form.Set("legs.1.hub", path("%d", w.other))
	form.Set("legs.1.days", "2")
	staff.Get(staff.Send(form.At(at+"/julkaise")).To()).Says("Lennätin", "ei ole auki. Valitse hubi, jossa voi työskennellä", `href="#f-legs-1-hub"`, "Kirjoitettu ja tallessa")
	pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at))
	must(t, err)
	if pkg.State != packages.Draft {
		t.Errorf("it is %s", pkg.State)
	}
}
