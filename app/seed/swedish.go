package seed

// The demo network in Swedish, beside the texts of the data file. Suvitallin Hevoset has written nothing in Swedish: its rides
// show how pages say what they have in another language only.

type hubSwedish struct{ intro, story, emphasis string }

// inSwedish are the hubs by slug.
var inSwedish = map[string]hubSwedish{
	"hubteekki": {
		"Det gamla apotekets ljusa öppna kontor, mötesrum och små tysta rum mitt i Pihtipudas.",
		"HUBteekki öppnade i augusti 2020 i ett före detta apotek, därav namnet: hubb och apteekki. På ett plan finns cirka 130 kvadratmeter, bra uppkoppling och mötesteknik.",
		"Tysta rum och öppna universitetet",
	},
	"lennatin": {
		"Kunskapens hus i Viitasaari: arbetsplatser, möten och sjön Keitele alldeles intill.",
		"Lennätin kom till 2018 som en gemensam arbetsplats för stugägare, förbipasserande och ortsbor. HUBteekki tog modell av den.",
		"Möten vid sjön",
	},
	"demohubi-saarijarvi": {"En hubb som hittats på för demon: poddrum och verkstad.", "", "Poddar och verkstäder"},
	"demohubi-kinnula":    {"En hubb som hittats på för demon: liten, gratis och vid skogsbrynet.", "", "Gratis och tyst"},
	"demohubi-konnevesi":  {"En hubb som hittats på för demon och ännu planeras.", "", "Planeras"},
	"demohubi-aanekoski":  {"En hubb som hittats på för demon och planeras av en läroanstalt och staden tillsammans.", "", "Studerande och företagsrådgivning"},
	"demohubi-karstula":   {"En hubb som hittats på för demon och vars försök har avslutats.", "", "Ett avslutat försök"},
}

type activitySwedish struct{ title, summary, bring string }

// activitiesInSwedish are the activities by slug.
var activitiesInSwedish = map[string]activitySwedish{
	"savusauna":           {"Rökbastukväll", "Bastun värms i åtta timmar och badet räcker hela kvällen. Handdukar och bastudricka ingår.", "Baddräkt eller badbyxor."},
	"avanto":              {"Isvak och strandbastu", "Varm bastu, upplyst stig och en isvak. Den som är med för första gången får handledning.", "Baddräkt eller badbyxor, mössa och tofflor."},
	"kanootti":            {"Kanotkväll", "Två i varje kanot och kaffe vid brasan på en holme. Ingen tidigare erfarenhet behövs.", "Kläder efter väder, ombyte av strumpor."},
	"metsakylpy":          {"Skogsbad", "En tyst, guidad promenad i gammal skog. Till sist te uppe på berget.", "Varma kläder."},
	"kotatarinat":         {"Berättelser i kåtan", "Eld, kokkaffe och gamla skogens berättelser under tak.", "Varma kläder."},
	"lumikengat":          {"Snöskovandring", "Över drivorna till vindskyddet och kokkaffe över eld. Snöskor får du av oss.", "Varma skor."},
	"kylan-poyta":         {"Byns långbord", "Trerätters middag med råvaror från gårdarna intill. Specialdieter går bra.", ""},
	"hubilounas":          {"Lunch på hubben", "Soppan kommer till hubben, brödet är från vår egen stuga.", ""},
	"bussi-tulo":          {"Buss från Jyväskylä", "Avfärd från resecentret, framme före lunch.", ""},
	"kyyti-viitasaarelle": {"Transport från hubb till hubb", "Från HUBteekki till Lennätin, med bagage och allt.", ""},
	"bussi-paluu":         {"Buss till Jyväskylä", "Framme vid resecentret före kvällstågen.", ""},
	"luento":              {"Kvällsföreläsning om tjänstedesign", "En öppen föreläsning på hubben, med samtal och kaffe.", ""},
	"pulmapaja":           {"Gymnasisternas problemverkstad", "Ta med ett problem, gymnasisterna kommer med friska ögon.", "Ett problem som får berättas högt."},
	"mokkiyo":             {"Natt i stuga vid Kolima", "Eget rum, gemensam strand. Lakan ingår.", ""},
	"koski":               {"Forsfiske", "Kärnänkoski är reserverad för er. Redskap och lov ingår i priset.", "Vattentäta skor."},
	"rantasauna":          {"Strandbastu", "Vedeldad bastu, terrass och brygga.", "Badkläder och handduk."},
	"majataloyo":          {"Natt på värdshuset", "Dubbelrum och frukost.", ""},
	"nuotioillallinen":    {"Middag vid brasan", "Glödstekt lax och rotsaker över eld, i kåta om det regnar.", "En varm jacka."},
}

type packageSwedish struct{ name, summary string }

// packagesInSwedish are the packages by Finnish name.
var packagesInSwedish = map[string]packageSwedish{
	"Kaksi viikkoa Koliman rannalla": {"Två veckor vid Kolima", "Tio arbetsdagar på HUBteekki, kvällar på stranden och i bastun. Stugor vid Kolima, skjuts från Jyväskylä och tillbaka."},
	"Kaamoksen kirkkaus":             {"Midvinterljus", "En vecka med snö, isvak och tysta rum. Lunchen kommer till hubben, värmen ur bastun."},
	"Hiljainen viikko":               {"En vecka i lugn och ro", "Fem koncentrerade arbetsdagar, skogsbad och rökbastu. Boendet väljer du själv."},
	"Kahden hubin jakso":             {"Två hubbar, två veckor", "En vecka i Pihtipudas, en i Viitasaari. Två sjöar, två bastur och en bokning."},
	"Kosken kuohussa":                {"Vid forsen", "En vecka på Lennätin: reserverad fors, guide och strandbastu för ett litet gäng."},
	"Talli ja tuotekehitys":          {"Stall och produktutveckling", "Vardagarna på hubben, veckoslutet på hästryggen. För ett litet team."},
}
