package staff_test

import "testing"

func TestPackagesAreCopiedFromTheNetwork(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "stranger")
	list := path("/hubi/%d/paketit", w.other)
	staff.Get(list).Says(`href="` + list + `/verkosta"`)
	one := path("%s/verkosta/%d", list, w.PackageID)
	staff.Get(list+"/verkosta").Status(200).Says("Viikko", "HUBteekki", `href="`+one+`"`)
	w.As(t, "staff").Get(path("/hubi/%d/paketit/verkosta", w.HubID)).Status(200).Says("ei ole vielä muiden paketteja")
	w.As(t, "staff").Get(one).Status(404)

	page := staff.Get(one).Status(200).Says("Viikko teillä", "Lennätin", "Savusauna", "Kanootti", "ajomatka", "Jätetään pois")
	form := page.Form(one)
	if form.Get("items.0.activity") != w.activity(t, "savusauna") || form.Get("items.1.activity") != w.activity(t, "kanootti") {
		t.Fatalf("suggested: %v", form)
	}
	form.Set("items.0.activity", w.activity(t, "kanootti"))
	staff.Send(form).Status(422).Says(`href="#f-items-0-activity"`)
	form.Set("items.0.activity", "0")
	to := staff.Send(form).To()
	if again := staff.Send(form).To(); again != to {
		t.Errorf("sent twice, made %s and %s", to, again)
	}
	staff.Get(to).Status(200).Says("Kopio paketista Viikko, hubista HUBteekki", "Savusauna (", "kerran", "Luonnos, versio 1")
	staff.Get("/en" + to).Says("A copy of A week, from HUBteekki")
	staff.Get(list + "/verkosta").Lacks(path("/verkosta/%d", id(t, to)))
}
