package site_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/webtest"
)

// another is a second package of the network's hub: twelve days without activities, for 2 to 8.
func another(t *testing.T, w *webtest.World, slug, name string) {
	t.Helper()
	w.Exec(t, `WITH p AS (INSERT INTO package (hub_id, slug) VALUES ($1, $2) RETURNING id),
		r AS (INSERT INTO revision (package_id, number, state, name_fi, start_weekdays, sale_from, sale_until, group_min, group_max, published_at)
			SELECT id, 1, 'published', $3, '{1}', $4, $5, 2, 8, now() FROM p RETURNING id)
		INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) SELECT id, 1, $1, 12, 900, 'standard' FROM r`,
		w.HubID, slug, name, w.Monday, w.Monday.AddDays(60))
}

// inOrder fails unless the page says the texts one after the other.
func inOrder(t *testing.T, a webtest.Answer, texts ...string) {
	t.Helper()
	rest := a.Body
	for _, text := range texts {
		_, after, ok := strings.Cut(rest, text)
		if !ok {
			t.Fatalf("%s: no %q after the texts before it", a.Request.URL, text)
		}
		rest = after
	}
}

func TestSearchOrders(t *testing.T) {
	w := newWorld(t)
	another(t, w, "kaksi", "Kaksi viikkoa")
	b := w.As(t, "")
	long, short := ">Kaksi viikkoa</a>", ">Viikko</a>"
	inOrder(t, b.Get("/paketit?hlo=4"), long, short) // the same first day: the cheaper one first
	inOrder(t, b.Get("/paketit?hlo=4&jarj=kesto").Says(`name="jarj" value="kesto"`), short, long)
	inOrder(t, b.Get("/paketit?hlo=4&jarj=hinta"), long, short)
	inOrder(t, b.Get("/paketit?hlo=4&jarj=tilaa"), short, long)
	inOrder(t, b.Get("/paketit?hlo=4&jarj=nimi").Lacks(`name="jarj"`), long, short)
}

func TestSearchNarrows(t *testing.T) {
	w := newWorld(t)
	another(t, w, "kaksi", "Kaksi viikkoa")
	b := w.As(t, "")
	for _, c := range []struct {
		name, query string
		status      int
		says        []string
		lacks       []string
	}{
		{"a price", "hinta=150", 200, []string{">Kaksi viikkoa</a>", "Enintään 150 € / henkilö", "1 paketti"}, []string{">Viikko</a>"}},
		{"a price as people write it", "hinta=1+500,00+€", 200, []string{">Viikko</a>", "2 pakettia"}, nil},
		{"too low a price", "hinta=5", 200, []string{"Ei vapaata 4 hengelle", "Edullisin vapaa jakso maksaa 90 € henkilöltä", "Ilman: Enintään 5 € / henkilö", "2 pakettia"}, nil},
		{"no price", "hinta=vähän", 422, []string{"Hinta enintään / henkilö: Kirjoita summa euroina", `value="vähän"`}, nil},
		{"less than nothing", "hinta=-5&teema=water", 422, []string{`value="-5"`, `name="teema" value="water" form="finder"`}, nil},
		{"what is not there", "teema=lentäminen&teema=taikuus", 200, []string{"Rajauksia ”lentäminen”, ”taikuus” ei ole", "2 pakettia"}, nil},
		{"a very long wish", "hubi=" + strings.Repeat("x", 3000), 200, []string{"Rajausta ”" + strings.Repeat("x", 40) + "…” ei ole", "2 pakettia"}, nil},
		{"what is left out is said with what it leaves", "hinta=100&kesto=1", 200, []string{"Ei vapaata 4 hengelle", "Ilman: Enintään 100 € / henkilö"}, nil},
		{"words", "haku=savusauna", 200, []string{">Viikko</a>", "”savusauna”", "1 paketti"}, []string{">Kaksi viikkoa</a>"}},
		{"words that nothing fits", "haku=helikopteri", 200, []string{"Ei vapaata 4 hengelle", "Ilman: ”helikopteri”", "2 pakettia"}, nil},
		{"too many words", "haku=" + strings.Repeat("sana+", 100), 422, []string{"Hakusana: Enintään 200 merkkiä."}, nil},
		{"a starting day", "vkp=1", 200, []string{"2 pakettia", "maanantai"}, nil},
		{"another starting day", "vkp=3", 200, []string{"Ei vapaata 4 hengelle", "Ilman: keskiviikko"}, nil},
		{"no starting day", "vkp=8", 200, []string{"Rajausta ”8” ei ole", "2 pakettia"}, nil},
		{"around a day", "pv=2027-01-13&jousto=3", 200, []string{"± 3 päivää", "11.–15.1.2027", "2 pakettia"}, nil},
		{"only that day", "pv=2027-01-13", 200, []string{"Ei vapaata 4 hengelle 13.1.2027", `name="jousto"`}, nil},
		{"no day to be around of", "jousto=3", 200, []string{"2 pakettia"}, []string{`name="jousto"`, "± 3"}},
		{"without a step", "esteeton=1", 200, []string{"Ei vapaata 4 hengelle", "Ilman: Koko jakso ilman portaita"}, nil},
		{"ten thousand people", "hlo=10000", 422, []string{"Montako teitä on: Enintään 500"}, nil},
		{"less than nobody", "hlo=-1", 422, []string{"Montako teitä on: Vähintään 1"}, nil},
		{"any Monday in a month", "kk=2027-01&vkp=1", 200, []string{"tammikuussa 2027", "2 pakettia"}, nil},
		{"a day that is none", "pv=2027-02-31", 422, []string{"Tai tarkka päivä: ", `value="2027-02-31"`}, nil},
		{"a day as people write it, that is none", "pv=31.2.2027", 422, []string{"Tai tarkka päivä: "}, nil},
		{"a month that is none", "kk=2027-13", 422, []string{"Milloin: "}, nil},
		{"a day that was", "pv=2020-01-01", 422, []string{"Tai tarkka päivä: Tämä aika on jo mennyt"}, nil},
		{"a language", "kieli=sv", 200, []string{">Kaksi viikkoa</a>", "ruotsi", "1 paketti"}, []string{">Viikko</a>"}},
		{"no length", "kesto=7", 422, []string{"Kuinka kauan: "}, nil},
		{"a page beyond the last", "sivu=99", 200, []string{"2 pakettia", ">Viikko</a>"}, nil},
		{"no page", "sivu=moni", 200, []string{"2 pakettia"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.Get("/paketit?hlo=4&" + c.query).Status(c.status).Says(c.says...).Lacks(c.lacks...)
		})
	}
}

