package seed

// Everything here is fictional but the two hubs' names and places; price levels follow what such services cost in Finland
// in 2026. Amounts are net cents.

type hubData struct {
	slug, name, municipality, street, postcode, email string
	businessID                                        string
	status                                            string
	demo                                              bool
	lat, lon                                          float64
	desks                                             int
	dayCents                                          int64
	introFi, introEn, emphasisFi, emphasisEn          string
	storyFi, storyEn                                  string
}

var hubs = []hubData{
	{
		slug: "hubteekki", name: "HUBteekki", municipality: "Pihtipudas", street: "Keskustie 14", postcode: "44800", email: "hubteekki@hubittaako.example", businessID: "9000016-9",
		status: "working", lat: 63.367, lon: 25.574, desks: 12, dayCents: 1500,
		introFi:    "Vanhan apteekin valoisa avotila, neuvotteluhuoneet ja pienet hiljaiset huoneet Pihtiputaan keskustassa.",
		introEn:    "The old pharmacy's bright open space, meeting rooms and small quiet rooms in the centre of Pihtipudas.",
		storyFi:    "HUBteekki avattiin elokuussa 2020 entiseen apteekkiin, siitä nimi: hubi ja apteekki. Yhdessä tasossa on noin 130 neliötä, hyvät yhteydet ja kokousvälineet.",
		storyEn:    "HUBteekki opened in August 2020 in a former pharmacy, hence the name: hub plus apteekki. About 130 square metres on one level, with good connections and meeting gear.",
		emphasisFi: "Hiljaiset huoneet ja avoin yliopisto", emphasisEn: "Quiet rooms and the open university",
	},
	{
		slug: "lennatin", name: "Osaamiskeskus Lennätin", municipality: "Viitasaari", street: "Keskitie 4", postcode: "44500", email: "lennatin@hubittaako.example", businessID: "9000020-6",
		status: "working", lat: 63.076, lon: 25.860, desks: 12, dayCents: 1400,
		introFi:    "Tietäjien talo Viitasaarella: työpisteitä, kohtaamisia ja Keitele ihan vieressä.",
		introEn:    "A house of knowledge in Viitasaari: desks, encounters and lake Keitele right beside.",
		storyFi:    "Lennätin syntyi 2018 mökkiläisten, ohikulkijoiden ja paikallisten yhteiseksi työpaikaksi. HUBteekki otti siitä mallia.",
		storyEn:    "Lennätin began in 2018 as a shared workplace for cottage owners, passers-by and locals. HUBteekki took it as its model.",
		emphasisFi: "Kokouksia järven rannalla", emphasisEn: "Meetings by the lake",
	},
	{
		slug: "demohubi-saarijarvi", name: "Demohubi Saarijärvi", municipality: "Saarijärvi", street: "Esimerkkitie 1", postcode: "43100", email: "saarijarvi@hubittaako.example",
		status: "working", demo: true, lat: 62.706, lon: 25.257, desks: 8, dayCents: 1200,
		introFi: "Esittelyä varten keksitty hubi: podcast-huone ja työpajatila.", introEn: "A hub made up for this demo: a podcast room and a workshop.",
		emphasisFi: "Podcast ja työpajat", emphasisEn: "Podcasts and workshops",
	},
	{
		slug: "demohubi-kinnula", name: "Demohubi Kinnula", municipality: "Kinnula", street: "Esimerkkitie 2", postcode: "43900", email: "kinnula@hubittaako.example",
		status: "working", demo: true, lat: 63.366, lon: 24.966, desks: 6, dayCents: 0,
		introFi: "Esittelyä varten keksitty hubi: pieni, maksuton ja metsän reunassa.", introEn: "A hub made up for this demo: small, free of charge and at the edge of the forest.",
		emphasisFi: "Maksuton ja hiljainen", emphasisEn: "Free and quiet",
	},
	{
		slug: "demohubi-konnevesi", name: "Demohubi Konnevesi", municipality: "Konnevesi", street: "Esimerkkitie 3", postcode: "44300", email: "konnevesi@hubittaako.example",
		status: "planned", demo: true, lat: 62.628, lon: 26.288, desks: 0, dayCents: 0,
		introFi: "Esittelyä varten keksitty hubi, joka on vasta suunnitteilla.", introEn: "A hub made up for this demo, still being planned.",
		emphasisFi: "Suunnitteilla", emphasisEn: "Being planned",
	},
	{
		slug: "demohubi-aanekoski", name: "Demohubi Äänekoski", municipality: "Äänekoski", street: "Esimerkkitie 4", postcode: "44100", email: "aanekoski@hubittaako.example",
		status: "planned", demo: true, lat: 62.604, lon: 25.727, desks: 0, dayCents: 0,
		introFi: "Esittelyä varten keksitty hubi, jota oppilaitos ja kaupunki suunnittelevat yhdessä.", introEn: "A hub made up for this demo, being planned by a college and the town together.",
		emphasisFi: "Opiskelijat ja yritysneuvonta", emphasisEn: "Students and business advice",
	},
	{
		slug: "demohubi-karstula", name: "Demohubi Karstula", municipality: "Karstula", street: "Esimerkkitie 5", postcode: "43500", email: "karstula@hubittaako.example",
		status: "closed", demo: true, lat: 62.880, lon: 24.800, desks: 0, dayCents: 0,
		introFi: "Esittelyä varten keksitty hubi, jonka kokeilu on päättynyt.", introEn: "A hub made up for this demo, whose trial has ended.",
		emphasisFi: "Päättynyt kokeilu", emphasisEn: "A trial that has ended",
	},
}

