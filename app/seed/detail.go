package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/packages/hub"
)

// detailList is what the demo's hubs say of themselves: what is known of the real ones, made up in its numbers, and made up for the
// demo ones.
var detailList = map[string]hub.Details{
	"hubteekki": {
		Access: "mixed", AccessFi: "Päivisin ovi on auki. Iltaisin ja viikonloppuisin pääset sisään koodilla, jonka saat varauksen vahvistuksessa.",
		AccessEn:  "In the daytime the door is open. In the evenings and at weekends you get in with the code from your confirmation.",
		AccessSv:  "På dagarna är dörren öppen. På kvällar och veckoslut kommer du in med koden i din bekräftelse.",
		Languages: []string{"fi", "en", "sv"}, Facilities: []string{"video", "quiet", "group", "students", "screens", "standing", "printer", "kitchen", "bikes"},
		DownMbps: 480, UpMbps: 310, RoadFi: "Valtatie 4 (E75): Jyväskylästä noin 140 km, Oulusta noin 200 km.", RoadEn: "Highway 4 (E75): about 140 km from Jyväskylä, 200 km from Oulu.",
		RoadSv: "Riksväg 4 (E75): cirka 140 km från Jyväskylä och 200 km från Uleåborg.", CoachFi: "Kaukobussit Helsinki–Jyväskylä–Oulu pysähtyvät Pihtiputaalla. Pysäkiltä kävelee viisi minuuttia.",
		CoachEn: "Coaches between Helsinki, Jyväskylä and Oulu stop in Pihtipudas, five minutes' walk away.", CoachSv: "Fjärrbussarna Helsingfors–Jyväskylä–Uleåborg stannar i Pihtipudas, fem minuters promenad bort.",
		RailFi: "Junalla Jyväskylään, siitä bussilla tai yhteiskyydillä.", RailEn: "By train to Jyväskylä, then by coach or a shared ride.", RailSv: "Tåg till Jyväskylä, därifrån buss eller samåkning.",
		ParkingFi: "Maksuton pysäköinti talon takana.", ParkingEn: "Free parking behind the house.", ParkingSv: "Gratis parkering bakom huset.",
		RulesFi: "Puhelut puhutaan hiljaisissa huoneissa.\nKeittiö jätetään siistiksi.\nViimeinen sulkee ikkunat.", RulesEn: "Calls belong in the quiet rooms.\nLeave the kitchen tidy.\nThe last one closes the windows.",
		RulesSv: "Samtal tas i de tysta rummen.\nLämna köket städat.\nDen sista stänger fönstren.", Contacts: []hub.Contact{
			{Role: "manager", Email: "hubteekki@hubittaako.example"}, {Role: "learning", Email: "opinnot@hubittaako.example"}, {Role: "municipality", Phone: "014 459 6800"},
		},
	},
	"lennatin": {
		Access: "staffed", Languages: []string{"fi", "en"}, Facilities: []string{"video", "group", "screens", "printer", "kitchen", "lounge", "ev"}, DownMbps: 900, UpMbps: 900,
		RoadFi: "Valtatie 4 (E75): Pihtiputaalta noin 40 km etelään.", RoadEn: "Highway 4 (E75): about 40 km south of Pihtipudas.", RoadSv: "Riksväg 4 (E75): cirka 40 km söder om Pihtipudas.",
		CoachFi: "Kaukobussit pysähtyvät Viitasaaren linja-autoasemalla.", CoachEn: "Coaches stop at Viitasaari bus station.", CoachSv: "Fjärrbussarna stannar vid Viitasaari busstation.",
		ParkingFi: "Paikkoja pihassa ja torilla.", ParkingEn: "Parking in the yard and on the market square.", ParkingSv: "Platser på gården och på torget.",
		RulesFi: "Kahvi kuuluu kaikille.\nVaratun huoneen ovi suljetaan.", RulesEn: "Coffee is for everybody.\nClose the door of a booked room.", RulesSv: "Kaffet är för alla.\nStäng dörren till ett bokat rum.",
		Contacts: []hub.Contact{{Role: "manager", Email: "lennatin@hubittaako.example"}, {Role: "business", Email: "yritykset@hubittaako.example"}},
	},
	"demohubi-saarijarvi": {
		Access: "code", Languages: []string{"fi", "en"}, Facilities: []string{"podcast", "group", "students", "kitchen", "lockers"}, DownMbps: 200, UpMbps: 100,
		RoadFi: "Jyväskylästä noin tunti valtatietä 13.", RoadEn: "About an hour from Jyväskylä along highway 13.", RoadSv: "Cirka en timme från Jyväskylä längs riksväg 13.",
		Contacts: []hub.Contact{{Role: "technical", Email: "saarijarvi@hubittaako.example"}},
	},
	"demohubi-kinnula": {
		Access: "key", AccessFi: "Avain noudetaan kirjastosta.", AccessEn: "Fetch the key from the library.", AccessSv: "Nyckeln hämtas på biblioteket.", Languages: []string{"fi"},
		Facilities: []string{"quiet", "kitchen", "showers", "bikes"}, DownMbps: 100, UpMbps: 100, RoadFi: "Pihtiputaalta noin 36 km länteen.", RoadEn: "About 36 km west of Pihtipudas.", RoadSv: "Cirka 36 km väster om Pihtipudas.",
		Contacts: []hub.Contact{{Role: "booking", Email: "kinnula@hubittaako.example"}},
	},
	"demohubi-konnevesi": {Languages: []string{"fi"}, Facilities: []string{"group", "students", "kitchen"}, Contacts: []hub.Contact{{Role: "municipality", Email: "konnevesi@hubittaako.example"}}},
	"demohubi-aanekoski": {Languages: []string{"fi", "en"}, Facilities: []string{"video", "group", "students", "printer"}, Contacts: []hub.Contact{{Role: "business", Email: "aanekoski@hubittaako.example"}}},
}

// fillDetails describes the hubs that have not been described.
func (s *seeder) fillDetails(ctx context.Context) error {
	for slug, d := range detailList {
		there, err := s.Hubs.Details(ctx, s.hubs[slug])
		if err != nil {
			return err
		}
		if len(there.Facilities) > 0 {
			continue
		}
		if d.DownMbps > 0 {
			d.MeasuredOn = s.today.AddDays(-20)
		}
		if err := s.Hubs.Describe(ctx, system, s.hubs[slug], d); err != nil {
			return fmt.Errorf("%s: %w", slug, err)
		}
	}
	return nil
}