// What is found is said to those who hear the page, and the address bar gets what is worth sharing.
func TestSearchAnswersAtOnce(t *testing.T) {
	w := newWorld(t)
	another(t, w, "kaksi", "Kaksi viikkoa")
	b := w.As(t, "")
	a := b.GetPiece("/en/paketit?kk=&pv=&kesto=0&hlo=4&hubi=&hinta=100&jarj=hinta&p=viikko", "results").Status(200).
		Says(`role="status" hx-swap-oob="innerHTML">Free for 4 in the coming months: 1 package<`, `id="rajat" hx-swap-oob="innerHTML"`)
	if got := a.Header.Get("HX-Push-Url"); got != "/en/paketit?hinta=100&hlo=4&jarj=hinta" {
		t.Errorf("the address is %q", got)
	}
	b.GetPiece("/paketit?hlo=4&p=viikko", "results").Says(`value="viikko" form="vertaa" id="vertaa-viikko" checked`).Lacks(`id="vertaa-kaksi" checked`)
	if got := b.Get("/paketit?hlo=4").Lacks("hx-swap-oob").Header.Get("HX-Push-Url"); got != "" {
		t.Errorf("a whole page gives the address %q", got)
	}
}

// What makes no sense is marked at its field, so the fields come anew; the address stays that of what did make sense.
func TestNonsenseIsSaidAtOnce(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/paketit?hlo=0").Status(422).Says("data-focus", `hx-target="#haku"`)
	a := b.GetPiece("/paketit?hlo=0&jarj=hinta", "results").Status(422).
		Says("Montako teitä on: Vähintään 1.", `name="jarj" value="hinta"`, `aria-invalid="true"`).Lacks("data-focus", `id="rajat" hx-swap-oob`)
	for name, want := range map[string]string{"HX-Push-Url": "false", "HX-Retarget": "#haku", "HX-Reselect": "#haku"} {
		if got := a.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	b.GetPiece("/paketit?hlo=4", "haku").Status(200).Lacks(`id="rajat" hx-swap-oob`, `aria-invalid`)
}

func TestLongResultsHavePages(t *testing.T) {
	w := newWorld(t)
	for i := range 13 {
		another(t, w, fmt.Sprintf("p%d", i), fmt.Sprintf("Paketti %d", i))
	}
	b := w.As(t, "")
	if n := strings.Count(b.Get("/paketit?hlo=4").Says("14 pakettia", `href="/paketit?hlo=4&sivu=2"`).Body, `class="hit"`); n != 12 {
		t.Errorf("%d hits on the first page", n)
	}
	if n := strings.Count(b.Get("/paketit?hlo=4&sivu=2").Says("14 pakettia").Body, `class="hit"`); n != 2 {
		t.Errorf("%d hits on the second page", n)
	}
}