type weekly struct {
	days  []int  // ISO weekdays
	at    string // "17:00"
	seats int
}

type activityData struct {
	slug                 string // how packages name it here
	kind, motif          string
	titleFi, titleEn     string
	summaryFi, summaryEn string
	minutes              int
	place                string
	groupMin, groupMax   int
	cents                int64
	per                  string
	vat                  string
	seasonFrom, seasonTo int
	leadDays             int
	bringFi, bringEn     string
	weekly               weekly
}

type partnerData struct {
	businessID, name, municipality, email string
	vat                                   bool
	aboutFi, aboutEn                      string
	activities                            []activityData
}

// pools are the activities whose sessions need so many people in all, and how many hours before the start that is decided.
var pools = map[string]struct{ people, hours int }{"lumikengat": {8, 72}, "kanootti": {6, 120}, "avanto": {4, 48}}

// plansB are done instead where the weather is against it; they are not on sale by themselves.
var plansB = map[string]struct {
	slug  string
	seats int
}{"lumikengat": {"kotatarinat", 12}, "metsakylpy": {"kotahetki", 12}}

// Where transfers begin and end; all else takes place where its partner or a hub is.
var (
	transferFrom = map[string]string{"bussi-tulo": "Jyväskylä", "bussi-paluu": "Pihtipudas", "kyyti-viitasaarelle": "Pihtipudas"}
	transferTo   = map[string]string{"bussi-tulo": "Pihtipudas", "bussi-paluu": "Jyväskylä", "kyyti-viitasaarelle": "Viitasaari"}
)

var everyDay = []int{1, 2, 3, 4, 5, 6, 7}

