package staff_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
)

// fresh starts a draft by the page and returns its address.
func (b *browser) fresh(name string) string {
	b.t.Helper()
	return b.post(path("/hubi/%d/paketit", b.world.HubID), "name_fi", name).to()
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
	staff := w.as(t, "staff")
	staff.get(at).status(200).says("Viikko", "Myynnissä", "aloitukset 7.6.–6.8.2027", "1–10 hlö").lacks("Luonnos</")
	w.as(t, "stranger").get(path("/hubi/%d/paketit", w.other)).status(200).says("Ensimmäinen paketti odottaa tekijäänsä")

	staff.post(at, "name_fi", "  ").status(422).says(`href="#f-name_fi"`)
	op := uuid.NewString()
	one := staff.post(at, "name_fi", "Avantoviikko", "_op", op).to()
	if again := staff.post(at, "name_fi", "Avantoviikko", "_op", op).to(); again != one {
		t.Errorf("sent twice, made %s and %s", one, again)
	}
	staff.get(at).says("Avantoviikko", "Luonnos")
	staff.get("/en"+one).status(200).says("Avantoviikko", "Draft, version 1", "Say from when to when")
}

func TestBuilderFiguresFollowTheForm(t *testing.T) {
	w := newWorld(t)
	staff := w.as(t, "staff")
	at := staff.fresh("Avantoviikko")
	form := staff.get(at).status(200).says("75,00 €", "Savusauna", "Kanootti").form() // five days at 15 €
	form.Set("legs.0.days", "5")
	form.Set("adjust", "10")
	form.Set("people", "4")
	staff.piece(at+"/laske", form).status(200).says(`id="laskelma"`, "82,50 €", "330,00 €", `hx-swap-oob`).lacks("<html")
	staff.send(at+"/laske", form).status(200).says("<html", "82,50 €", `name="adjust"`, `value="10"`)

	form.Set("pricing", "fixed")
	form.Set("fixed", "1 000,00 €")
	staff.piece(at+"/laske", form).status(200).says("1 000,00 €", "4 000,00 €")
	form.Set("fixed", "paljon")
	staff.piece(at+"/laske", form).status(200).says("Hintaa ei voi laskea", `href="#f-fixed"`)
	staff.send(at+"/laske", form).status(422).says(`value="paljon"`, `href="#f-fixed"`)

	pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at))
	must(t, err)
	if pkg.AdjustBP != 0 || pkg.Version != 1 {
		t.Errorf("figures saved something: %+v", pkg.Revision)
	}
}

func TestBuilderRowsComeAndGo(t *testing.T) {
	w := newWorld(t)
	staff := w.as(t, "staff")
	at := staff.fresh("Avantoviikko")
	form := staff.get(at).form()
	form.Set("name_en", "Typed and not lost")
	form.Set("add", w.activity(t, "savusauna"))
	page := staff.send(at+"/rivit", form).status(200).says("Typed and not lost", `name="items.0.times"`, "mukana")
	form = page.form()
	form.Set("items.0.times", "2")
	form.Set("add", w.activity(t, "kanootti"))
	piece := staff.piece(at+"/rivit", form).status(200)
	piece.says(`id="ohjelma"`, `name="items.1.times"`, `id="pick-`+w.activity(t, "kanootti")+`"`).lacks("<html", `id="pick-`+w.activity(t, "savusauna")+`"`)

	form.Set("items.1.activity", w.activity(t, "kanootti"))
	form.Set("items.1.times", "1")
	form.Set("items.1.leg", "0")
	form.Del("add")
	form.Set("drop", "0")
	left := staff.send(at+"/rivit", form).status(200).form()
	if left.Get("items.0.activity") != w.activity(t, "kanootti") || left.Has("items.1.activity") {
		t.Errorf("left: %v", left)
	}
	left.Set("without", w.activity(t, "kanootti"))
	if none := staff.send(at+"/rivit", left).status(200).form(); none.Has("items.0.activity") {
		t.Errorf("left: %v", none)
	}
	form.Set("add", "999999")
	form.Del("drop")
	staff.send(at+"/rivit", form).status(422).says("Typed and not lost")
}

func TestBuilderFindsActivities(t *testing.T) {
	w := newWorld(t)
	staff := w.as(t, "staff")
	at := staff.fresh("Avantoviikko")
	form := staff.get(at).form()
	for _, c := range []struct{ q, kind, has, lacks string }{
		{"SAVU", "", "Savusauna", "Kanootti"}, {"melojat pihti", "", "Kanootti", "Savusauna"}, {"", "wellbeing", "Savusauna", "Kanootti"},
		{"norsu", "", "Kokeile toista sanaa", "Savusauna"},
	} {
		form.Set("q", c.q)
		form.Set("kind", c.kind)
		staff.piece(at+"/valikoima", form).status(200).says(c.has).lacks(c.lacks, "<html")
	}
	form.Set("q", "savu")
	form.Set("name_en", "Typed and not lost")
	staff.send(at+"/valikoima", form).status(200).says(`id="pick-`+w.activity(t, "savusauna"), "Typed and not lost").
		lacks(`id="pick-` + w.activity(t, "kanootti"))
}

