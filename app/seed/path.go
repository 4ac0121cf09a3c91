package seed

import "github.com/hubittaako/hubittaako/packages/hub/network"

// pathModules are the path of a new community manager.
var pathModules = []network.ModuleForm{
	{
		TitleFi: "Ensimmäiset 30 päivää", TitleEn: "The first 30 days",
		TextFi: "Alussa tärkeintä on tulla tutuksi. Ole paikalla, kysy nimet ja kirjaa ylös, mitä ihmiset toivovat. Mitään ei tarvitse vielä muuttaa.\n\nKun kuukausi on täynnä, tiedät, kuka hubia käyttää, mikä toimii ja mikä tökkii.",
		TextEn: "At first the main thing is to get to know people. Be there, ask names and write down what they wish for. Nothing has to change yet.\n\nAfter a month you know who uses the hub, what works and what does not.",
		Steps: []network.StepForm{
			{TextFi: "Hubin tiedot, aukioloajat ja yhteystiedot ovat ajan tasalla", TextEn: "The hub's details, hours and contacts are up to date"},
			{TextFi: "Avaimet, ovikoodit ja hälytin ovat hallussa", TextEn: "You have the keys, the door codes and the alarm"},
			{TextFi: "Olet jutellut jokaisen vakiokävijän kanssa", TextEn: "You have talked with every regular"},
			{TextFi: "Hubin kartoitus on täytetty", TextEn: "The hub's assessment is filled in"},
			{TextFi: "Olet soittanut toisen hubin managerille", TextEn: "You have called the manager of another hub"},
		},
	},
	{
		TitleFi: "Ryhmän vastaanottaminen", TitleEn: "Hosting a group",
		TextFi: "Ryhmä muistaa ensimmäisen tunnin. Ota vastaan ovella, näytä kahvi, wifi ja hiljaiset paikat, ja kerro, kenelle soitetaan, jos jokin menee pieleen.",
		TextEn: "A group remembers its first hour. Welcome it at the door, show the coffee, the wifi and the quiet places, and say whom to call if something goes wrong.",
		Steps: []network.StepForm{
			{TextFi: "Tervetulokierros on harjoiteltu: enintään 15 minuuttia", TextEn: "You have practised the welcome tour: 15 minutes at most"},
			{TextFi: "Ryhmän ohjelma ja erityistoiveet on luettu viikkoa ennen", TextEn: "You have read the group's programme and wishes a week before"},
			{TextFi: "Ensimmäinen ryhmä on otettu vastaan", TextEn: "You have welcomed your first group"},
			{TextFi: "Palaute on kysytty lähtiessä", TextEn: "You have asked for feedback as it left"},
		},
	},
	{
		TitleFi: "Paikalliset kumppanit", TitleEn: "Local partners",
		TextFi: "Sauna, kanootti ja hyvä lounas tekevät jaksosta muiston. Käy tapaamassa kumppaneita heidän luonaan ja kokeile itse, mitä suosittelet.",
		TextEn: "A sauna, a canoe and a good lunch make a stay worth remembering. Visit partners where they are, and try what you recommend.",
		Steps: []network.StepForm{
			{TextFi: "Kolme kumppania on tavattu kasvotusten", TextEn: "You have met three partners face to face"},
			{TextFi: "Yhtä aktiviteettia on kokeiltu itse", TextEn: "You have tried one activity yourself"},
			{TextFi: "Uusi kumppani on kutsuttu verkostoon", TextEn: "You have invited a new partner to the network"},
		},
	},
	{
		TitleFi: "Turvallisuus", TitleEn: "Safety",
		TextFi: "Kun jotain sattuu, ehtii vain sen, mikä on harjoiteltu. Kävele reitit läpi ja sovi, kuka tekee mitä.",
		TextEn: "When something happens, there is only time for what has been practised. Walk the routes and agree who does what.",
		Steps: []network.StepForm{
			{TextFi: "Poistumistiet ja kokoontumispaikka ovat tiedossa", TextEn: "You know the ways out and where to meet"},
			{TextFi: "Ensiapulaukku on tarkistettu", TextEn: "The first-aid kit has been checked"},
			{TextFi: "Hätänumerot ja hubin osoite ovat seinällä", TextEn: "Emergency numbers and the hub's address are on the wall"},
		},
	},
	{
		TitleFi: "Näkyvyys", TitleEn: "Marketing",
		TextFi: "Hubi löytyy, kun siitä puhutaan. Kerro pieniä tosia tarinoita: kuka kävi, mitä syntyi, miltä järvi näytti.",
		TextEn: "A hub is found when people talk about it. Tell small true stories: who came, what they made, how the lake looked.",
		Steps: []network.StepForm{
			{TextFi: "Hubin sivulla on tuoreet kuvat", TextEn: "The hub's page has fresh photos"},
			{TextFi: "Seuraavan kuukauden tapahtumat ovat kalenterissa", TextEn: "Next month's events are in the calendar"},
			{TextFi: "Paikallislehti on käynyt kylässä", TextEn: "The local paper has been to visit"},
		},
	},
	{
		TitleFi: "Työhyvinvointi", TitleEn: "Wellbeing at work",
		TextFi: "Etätyössä tauot unohtuvat, myös managerilta. Tee tauoista yhteinen tapa ja pidä huolta itsestäsi.",
		TextEn: "Remote workers forget their breaks, and so do managers. Make breaks a shared habit, and look after yourself.",
		Steps: []network.StepForm{
			{TextFi: "Hubilla on yhteinen kahvihetki", TextEn: "The hub has a coffee break together"},
			{TextFi: "Työpisteiden säädöt osataan neuvoa", TextEn: "You can show how to set up a desk"},
			{TextFi: "Oma sijainen on sovittu", TextEn: "You have agreed on who stands in for you"},
		},
	},
}