var partnerList = []partnerData{
	{"9000001-1", "Kolimanrannan Sauna", "Pihtipudas", "sauna@kolimanranta.example", true, "Savusauna ja rantasauna Koliman rannalla.", "Smoke sauna and lakeside sauna on lake Kolima.", []activityData{
		{"savusauna", "wellbeing", "smoke_sauna", "Savusauna", "Smoke sauna evening", "Lämpiää kahdeksan tuntia, löyly kestää koko illan. Pyyhkeet ja saunajuomat mukana.", "Heated for eight hours, warm all evening. Towels and drinks included.",
			180, "Rantatie 3", 2, 16, 32000, "group", "standard", 1, 12, 2, "Uimapuku.", "Swimwear.", weekly{[]int{2, 4, 6}, "18:00", 16}},
		{"avanto", "wellbeing", "ice_swim", "Avanto ja rantasauna", "Ice swimming and sauna", "Lämmin sauna, valaistu polku ja avanto. Ensikertalainen saa opastuksen.", "A warm sauna, a lit path and a hole in the ice. First-timers are guided.",
			120, "Rantatie 3", 2, 12, 1800, "person", "standard", 11, 4, 1, "Uimapuku, pipo ja tossut.", "Swimwear, a hat and slippers.", weekly{[]int{1, 3, 5}, "18:00", 12}},
	}},
	{"9000003-8", "Keiteleen Melojat", "Viitasaari", "melojat@keitele.example", true, "Opastettuja melontaretkiä Keiteleellä ja Kolimalla.", "Guided canoe trips on Keitele and Kolima.", []activityData{
		{"kanootti", "recreation", "canoe", "Kanootti-ilta", "Canoe evening", "Kaksi kanootissa, nuotiokahvit saaressa. Aiempaa kokemusta ei tarvita.", "Two to a canoe, campfire coffee on an island. No experience needed.",
			210, "Keihärinkosken ranta", 4, 10, 5200, "person", "reduced", 5, 9, 3, "Sään mukaiset vaatteet, vaihtosukat.", "Clothes for the weather, spare socks.", weekly{[]int{3, 7}, "17:00", 10}},
	}},
	{"9000004-6", "Hiljainen Metsä", "Pihtipudas", "hei@hiljainenmetsa.example", false, "Metsäkylpyjä ja lumikenkäretkiä pienelle ryhmälle.", "Forest bathing and snowshoe walks for small groups.", []activityData{
		{"kotahetki", "wellbeing", "campfire", "Hiljainen hetki kodassa", "A quiet hour by the fire", "Tuli, tee ja sateen ääni katon alla.", "A fire, tea and the sound of rain, under a roof.",
			90, "Pitkäkankaan kota", 2, 12, 2000, "person", "none", 1, 12, 2, "Lämpimät vaatteet.", "Warm clothes.", weekly{}},
		{"metsakylpy", "wellbeing", "forest", "Metsäkylpy", "Forest bathing", "Hiljainen, opastettu kävely vanhassa metsässä. Lopuksi teetä kallion laella.", "A quiet guided walk in an old forest, with tea on the rock at the end.",
			90, "Pitkäkangas", 2, 12, 2800, "person", "none", 1, 12, 2, "Lämpimät vaatteet.", "Warm clothes.", weekly{[]int{2, 5}, "16:30", 12}},
		{"kotatarinat", "recreation", "campfire", "Tarinoita kodassa", "Stories by the fire", "Tuli, nokipannukahvit ja vanhan metsän tarinoita katon alla.", "A fire, coffee and tales of the old forest, under a roof.",
			120, "Pitkäkankaan kota", 2, 12, 2000, "person", "none", 1, 12, 2, "Lämpimät vaatteet.", "Warm clothes.", weekly{}},
		{"lumikengat", "recreation", "snowshoe", "Lumikenkäretki", "Snowshoe walk", "Hankien yli laavulle, nokipannukahvit tulilla. Lumikengät saa meiltä.", "Across the snow to a shelter, coffee by the fire. Snowshoes included.",
			150, "Pitkäkangas", 2, 12, 4200, "person", "none", 12, 3, 2, "Lämpimät kengät.", "Warm boots.", weekly{[]int{3, 6}, "17:00", 12}},
	}},
	{"9000005-4", "Pitopirtti Peltola", "Pihtipudas", "pidot@peltola.example", true, "Lähiruokaa pitkän pöydän ääressä.", "Local food at a long table.", []activityData{
		{"kylan-poyta", "food", "food", "Kylän pöytä", "The village table", "Kolmen ruokalajin illallinen lähitiloilta. Erityisruokavaliot onnistuvat.", "A three-course dinner from nearby farms. Special diets are fine.",
			120, "Peltolantie 8", 2, 40, 3400, "person", "reduced", 1, 12, 2, "", "", weekly{[]int{1, 5}, "18:30", 40}},
		{"hubilounas", "food", "food", "Hubilounas", "Lunch at the hub", "Keittolounas tuodaan hubille, leipä on oman pirtin.", "Soup brought to the hub, with bread of our own.",
			60, "HUBteekki", 1, 40, 1350, "person", "reduced", 1, 12, 1, "", "", weekly{[]int{1, 2, 3, 4, 5}, "11:30", 40}},
	}},
	{"9000006-2", "Suvitallin Hevoset", "Pihtipudas", "talli@suvitalli.example", true, "Suomenhevosia ja rauhallisia maastoja.", "Finnhorses and calm trails.", []activityData{
		{"ratsastus", "recreation", "horse", "Maastoratsastus", "Trail ride", "Suomenhevosilla metsäteitä pitkin. Aloittelijakin pärjää.", "On Finnhorses along forest tracks. Fine for beginners too.",
			120, "Suvitalli", 2, 7, 6000, "person", "reduced", 1, 12, 3, "Kengät, joissa on pieni kanta.", "Shoes with a small heel.", weekly{[]int{6, 7}, "13:00", 7}},
	}},
	{"9000007-0", "Nelostien Kyyti", "Pihtipudas", "kyyti@nelostie.example", true, "Pikkubussi Jyväskylästä hubille ja takaisin.", "A minibus from Jyväskylä to the hub and back.", []activityData{
		{"bussi-tulo", "transport", "bus", "Bussi Jyväskylästä", "Bus from Jyväskylä", "Lähtö matkakeskukselta, perillä ennen lounasta.", "From the travel centre, there before lunch.",
			105, "Jyväskylän matkakeskus", 1, 16, 42000, "group", "reduced", 1, 12, 3, "", "", weekly{[]int{1}, "09:30", 16}},
		{"bussi-paluu", "transport", "bus", "Bussi Jyväskylään", "Bus to Jyväskylä", "Perillä matkakeskuksella ennen iltajunia.", "At the travel centre before the evening trains.",
			105, "Keskustie 14", 1, 16, 42000, "group", "reduced", 1, 12, 3, "", "", weekly{[]int{5, 7}, "14:30", 16}},
		{"kyyti-viitasaarelle", "transport", "bus", "Kyyti hubilta hubille", "Ride from hub to hub", "HUBteekistä Lennättimeen laukkuineen päivineen.", "From HUBteekki to Lennätin, luggage and all.",
			45, "Keskustie 14", 1, 16, 14000, "group", "reduced", 1, 12, 3, "", "", weekly{everyDay, "08:15", 16}},
	}},
	{"9000008-9", "Avoin opisto (demo)", "Jyväskylä", "avoin@opisto.example", true, "Keksitty oppilaitos: avoimia iltaluentoja hubeilla.", "A made-up institution: open evening lectures at the hubs.", []activityData{
		{"luento", "learning", "study", "Palvelumuotoilun iltaluento", "Evening lecture on service design", "Avoin luento hubilla, keskustelua ja kahvia.", "An open lecture at the hub, with talk and coffee.",
			120, "HUBteekki", 1, 20, 0, "person", "exempt", 1, 12, 1, "", "", weekly{[]int{4}, "16:15", 20}},
	}},
	{"9000009-7", "Järvilukio (demo)", "Pihtipudas", "koordinaattori@jarvilukio.example", false, "Keksitty koulu: lukiolaiset ratkovat yritysten pulmia.", "A made-up school: students solve companies' puzzles.", []activityData{
		{"pulmapaja", "students", "students", "Lukiolaisten pulmapaja", "Students' puzzle workshop", "Tuokaa pulma, lukiolaiset tuovat tuoreet silmät.", "Bring a puzzle, the students bring fresh eyes.",
			90, "HUBteekki, opiskelijanurkka", 2, 30, 0, "group", "none", 1, 12, 5, "Pulma, jonka saa kertoa ääneen.", "A puzzle you may say aloud.", weekly{[]int{1}, "16:15", 30}},
	}},
	{"9000011-8", "Kolimanrannan Mökit", "Pihtipudas", "mokit@kolimanranta.example", true, "Mökkejä rannassa, kaksi henkeä mökkiä kohti.", "Cottages on the shore, two people to each.", []activityData{
		{"mokkiyo", "lodging", "cabin", "Mökkiyö Kolimalla", "Night in a Kolima cottage", "Oma huone, yhteinen ranta. Liinavaatteet mukana.", "A room of your own and a shared shore. Linen included.",
			960, "Rantatie 5", 1, 24, 4200, "person", "reduced", 1, 12, 2, "", "", weekly{everyDay, "17:00", 24}},
	}},
	{"9000012-6", "Koskiopas Kärnä", "Viitasaari", "opas@koskiopas.example", true, "Varattu koski, lupa ja opas.", "A reserved rapid, permit and guide.", []activityData{
		{"koski", "recreation", "fishing", "Koskikalastus", "Fishing the rapids", "Kärnänkoski on varattu teille. Välineet ja lupa kuuluvat hintaan.", "Kärnänkoski is reserved for you. Gear and permit included.",
			210, "Kärnänkoski", 1, 6, 9500, "person", "standard", 12, 8, 3, "Vedenpitävät kengät.", "Waterproof boots.", weekly{[]int{4, 6}, "16:30", 6}},
	}},
	{"9000013-4", "Keiteleen Rantasauna", "Viitasaari", "ranta@keitele.example", true, "Yhteinen rantasauna keskustan kupeessa.", "A shared lakeside sauna near the centre.", []activityData{
		{"rantasauna", "wellbeing", "sauna", "Rantasauna", "Lakeside sauna", "Puulämmitteinen sauna, terassi ja laituri.", "A wood-heated sauna, a terrace and a jetty.",
			150, "Satamatie 1", 2, 14, 2400, "person", "standard", 1, 12, 1, "Uimapuku ja pyyhe.", "Swimwear and a towel.", weekly{[]int{1, 3, 5, 6}, "18:00", 14}},
	}},
	{"9000014-2", "Keiteleen Majatalo", "Viitasaari", "majatalo@keitele.example", true, "Kymmenen huonetta vanhassa koulussa.", "Ten rooms in an old school.", []activityData{
		{"majataloyo", "lodging", "cabin", "Yö majatalossa", "Night at the inn", "Kahden hengen huone ja aamiainen.", "A twin room and breakfast.",
			960, "Koulutie 2", 1, 20, 4800, "person", "reduced", 1, 12, 2, "", "", weekly{everyDay, "17:00", 20}},
		{"nuotioillallinen", "food", "campfire", "Nuotioillallinen", "Campfire supper", "Loimulohta ja juureksia tulilla, sateella kodassa.", "Salmon and roots by the fire, in a hut when it rains.",
			150, "Majatalon ranta", 2, 20, 3800, "person", "reduced", 1, 12, 2, "Lämmin takki.", "A warm jacket.", weekly{[]int{2, 4}, "18:00", 20}},
	}},
}

