package site_test

import "testing"

func TestCompare(t *testing.T) {
	w := newWorld(t)
	another(t, w, "kaksi", "Kaksi viikkoa")
	b := w.As(t, "")
	both := "/vertaa?p=viikko&p=kaksi&hlo=4"
	a := b.Get(both).Status(200).Says("11.–15.1.2027", "11.–22.1.2027", `href="/paketit/viikko?alku=2027-01-11&hlo=4"`, "5 työpäivää", "10 työpäivää",
		"Savusauna", "Ei sisälly", `href="/vertaa?hlo=4&p=kaksi"`, `noindex`)
	inOrder(t, a, "Hinta / henkilö, alv 0 %", "90 €", "edullisin", "Koko ryhmä, sis. alv")
	inOrder(t, a, "10 paikkaa vapaana", "eniten tilaa", "8 paikkaa vapaana")
	b.Get("/en"+both).Status(200).Says("Compare packages", "11–15 January 2027", "cheapest", `href="/en/paketit/viikko?alku=2027-01-11&hlo=4"`)
	for _, c := range []struct {
		name, query string
		status      int
		says        []string
		lacks       []string
	}{
		{"nothing yet", "", 200, []string{"Valitse vertailtavat", `value="viikko"`, `value="kaksi"`}, []string{"<table"}},
		{"one of them", "?p=viikko", 200, []string{"Valitse vertailtavat", "11.–15.1.2027"}, []string{"edullisin"}},
		{"the same one twice", "?p=viikko&p=viikko", 200, []string{`compare n1`}, nil},
		{"one that is not sold", "?p=viikko&p=vanha", 200, []string{"Osaa paketeista ei enää myydä", "11.–15.1.2027"}, nil},
		{"too large a group for one", "?p=viikko&p=kaksi&hlo=9", 200, []string{"11.–15.1.2027", "Jaksolle otetaan 2–8 henkilöä.", "11.–22.1.2027 onnistuisi 8 hengelle", `href="/paketit/kaksi?hlo=8"`}, nil},
		{"a month without starts", "?p=viikko&kk=2027-05", 200, []string{"Ei vapaata 6 hengelle toukokuussa 2027."}, nil},
		{"an exact day", "?p=viikko&pv=2027-01-18", 200, []string{"18.–22.1.2027"}, []string{"11.–15.1.2027"}},
		{"no group", "?p=viikko&hlo=moni", 422, []string{"Kirjoita kokonaisluku.", `value="moni"`, `value="viikko" checked`}, []string{"<table"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.As(t, "").Get("/vertaa" + c.query).Status(c.status).Says(c.says...).Lacks(c.lacks...)
		})
	}
}

func TestAComparisonHasRoomForThree(t *testing.T) {
	w := newWorld(t)
	for _, slug := range []string{"a", "b", "c"} {
		another(t, w, slug, "Paketti "+slug)
	}
	w.As(t, "").Get("/vertaa?p=a&p=b&p=c&p=viikko").Status(200).Says("Vertailuun mahtuu 3 pakettia", "compare n3").Lacks(">Viikko</a>")
}
