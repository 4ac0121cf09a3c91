package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// courseData is a course of the demo; begins and days are counted from the first run. Weekday 0 has no meetings at the hub.
type courseData struct {
	unit                      learning.Unit
	module                    string // slug here
	slug                      string
	theme                     learning.Theme
	titleFi, titleEn, titleSv string
	textFi, textEn, textSv    string
	ects                      string
	delivery                  learning.Delivery
	hub                       string
	begins, days              int
	scheduleFi, scheduleEn    string
	scheduleSv                string
	feeCents                  int64
	schools                   bool
	seats, weekday            int
	languages                 []string
}

var courses = []courseData{
	{
		unit: learning.Module, slug: "ohjaus", theme: "education", titleFi: "Ohjaus ja oppiminen työyhteisössä", titleEn: "Guidance and learning at work", titleSv: "Handledning och lärande på jobbet",
		textFi: "Perusopinnot niille, jotka ohjaavat muita: miten aikuinen oppii, miten palaute auttaa ja miten ryhmä saadaan juttelemaan.",
		textEn: "Basic studies for those who guide others: how adults learn, how feedback helps and how to get a group talking.",
		textSv: "Grundstudier för den som handleder andra: hur vuxna lär sig, hur respons hjälper och hur man får en grupp att prata.",
		ects:   "25", delivery: learning.Mixed, hub: "hubteekki", begins: 45, days: 180, feeCents: 1500, seats: 12, weekday: 2, languages: []string{"fi"},
		scheduleFi: "Verkkoluento maanantaisin klo 17. Pienryhmä hubilla tiistaisin.", scheduleEn: "Online lecture on Mondays at 17. Small group at the hub on Tuesdays.",
		scheduleSv: "Webbföreläsning måndagar kl. 17. Smågrupp på hubben tisdagar.",
	},
	{
		unit: learning.Single, module: "ohjaus", slug: "palaute", theme: "education", titleFi: "Palaute, joka auttaa", titleEn: "Feedback that helps", titleSv: "Respons som hjälper",
		textFi: "Kokonaisuuden ensimmäinen kurssi: havainnoi, kysy ja sano niin, että toinen haluaa kokeilla uudelleen.",
		textEn: "The module's first course: observe, ask, and say it so that the other wants to try again.",
		textSv: "Helhetens första kurs: iaktta, fråga och säg det så att den andra vill försöka igen.",
		ects:   "5", delivery: learning.Mixed, hub: "hubteekki", begins: 45, days: 60, feeCents: 1500, seats: 12, languages: []string{"fi"},
	},
	{
		unit: learning.Single, slug: "kehityspsykologia", theme: "psychology", titleFi: "Kehityspsykologian perusteet", titleEn: "Introduction to developmental psychology", titleSv: "Introduktion till utvecklingspsykologi",
		textFi: "Miten ihminen muuttuu lapsesta vanhukseksi? Kurssi sopii hyvin myös hyvinvointialalla työskentelevälle.",
		textEn: "How do people change from childhood to old age? Also well suited to those who work in social and health care.",
		textSv: "Hur förändras människan från barn till åldring? Passar också bra för den som arbetar inom social- och hälsovården.",
		ects:   "5", delivery: learning.AtHub, hub: "hubteekki", begins: 30, days: 56, feeCents: 1500, seats: 10, weekday: 3, languages: []string{"fi"},
		scheduleFi: "Joka keskiviikko hubilla, luento suorana verkossa ja keskustelu porukassa.", scheduleEn: "Every Wednesday at the hub: the lecture live online, the talk together.",
		scheduleSv: "Varje onsdag på hubben: föreläsningen direkt på nätet, samtalet tillsammans.",
	},
	{
		unit: learning.Single, slug: "kauppatieteilijaksi", theme: "business", titleFi: "Haluatko kauppatieteilijäksi?", titleEn: "A taste of business studies", titleSv: "Vill du bli ekonom?",
		textFi: "Tutustumiskurssi yrityksen perusasioihin. Lukiolainen saa suorituksen sekä yliopistoon että lukio-opintoihin.",
		textEn: "A first look at how companies work. Upper-secondary students get credit both at the university and at school.",
		textSv: "En introduktion till hur företag fungerar. Gymnasister får prestationen både vid universitetet och i skolan.",
		ects:   "2", delivery: learning.Remote, begins: 20, days: 40, schools: true, languages: []string{"fi", "en"},
		scheduleFi: "Omaan tahtiin verkossa, kaksi palautuspäivää.", scheduleEn: "At your own pace online, with two deadlines.", scheduleSv: "I egen takt på nätet, med två inlämningsdagar.",
	},
	{
		unit: learning.Single, slug: "tekoaly", theme: "it", titleFi: "Tekoäly työn apuna", titleEn: "Working with AI", titleSv: "AI som hjälp i arbetet",
		textFi: "Mitä kielimallille kannattaa antaa tehtäväksi, mitä ei, ja miten tulos tarkistetaan. Harjoitukset omasta työstä.",
		textEn: "What to give a language model to do, what not, and how to check the result. Exercises from your own work.",
		textSv: "Vad man kan låta en språkmodell göra, vad inte, och hur resultatet kontrolleras. Övningar ur det egna arbetet.",
		ects:   "3", delivery: learning.Mixed, hub: "lennatin", begins: 25, days: 42, feeCents: 1500, seats: 14, weekday: 4, languages: []string{"fi", "en"},
		scheduleFi: "Tapaaminen Lennättimellä torstaisin, muu verkossa.", scheduleEn: "Meetings at Lennätin on Thursdays, the rest online.", scheduleSv: "Träffar på Lennätin på torsdagar, resten på nätet.",
	},
}

