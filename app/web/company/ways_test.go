package company_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
)

// secondHub sells five days without activities, for 2 to 6.
func secondHub(t *testing.T, w *webtest.World) {
	t.Helper()
	w.Exec(t, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
		h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, email, desks, desk_day_cents, resource_id)
			SELECT 'toinen', 'Toinen hubi', 'working', 'Viitasaari', 63.076, 25.860, 'toinen@example.fi', 8, 1000, id FROM r RETURNING id, resource_id),
		s AS (INSERT INTO slot (resource_id, day, capacity)
			SELECT h.resource_id, d, CASE WHEN extract(isodow FROM d) < 6 THEN 8 ELSE 0 END FROM h, generate_series($1::date, $1::date + 20, '1 day') d),
		p AS (INSERT INTO package (hub_id, slug) SELECT id, 'toinen-viikko' FROM h RETURNING id),
		v AS (INSERT INTO revision (package_id, number, state, name_fi, start_weekdays, sale_from, sale_until, group_min, group_max, published_at)
			SELECT id, 1, 'published', 'Toinen viikko', '{1}', $1, $1::date + 20, 2, 6, now() FROM p RETURNING id)
		INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) SELECT v.id, 1, h.id, 5, 1000, 'standard' FROM v, h`, monday)
}

func TestADividedGroupIsHeldAtOnce(t *testing.T) {
	w := newWorld(t)
	secondHub(t, w)
	b := w.As(t, "company")
	f := b.Get("/paketit/viikko?alku=2027-06-07&hlo=7").Form(site.HoldPath)
	desks(t, w, monday.AddDays(2), 4)
	a := b.Send(f, "note", "PO 77").Status(409).Says("on vapaana enää 4 työpistettä", "Samoina päivinä onnistuisi", "Jaettuna kahteen hubiin", "Toinen viikko", "Varaa molemmat alustavasti")
	b.Get("/paketit/viikko?alku=2027-06-07&hlo=7").Status(200).Says("Jaettuna kahteen hubiin", "4 henkilöä, HUBteekki", "3 henkilöä, Toinen hubi")
	both := a.Form(site.HoldAllPath)
	if to := b.Send(both).To(); !strings.HasSuffix(to, "/varaukset") {
		t.Fatal(to)
	}
	w.As(t, "company").Get("/yritys/1/varaukset").Says("Toinen viikko, 7.–11.6.2027: alustava varaus odottaa", "Viikko, 7.–11.6.2027: alustava varaus odottaa")
	b.Send(both).To() // sent twice: what was held the first time
	b.Send(both, "_op", "8f14e45f-ceea-467f-9575-6b8bd8b1c3f2").Status(409).Says("Mitään ei varattu eikä veloitettu")
	b.Send(webtest.Form{Action: site.HoldAllPath, Values: map[string][]string{"_csrf": both.Values["_csrf"], "_op": both.Values["_op"]}}).Status(422)
}

const division = "/paketit/viikko/jaettu/toinen-viikko?alku=2027-06-07&hlo=8&muut=6"

func TestTheSearchDividesAGroupThatIsTooLarge(t *testing.T) {
	w := newWorld(t)
	secondHub(t, w)
	b := w.As(t, "")
	b.Get("/paketit?hlo=14&kk=2027-06").Status(200).Says("Jaettuna kahteen hubiin", division)
	b.Get(division).Status(200).Says("Kaksi hubia, samat päivät", "yhteensä 14 henkilöä", "Savusauna", "Kirjaudu ja varaa")
	b.Get("/paketit/viikko?alku=2027-06-07&hlo=14").Status(422).Says("Jaettuna kahteen hubiin", "8 henkilöä")
	w.As(t, "company").Get(division).Says("Varaa molemmat alustavasti")
	b.Get("/paketit/viikko/jaettu/toinen-viikko?alku=2027-06-08&hlo=8&muut=6").Status(200).Says("Tämä jako ei ole enää vapaana").Lacks("Varaa molemmat")
	for _, bad := range []string{"toinen-viikko", "toinen-viikko?hlo=8&alku=2027-06-07", "eiole?hlo=8&muut=6&alku=2027-06-07", "toinen-viikko?hlo=8&muut=0&alku=2027-06-07", "toinen-viikko?hlo=8&muut=6&alku=2027-02-31"} {
		b.Get("/paketit/viikko/jaettu/" + bad).Status(404)
	}
}

func TestAStayWithoutTheActivityThatIsShort(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	w.Exec(t, `UPDATE session SET status = 'cancelled', cancel_reason = 'sairaus', cancelled_at = now() WHERE activity_id = (SELECT id FROM activity WHERE slug = 'savusauna')`)
	f := b.Get(packagePage).Says("Savusauna: yhdessäkään kerrassa ei ole tilaa", "Ilman: Savusauna").Form(site.HoldPath)
	if f.Values.Get("pois") != "1" {
		t.Fatalf("%v", f.Values)
	}
	b.Get(b.Send(f).To()).Status(200).Says("Kaikki on varattu teille alustavasti", "Kanootti").Lacks("Savusauna")
	b.Send(f, "_op", "8f14e45f-ceea-467f-9575-6b8bd8b1c3f2", "expect", "5").Status(409).Says("Hinta muuttui sillä välin")
	b.Send(f, "_op", "8f14e45f-ceea-467f-9575-6b8bd8b1c3f2", "pois", "77").Status(404)
}