type itemData struct {
	activity string
	times    int
	leg      int
}

type legData struct {
	hub  string
	days int
}

type packageData struct {
	hub                string
	nameFi, nameEn     string
	introFi, introEn   string
	motif, season      string
	groupMin, groupMax int
	legs               []legData
	items              []itemData
	adjustBP           int
	fixedCents         int64
}

var packageList = []packageData{
	{
		hub: "hubteekki", nameFi: "Kaksi viikkoa Koliman rannalla", nameEn: "Two weeks on lake Kolima",
		introFi: "Kymmenen työpäivää HUBteekissä, illat rannalla ja saunassa. Mökit Kolimalta, kyyti Jyväskylästä ja takaisin.",
		introEn: "Ten working days at HUBteekki, evenings on the shore and in the sauna. Cottages by the lake, a ride from Jyväskylä and back.",
		motif:   "jetty", season: "summer", groupMin: 4, groupMax: 10, adjustBP: 800, legs: []legData{{"hubteekki", 14}},
		items: []itemData{{"mokkiyo", 13, 0}, {"savusauna", 2, 0}, {"kylan-poyta", 2, 0}, {"metsakylpy", 1, 0}, {"luento", 1, 0}, {"pulmapaja", 1, 0}, {"bussi-tulo", 1, 0}, {"bussi-paluu", 1, 0}},
	},
	{
		hub: "hubteekki", nameFi: "Kaamoksen kirkkaus", nameEn: "Bright midwinter",
		introFi: "Viikko lunta, avantoa ja hiljaisia huoneita. Lounas tulee hubille, lämpö saunasta.",
		introEn: "A week of snow, ice swimming and quiet rooms. Lunch comes to the hub, warmth from the sauna.",
		motif:   "ice_swim", season: "winter", groupMin: 2, groupMax: 10, adjustBP: 1000, legs: []legData{{"hubteekki", 7}},
		items: []itemData{{"mokkiyo", 6, 0}, {"avanto", 2, 0}, {"lumikengat", 1, 0}, {"hubilounas", 3, 0}},
	},
	{
		hub: "hubteekki", nameFi: "Hiljainen viikko", nameEn: "The quiet week",
		introFi: "Viisi keskittynyttä työpäivää, metsäkylpy ja savusauna. Majoituksen voit valita itse.",
		introEn: "Five focused working days, forest bathing and a smoke sauna. Choose your own lodging.",
		motif:   "forest", season: "autumn", groupMin: 4, groupMax: 12, fixedCents: 24900, legs: []legData{{"hubteekki", 5}},
		items: []itemData{{"metsakylpy", 1, 0}, {"savusauna", 1, 0}, {"hubilounas", 4, 0}},
	},
	{
		hub: "hubteekki", nameFi: "Kahden hubin jakso", nameEn: "Two hubs, two weeks",
		introFi: "Viikko Pihtiputaalla, viikko Viitasaarella. Kaksi järveä, kaksi saunaa ja yksi varaus.",
		introEn: "A week in Pihtipudas, a week in Viitasaari. Two lakes, two saunas and one booking.",
		motif:   "sauna", season: "spring", groupMin: 4, groupMax: 12, adjustBP: 700, legs: []legData{{"hubteekki", 7}, {"lennatin", 7}},
		items: []itemData{{"mokkiyo", 7, 1}, {"savusauna", 1, 1}, {"kylan-poyta", 1, 1}, {"majataloyo", 6, 2}, {"rantasauna", 2, 2}, {"nuotioillallinen", 1, 2}, {"kyyti-viitasaarelle", 1, 0}},
	},
	{
		hub: "lennatin", nameFi: "Kosken kuohussa", nameEn: "By the rapids",
		introFi: "Viikko Lennättimessä: varattu koski, opas ja rantasauna pienelle porukalle.",
		introEn: "A week at Lennätin: a reserved rapid, a guide and a lakeside sauna for a small team.",
		motif:   "fishing", season: "spring", groupMin: 2, groupMax: 6, adjustBP: 500, legs: []legData{{"lennatin", 7}},
		items: []itemData{{"majataloyo", 6, 0}, {"koski", 1, 0}, {"rantasauna", 2, 0}, {"nuotioillallinen", 1, 0}},
	},
	{
		hub: "hubteekki", nameFi: "Talli ja tuotekehitys", nameEn: "Horses and product work",
		introFi: "Arki hubilla, viikonloppu hevosen selässä. Sopii pienelle tiimille.",
		introEn: "Weekdays at the hub, the weekend on horseback. For a small team.",
		motif:   "horse", season: "autumn", groupMin: 2, groupMax: 7, adjustBP: 900, legs: []legData{{"hubteekki", 7}},
		items: []itemData{{"mokkiyo", 6, 0}, {"ratsastus", 2, 0}, {"kylan-poyta", 1, 0}, {"metsakylpy", 1, 0}},
	},
}

// Where there is no step: enough for one package, so that a search for it finds something.
var (
	stepFreeHubs       = []string{"hubteekki", "lennatin"}
	stepFreeActivities = []string{"savusauna", "metsakylpy", "hubilounas", "kylan-poyta", "luento", "pulmapaja", "majataloyo", "nuotioillallinen"}
)

type companyData struct {
	businessID, name, street, postcode, city, billingEmail string
	invoice                                                bool
	email, person                                          string
}

var companies = []companyData{
	{"9000015-0", "Kuusikko Ohjelmistot Oy (demo)", "Esimerkkikatu 10", "00100", "Helsinki", "laskut@kuusikko.example", true, "varaaja@kuusikko.example", "Kuusikon varaaja"},
	{"9000017-7", "Järvisuunnittelu Oy (demo)", "Mallikatu 4", "33100", "Tampere", "laskut@jarvisuunnittelu.example", false, "varaaja@jarvisuunnittelu.example", "Järvisuunnittelun varaaja"},
}
