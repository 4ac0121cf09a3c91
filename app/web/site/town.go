package site

// swedishTowns are the towns that have a name of their own in Swedish.
var swedishTowns = map[string]string{
	"Helsinki": "Helsingfors", "Tampere": "Tammerfors", "Oulu": "Uleåborg", "Turku": "Åbo", "Vaasa": "Vasa", "Kokkola": "Karleby", "Lahti": "Lahtis",
}

// townIn is what a town is called in a language.
func townIn(lang, name string) string {
	if sv, ok := swedishTowns[name]; ok && lang == "sv" {
		return sv
	}
	return name
}
