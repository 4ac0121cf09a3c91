package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/packages/hub/mapping"
)

// mappingList is how the demo's hubs see themselves, all of it made up.
var mappingList = map[string][]mapping.Row{
	"hubteekki": {
		{Criterion: "premises", Score: 4, Evidence: "130 neliötä yhdessä tasossa, valoisa avotila"}, {Criterion: "quiet", Score: 5, Evidence: "Kaksi hiljaista huonetta, käyttöaste alle puolet", Teaches: true},
		{Criterion: "internet", Score: 5, Evidence: "Mitattu 480/310 Mbit/s", Teaches: true}, {Criterion: "equipment", Score: 4, Evidence: "Etäkokouskamera ja näytöt joka huoneessa"},
		{Criterion: "access", Score: 3, Evidence: "Ovikoodi iltaisin", Planned: "Avain puhelimeen syksyllä 2027"}, {Criterion: "accessibility", Score: 4, Evidence: "Ei kynnyksiä, esteetön WC"},
		{Criterion: "manager", Score: 4, Evidence: "Yhteisömanageri neljänä päivänä viikossa", Teaches: true}, {Criterion: "community", Score: 4, Evidence: "Viikkokahveilla 10–15 kävijää"},
		{Criterion: "learning", Score: 5, Evidence: "Avoimen yliopiston ryhmä ja opintoneuvonta", Teaches: true}, {Criterion: "students", Score: 4, Evidence: "Lukion demoilta ja pulmapaja"},
		{Criterion: "services", Score: 3, Evidence: "Lounas hubille, mökit 10 km päässä"}, {Criterion: "visibility", Score: 2, Evidence: "Kävijöistä puolet kuuli tutulta", Planned: "Kyltti valtatielle 2027"},
		{Criterion: "economy", Score: 3, Evidence: "Kunnan rahoitus vuodeksi kerrallaan"},
	},
	"lennatin": {
		{Criterion: "premises", Score: 4, Evidence: "Järvinäkymä ja iso kokoushuone"}, {Criterion: "quiet", Score: 2, Evidence: "Hiljaista huonetta ei ole", Planned: "Kaksi puhelukoppia keväällä 2027"},
		{Criterion: "internet", Score: 5, Evidence: "Valokuitu 900/900 Mbit/s"}, {Criterion: "equipment", Score: 4, Evidence: "85 tuuman näyttö ja kamera", Teaches: true}, {Criterion: "access", Score: 2, Evidence: "Vain aukioloaikoina"},
		{Criterion: "accessibility", Score: 3, Evidence: "Luiska, painava ovi"}, {Criterion: "manager", Score: 3, Evidence: "Puolikas työaika"}, {Criterion: "community", Score: 5, Evidence: "Yrittäjän tunti ja perjantaisauna", Teaches: true},
		{Criterion: "students", Score: 2, Evidence: "Yhteistyö lukion kanssa alussa", Planned: "Kysytään mallia HUBteekista"}, {Criterion: "visibility", Score: 4, Evidence: "Näkyvä paikka torin laidalla", Teaches: true},
	},
	"demohubi-saarijarvi": {
		{Criterion: "equipment", Score: 5, Evidence: "Podcast-huone ja neljä mikrofonia", Teaches: true}, {Criterion: "premises", Score: 3, Evidence: "Kaksi huonetta"}, {Criterion: "manager", Score: 2, Evidence: "Vapaaehtoisten varassa"},
		{Criterion: "community", Score: 3, Evidence: "Paja kerran kuussa"}, {Criterion: "internet", Score: 4, Evidence: "200/100 Mbit/s"}, {Criterion: "accessibility", Score: 2, Evidence: "Kolme porrasta ovella", Planned: "Luiska kesällä 2027"},
	},
	"demohubi-kinnula": {
		{Criterion: "quiet", Score: 5, Evidence: "Metsän reunassa, kuusi työpistettä", Teaches: true}, {Criterion: "economy", Score: 4, Evidence: "Kunta maksaa vuokran"}, {Criterion: "access", Score: 2, Evidence: "Avain kirjastosta"},
		{Criterion: "visibility", Score: 1, Evidence: "Ei omaa sivua"}, {Criterion: "internet", Score: 3, Evidence: "100/100 Mbit/s"},
	},
	"demohubi-konnevesi": {
		{Criterion: "premises", Score: 4, Evidence: "Entinen pankki, remontti suunniteltu"}, {Criterion: "accessibility", Score: 5, Evidence: "Suunniteltu esteettömäksi alusta asti"}, {Criterion: "manager", Score: 1, Evidence: "Ei vielä tekijää", Planned: "Haku, kun rahoitus on päätetty"},
		{Criterion: "students", Score: 4, Evidence: "Koulun kanssa sovittu"},
	},
	"demohubi-aanekoski": {
		{Criterion: "students", Score: 5, Evidence: "Oppilaitos samassa talossa"}, {Criterion: "services", Score: 4, Evidence: "Hotelli ja lounaspaikkoja vieressä"}, {Criterion: "economy", Score: 2, Evidence: "Jatkorahoitus auki"},
	},
}

// fillMapping assesses the hubs that have not been assessed.
func (s *seeder) fillMapping(ctx context.Context) error {
	for slug, rows := range mappingList {
		there, err := s.Mapping.Of(ctx, system, s.hubs[slug])
		if err != nil {
			return err
		}
		if len(there) > 0 {
			continue
		}
		role := "manager"
		if slug == "demohubi-konnevesi" || slug == "demohubi-aanekoski" {
			role = "municipality"
		}
		if err := s.Mapping.Assess(ctx, system, s.hubs[slug], mapping.Form{AssessedOn: s.today.AddDays(-30), Role: role, Rows: rows}); err != nil {
			return fmt.Errorf("%s: %w", slug, err)
		}
	}
	return nil
}
