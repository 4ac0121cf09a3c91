package packages

import "slices"

// Themes are what people look for; each stands for the kinds and motifs of activities that give it. They are the choices
// of the search, in its order.
var themes = []struct {
	name string
	of   []string
}{
	{"sauna", []string{"sauna", "smoke_sauna", "ice_swim", "hot_tub"}},
	{"water", []string{"canoe", "fishing", "sup", "boat", "ice_swim", "ice_fishing", "jetty"}},
	{"nature", []string{"forest", "snowshoe", "hike", "horse", "ski", "campfire"}},
	{"food", []string{"food"}},
	{"study", []string{"learning", "students"}},
	{"lodging", []string{"lodging"}},
	{"ride", []string{"transport"}},
}

// Themes lists the names of the themes.
func Themes() []string {
	names := make([]string, len(themes))
	for i, t := range themes {
		names[i] = t.name
	}
	return names
}

// Is says whether the activity is of a kind, of a motif or of a theme.
func (i Item) Is(what string) bool {
	if what == i.Kind || what == i.Motif {
		return true
	}
	for _, t := range themes {
		if t.name == what {
			return slices.Contains(t.of, i.Kind) || slices.Contains(t.of, i.Motif)
		}
	}
	return false
}

// ThemesOf lists the themes that a package has.
func (p Package) ThemesOf() []string {
	var names []string
	for _, t := range themes {
		if slices.ContainsFunc(p.Items, func(i Item) bool { return i.Is(t.name) }) {
			names = append(names, t.name)
		}
	}
	return names
}