// complete is a form of a package that can be sold.
func complete(w world, t *testing.T, form url.Values) url.Values {
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
	staff := w.as(t, "staff")
	at := staff.fresh("Avantoviikko")
	form := complete(w, t, staff.get(at).form())
	form.Set("sale_until", "1.6.2027") // before it begins
	form.Set("items.0.times", "99")
	form.Set("people", "5")
	staff.send(at, form).status(422).says(`href="#f-sale_until"`, `href="#f-items-0-times"`, `value="99"`, "Viikko avannolla.", "Ice week")
	form.Set("sale_until", "30.6.2027")
	form.Set("items.0.times", "1")
	if to := staff.send(at, form).to(); to != at+"?people=5" {
		t.Fatalf("leads to %s", to)
	}
	saved := staff.get(at+"?people=5").says("Luonnos tallennettiin.", "Kaikki kunnossa, paketin voi julkaista", "Ehdotettu ohjelma 7.–11.6.2027, 5 hlö").form()
	for name, want := range map[string]string{"sale_from": "2027-06-07", "group_max": "8", "items.0.leg": "1", "people": "5", "version": "2", "work_from": "08:00"} {
		if got := saved.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestTwoEditorsNoticeEachOther(t *testing.T) {
	w := newWorld(t)
	one, two := w.as(t, "staff"), w.as(t, "admin")
	at := one.fresh("Avantoviikko")
	mine, theirs := complete(w, t, one.get(at).form()), complete(w, t, two.get(at).form())
	theirs.Set("name_fi", "Heidän nimensä")
	two.send(at, theirs).to()
	mine.Set("summary_fi", "Minun kuvaukseni")
	page := one.send(at, mine).status(409).says("Joku muu tallensi", "Minun kuvaukseni", `target="_blank"`)
	if pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at)); err != nil || pkg.NameFi != "Heidän nimensä" {
		t.Fatalf("%+v %v", pkg.Revision, err)
	}
	one.send(at, page.form()).to() // knowing it, once more
	if pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id(t, at)); err != nil || pkg.SummaryFi != "Minun kuvaukseni" {
		t.Fatalf("%+v %v", pkg.Revision, err)
	}
}

func TestPublishChangeAndPutAway(t *testing.T) {
	w := newWorld(t)
	staff := w.as(t, "staff")
	at := staff.fresh("Avantoviikko")
	form := staff.get(at).form()
	form.Set("name_en", "Ice week")
	staff.send(at+"/julkaise", form).to()
	form = staff.get(at).says("julkaiseminen odottaa vielä", "Ice week", "Siirry kohtaan").form()
	staff.send(at+"/julkaise", complete(w, t, form)).to()
	staff.get(at).says("Avantoviikko on nyt myynnissä.", "Paketti on myynnissä", "/paketit/avantoviikko").lacks("Julkaise paketti")
	if _, err := w.finder.Published(t.Context(), "avantoviikko"); err != nil {
		t.Fatal(err)
	}

	form = staff.get(at).form()
	form.Set("name_fi", "Jääviikko")
	staff.send(at, form).to()
	staff.get(at).says("Muokkaat myynnissä olevan paketin luonnosta", "Hylkää muutokset", "Julkaise paketti", "Luonnos, versio 2")
	staff.get(path("/hubi/%d/paketit", w.HubID)).says("Julkaisemattomia muutoksia")
	if sold, err := w.finder.Published(t.Context(), "avantoviikko"); err != nil || sold.NameFi != "Avantoviikko" {
		t.Fatalf("%s %v", sold.NameFi, err)
	}
	staff.get(at+"/esikatselu").status(200).says("Jääviikko", "Näin yritykset näkevät paketin", `id="paketti"`).lacks(`name="revision"`)
	staff.get(at + "/esikatselu?alku=2027-06-14&hlo=4&kk=2027-06").status(200).says("14.–18.6.2027")
	staff.post(at + "/hylkaa").to()
	staff.get(at).says("Muutokset hylättiin").lacks("Jääviikko")

	staff.post(at + "/arkistoi").to()
	staff.get(at).says("Paketti on arkistossa", "Palauta arkistosta")
	if _, err := w.finder.Published(t.Context(), "avantoviikko"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("archived, but %v", err)
	}
	staff.post(at + "/palauta").to()
	if _, err := w.finder.Published(t.Context(), "avantoviikko"); err != nil {
		t.Error(err)
	}
}

func TestPreviewSavesFirst(t *testing.T) {
	w := newWorld(t)
	staff := w.as(t, "staff")
	at := staff.fresh("Avantoviikko")
	form := complete(w, t, staff.get(at).form())
	form.Set("name_fi", "Uusi nimi")
	if to := staff.send(at+"/esikatselu", form).to(); to != at+"/esikatselu" {
		t.Fatalf("leads to %s", to)
	}
	staff.get(at+"/esikatselu").status(200).says("Uusi nimi", "Savusauna")
	form.Set("name_fi", "")
	staff.send(at+"/esikatselu", form).status(422).says(`href="#f-name_fi"`)
	form.Set("name_fi", "Vanhentunut")
	staff.send(at+"/esikatselu", form).status(409).says("Joku muu tallensi")
	staff.post(at + "/hylkaa").status(409) // the only draft stays
}

func id(t *testing.T, at string) (n int64) {
	t.Helper()
	for _, r := range at[strings.LastIndex(at, "/")+1:] {
		n = n*10 + int64(r-'0')
	}
	return n
}
