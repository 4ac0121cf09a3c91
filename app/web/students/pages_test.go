package students_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	pages "github.com/hubittaako/hubittaako/app/web/students"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/students"
)

type silent struct{}

func (silent) Assignment(context.Context, *postgres.Tx, students.News, students.Assignment, students.Meeting, string) error {
	return nil
}

func TestAnAssignmentOnItsPages(t *testing.T) {
	w := webtest.New(t, packtest.Options{}, func(x *webtest.World) []page.Route {
		return pages.Routes(pages.Deps{
			Students: students.New(x.DB, silent{}, nil, x.Clock), Partners: partners.New(x.DB, webtest.Silent{}, x.Clock), Hubs: x.Hubs, Now: x.Clock,
		})
	})
	as := func(name string, role access.Role, org int64, line string) {
		w.People[name] = access.Actor{PersonID: w.Admin.PersonID, Name: name, Lang: "fi", Grants: []access.Grant{{Role: role, Org: org, OrgName: "Lukio", Line: line}}}
	}
	as("coordinator", access.SchoolCoordinator, w.Partners[0], "students")
	as("stranger", access.SchoolCoordinator, w.Partners[1], "students")
	school, boss, visitor := w.As(t, "coordinator"), w.As(t, "company"), w.As(t, "")
	desk, given := fmt.Sprintf("/kumppani/%d/opiskelijat", w.Partners[0]), fmt.Sprintf("/yritys/%d/toimeksiannot", packtest.Company(w.People["company"]))

	visitor.Get("/opiskelijat").Status(200).Says("Opiskelijanurkka", "0 avointa", "ala=students")
	corner := school.Get(desk).Status(200).Says("Ei vielä toimeksiantoja", desk).Form(desk + "/nurkka")
	school.Send(corner, "hub", fmt.Sprint(w.HubID), "about_fi", "Soita 040 123 4567").Status(422).Says("puhelinnumero", `href="#nurkka-f-about_fi"`)
	school.Send(corner, "hub", fmt.Sprint(w.HubID), "about_fi", "Maanantaisin & torstaisin.").LeadsTo(desk)
	visitor.Get("/sv/opiskelijat").Status(200).Says("Studerandehörnan", "Maanantaisin & torstaisin.")

	form := boss.Get(given + "/uusi").Status(200).Says("Anna toimeksianto").Form(given + "/uusi")
	fields := []string{"kind", "survey", "title", "Kysely <b>nyt</b>", "safety", "Opettaja on paikalla."}
	boss.Send(form, append(fields, "body", "Vastaa matti@yritys.fi")...).Status(422).Says("sähköpostiosoite", `href="#f-body"`, "Kysely <b>nyt</b>", "matti@yritys.fi")
	boss.Send(form, append(fields, "body", "Soita oppilaalle 040 123 4567")...).Status(422).Says("puhelinnumero", `href="#f-body"`, "oppilaalle 040 123 4567")
	one := boss.Send(form, append(fields, "body", "50 vastausta")...).To()
	boss.Get(one).Status(200).Says("Odottaa yhdyshenkilöä", "Yhdyshenkilö lukee")
	boss.Get("/en" + one).Status(200).Says("The coordinator is reading")
	boss.Get("/sv" + given).Status(200).Says("Uppdrag till studerande")
	entry := desk + regexp.MustCompile(`/\d+$`).FindString(one)
	school.Get("/en" + entry).Status(200).Says("Review")
	school.Send(school.Get(entry).Status(200).Form(entry+"/palauta"), "reason", " ").Status(422).Says(`href="#palauta-f-reason"`)
	school.Send(school.Get(entry).Form(entry+"/palauta"), "reason", "Mihin käytetään?").LeadsTo(entry)
	boss.Send(boss.Get(one).Says("Yhdyshenkilö pyytää täydennystä", "Mihin käytetään?").Form(one), "body", "50 vastausta tuotekehitykseen").LeadsTo(one)
	visitor.Get("/opiskelijat").Lacks("tuotekehitykseen")
	school.Send(school.Get(entry).Form(entry + "/julkaise")).LeadsTo(entry)
	visitor.Get("/opiskelijat").Says("1 avoin toimeksianto", "tuotekehitykseen", "Yritys 1")

	school.Send(school.Get(entry).Form(entry+"/tekijat"), "aliases", "Aino Esimerkki").Status(422).Says("Vain etunimi", "Aino Esimerkki")
	school.Send(school.Get(entry).Form(entry+"/tekijat"), "aliases", "Aino\nKide").LeadsTo(entry)
	school.Send(school.Get(entry).Form(entry+"/aika"), "day", "2026-12-01", "from", "14.00", "to", "13.00").Status(422).Says(`href="#aika-f-to"`)
	school.Send(school.Get(entry).Form(entry+"/aika"), "day", "2026-12-01", "from", "14.00", "to", "15.00").LeadsTo(entry)
	boss.Send(boss.Get(one).Says("1.12.2026 klo 14.00–15.00", "Ehdotettu", "Aino", "Kide").Form(one+"/aika"), "tee", "muu", "reason", "").Status(422)
	boss.Send(boss.Get(one).Form(one+"/aika"), "tee", "sopii").LeadsTo(one)
	boss.Get(one).Says("Sovittu")
	school.Send(school.Get(entry).Form(entry+"/tulos"), "result", "Yhteenveto").LeadsTo(entry)
	boss.Send(boss.Get(one).Form(one+"/palaute"), "feedback", "Hienoa!").LeadsTo(one)
	paper := regexp.MustCompile(`/kumppani/\d+/opiskelijat/\d+/todistus/\d+`).FindString(school.Get(entry).Says("Todistukset").Body)
	file := school.Get(paper).Status(200)
	if !bytes.HasPrefix([]byte(file.Raw), []byte("%PDF-")) {
		t.Error("the certificate is no PDF")
	}
	for _, path := range []string{desk, entry, paper} {
		w.As(t, "stranger").Get(path).Status(404)
		w.As(t, "company").Get(path).Status(404)
	}
	w.As(t, "other").Get(one).Status(404)
}