func (s *seeder) fillCourses(ctx context.Context) error {
	made := map[string]int64{}
	for _, c := range courses {
		id, err := s.course(ctx, c, made[c.module])
		if err != nil {
			return fmt.Errorf("%s: %w", c.slug, err)
		}
		made[c.slug] = id
	}
	return nil
}

func (s *seeder) course(ctx context.Context, c courseData, module int64) (int64, error) {
	partner := s.partners[institutionEmail]
	first := s.today.AddDays(c.begins).StartOfWeek()
	id, err := s.Learning.Create(ctx, system, partner, learning.Form{
		Unit: c.unit, Module: module, Theme: c.theme, TitleFi: c.titleFi, TitleEn: c.titleEn, TitleSv: c.titleSv, SummaryFi: c.textFi, SummaryEn: c.textEn, SummarySv: c.textSv,
		ECTS: c.ects, Languages: c.languages, Delivery: c.delivery, Hub: s.hubs[c.hub], StartsOn: first, EndsOn: first.AddDays(c.days), ScheduleFi: c.scheduleFi,
		ScheduleEn: c.scheduleEn, ScheduleSv: c.scheduleSv, FeeCents: c.feeCents, EnrolURL: "https://avoin.opisto.example/ilmo/" + c.slug, EnrolUntil: first.AddDays(-7),
		Schools: c.schools, Seats: c.seats, Duration: "2 h",
	}, key("course", c.slug))
	if err != nil {
		return 0, err
	}
	if c.weekday > 0 {
		at, last := 17*60, first.AddDays(c.days)
		if end := s.today.AddDays(ahead); end.Before(last) {
			last = end
		}
		form := partners.WeeklyForm{Weekdays: []int{c.weekday}, Time: &at, From: first, Until: last, Seats: 10}
		if _, err := s.Partners.AddWeekly(ctx, system, id, form, key("meetings", c.slug)); err != nil {
			return 0, err
		}
	}
	return id, s.Learning.Publish(ctx, system, partner, id)
}

// fillNeeds lets people tell what they want to learn.
func (s *seeder) fillNeeds(ctx context.Context) error {
	const r, c = learning.Resident, learning.Company
	for i, n := range []struct {
		who, town string
		themes    []learning.Theme
		body      string
	}{
		{r, "Pihtipudas", []learning.Theme{"psychology"}, "Iltaisin, mieluiten porukassa hubilla."}, {r, "Pihtipudas", []learning.Theme{"language", "culture"}, ""},
		{c, "Pihtipudas", []learning.Theme{"it", "business"}, "Koko tiimille perusteet kirjanpidon automaatiosta."}, {r, "Viitasaari", []learning.Theme{"it"}, ""},
		{r, "Viitasaari", []learning.Theme{"health", "social"}, "Lähihoitajan työn ohessa, viikonloput sopivat."}, {c, "Viitasaari", []learning.Theme{"business"}, ""},
		{r, "Kinnula", []learning.Theme{"it", "language"}, ""}, {r, "Pihtipudas", []learning.Theme{"education"}, ""}, {r, "Saarijärvi", []learning.Theme{"psychology", "education"}, ""},
		{c, "Saarijärvi", []learning.Theme{"it"}, "Tietoturvan perusteet pienyritykselle."}, {r, "Jyväskylä", []learning.Theme{"culture"}, ""}, {r, "Pihtipudas", []learning.Theme{"it", "psychology"}, ""},
		{r, "Konnevesi", []learning.Theme{"science"}, "Vesistöjen ekologiaa niin, että maastossakin käydään."}, {r, "Pihtipudas", []learning.Theme{"it"}, ""},
	} {
		form := learning.NeedForm{Who: n.who, Themes: n.themes, Municipality: n.town, Body: n.body, Lang: "fi"}
		if err := s.Learning.Tell(ctx, form, fmt.Sprintf("192.0.2.%d", i+1), key("need", fmt.Sprint(i))); err != nil {
			return err
		}
	}
	return nil
}
