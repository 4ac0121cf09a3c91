package learning_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	pages "github.com/hubittaako/hubittaako/app/web/learning"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// box keeps the token that was last mailed to an address.
type box map[string]string

func (b box) SeatAsked(_ context.Context, _ *postgres.Tx, _ learning.Course, s learning.Seat) error {
	b[s.Email] = s.Token
	return nil
}
func (b box) SeatTaken(context.Context, *postgres.Tx, learning.Course, learning.Seat) error {
	return nil
}
func (b box) NewsAsked(_ context.Context, _ *postgres.Tx, r learning.Reader) error {
	b[r.Email] = r.Token
	return nil
}
func (b box) CoursePublished(context.Context, *postgres.Tx, learning.Course, learning.Reader) error {
	return nil
}

type world struct {
	*webtest.World
	mailed box
	desk   string
}

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{mailed: box{}}
	w.World = webtest.New(t, packtest.Options{}, func(x *webtest.World) []page.Route {
		sold := partners.New(x.DB, webtest.Silent{}, x.Clock)
		taught := learning.New(x.DB, sold, w.mailed, func(context.Context, string, string) error { return nil }, x.Clock)
		return pages.Routes(pages.Deps{Learning: taught, Partners: sold, Hubs: x.Hubs, Now: x.Clock})
	})
	w.Exec(t, `UPDATE partner SET kind = 'learning' WHERE id = $1`, w.Partners[0])
	g := access.Grant{Role: access.PartnerMember, Org: w.Partners[0], OrgName: "Avoin", Line: "learning"}
	w.People["school"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Avoin", Lang: "fi", Grants: []access.Grant{g}}
	g.Org, g.Line = w.Partners[1], ""
	w.People["canoe"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Melojat", Lang: "fi", Grants: []access.Grant{g}}
	w.desk = fmt.Sprintf("/kumppani/%d/kurssit", w.Partners[0])
	return w
}

func TestACourseFromDraftToSeat(t *testing.T) {
	w := newWorld(t)
	school, v := w.As(t, "school"), w.As(t, "")
	form := school.Get(w.desk+"/uusi").Status(200).Says("Uusi kurssi", w.desk).Form(w.desk + "/uusi")
	fields := []string{"title_fi", "Tekoäly & työ", "summary_fi", "Perusteet.", "theme", "it", "hub", fmt.Sprint(w.HubID), "seats", "1"}
	school.Send(form, append(fields, "enrol_url", "http://avoin.example/ilmo")...).Status(422).Says("https://", `href="#f-enrol_url"`, "Tekoäly & työ")
	one := school.Send(form, append(fields, "enrol_url", "https://avoin.example/ilmo")...).To()
	v.Get("/opi").Status(200).Says("0 opintoa").Lacks("Tekoäly & työ")
	v.Get("/opi/tekoaly-tyo").Status(404)
	school.Send(school.Get(one).Status(200).Says("Luonnos").Form(one + "/julkaise")).LeadsTo(one)
	v.Get("/opi").Says("1 opinto", "Tekoäly & työ", "5 op")
	v.Get("/opi?teema=science").Says("0 opintoa", "Näytä kaikki")
	v.Get("/opi?teema=x&tapa=x&hubi=x&kenelle=x").Status(200).Says("1 opinto")
	v.Get("/en/opi/tekoaly-tyo").Status(200).Says("5 ECTS", "1 seat left", `href="https://avoin.example/ilmo"`, "In Finnish")
	v.Get("/sv/opi/tekoaly-tyo").Status(200).Says("1 plats kvar")

	ask := v.Get("/opi/tekoaly-tyo").Form("/opi/tekoaly-tyo/paikka")
	v.Send(ask, "name", "www.osta.example", "email", "ei").Status(422).Says(`href="#f-name"`, `href="#f-email"`)
	v.Send(ask, "name", "Aino", "email", "a@example.fi").LeadsTo("/opi/tekoaly-tyo/posti")
	v.Send(ask, "name", "Pekka", "email", "p@example.fi").LeadsTo("/opi/tekoaly-tyo/posti")
	v.Get("/opi/tekoaly-tyo/posti").Status(200).Says("Katso sähköpostisi")
	aino, pekka := "/opi/paikka/"+w.mailed["a@example.fi"], "/opi/paikka/"+w.mailed["p@example.fi"]
	v.Send(v.Get(aino).Status(200).Says("Vahvista paikkasi").Form(aino)).LeadsTo(aino)
	v.Get(aino).Says("Paikka on sinun", "noindex")
	v.Get(pekka).Says("Paikat ehtivät täyttyä")
	v.Post(pekka, "tee", "vahvista").Status(409).Says("Paikat ehtivät täyttyä.")
	v.Post(pekka, "tee", "jotain").Status(422)
	school.Get(one).Says("Aino", "a@example.fi", "1/1")
	v.Post(aino, "tee", "peru").LeadsTo(aino)
	v.Get(aino).Says("Paikka on peruttu")
	v.Get("/opi/paikka/olematon").Status(410)
	school.Send(school.Get(one).Form(one + "/arkistoi")).LeadsTo(one)
	v.Get("/opi/tekoaly-tyo").Status(404)
	for _, path := range []string{w.desk, one, w.desk + "/toiveet"} {
		w.As(t, "canoe").Get(path).Status(404)
	}
}

func TestTheSurveyAndItsDemand(t *testing.T) {
	w := newWorld(t)
	v := w.As(t, "")
	form := v.Get("/opi/toiveet").Status(200).Form("/opi/toiveet")
	v.Send(form, "body", "Kirjoita minulle: matti@example.fi").Status(422).Says("sähköpostiosoite", `href="#f-themes"`, `href="#f-municipality"`, "matti@example.fi")
	v.Send(form, "themes", "it", "municipality", "Kyyjärvi", "body", "Iltaisin <b>kiitos</b>").LeadsTo("/opi/toiveet/kiitos")
	v.Send(v.Get("/opi/toiveet").Form("/opi/toiveet"), "themes", "it", "municipality", "Multia", "email", "l@example.fi").LeadsTo("/opi/toiveet/kiitos?posti=1")
	v.Get("/opi/toiveet/kiitos?posti=1").Status(200).Says("Lähetimme linkin")
	hub := fmt.Sprintf("/hubi/%d/oppiminen", w.HubID)
	w.As(t, "staff").Get(hub).Status(200).Says("2 vastausta", "Kyyjärvi", "Tietotekniikka", "Iltaisin <b>kiitos</b>").Lacks("l@example.fi")
	w.As(t, "school").Get(w.desk + "/toiveet").Status(200).Says("2 vastausta")
	w.As(t, "company").Get(hub).Status(404)
	news := "/opi/uutiset/" + w.mailed["l@example.fi"]
	v.Send(v.Get(news).Status(200).Says("Tietotekniikka").Form(news)).LeadsTo(news)
	v.Get(news).Says("Saat uutisia kursseista")
	v.Send(v.Get(news).Form(news)).LeadsTo("/opi")
	v.Get(news).Status(410)
}
