package poster

import (
	"net/url"
	"strings"
)

// Version is a part of every address, so that a change in how we draw reaches browsers that keep pictures for long. A test
// says when to raise it.
const Version = "2"

// Spec is what a picture is drawn from. Only Slug is needed; unknown words draw what is nearest.
type Spec struct {
	Slug   string // chooses everything that is left to chance
	Kind   string // hub, package, or an activity's kind: wellbeing, recreation, food, lodging, transport, learning, students
	Season string // spring, summer, autumn, winter; "" is summer
	Theme  string // what it shows, see Themes; "" shows what the kind suggests
	Hour   string // day, dusk or night, see HourAt; "" suits the theme
	Wide   bool   // 640 by 400 instead of 400 by 500
	Quiet  bool   // no trees in front: room for a headline
}

// Hours are the lights that a picture can be in.
func Hours() []string { return []string{"day", "dusk", "night"} }

// HourAt is the light of a season at so many minutes after midnight, as it is in the middle of Finland: winter's day is short,
// and summer's night is no more than a dusk.
func HourAt(season string, minutes int) string {
	lit := map[string][4]int{ // when dusk begins and ends in the morning, and in the evening
		"winter": {480, 570, 870, 990}, "spring": {330, 390, 1200, 1290}, "autumn": {420, 480, 1050, 1140},
	}[season]
	if lit == [4]int{} {
		lit = [4]int{180, 300, 1260, 1425}
	}
	switch {
	case minutes < lit[0] || minutes >= lit[3]:
		return "night"
	case minutes < lit[1] || minutes >= lit[2]:
		return "dusk"
	}
	return "day"
}

// Size is the picture's size in its own units.
func (s Spec) Size() (width, height int) {
	if s.Wide {
		return 640, 400
	}
	return 400, 500
}

// PathPrefix is where posters are served; the rest of a path names the picture.
const PathPrefix = "/posters/"

// Path is the address of the picture. ParsePath reads it back.
func (s Spec) Path() string {
	format := "t"
	if s.Wide {
		format = "w"
	}
	if s.Quiet {
		format += "q"
	}
	facts := strings.Join([]string{orDash(s.Kind), orDash(s.Season), orDash(s.Theme), orDash(s.Hour), format}, ".")
	return PathPrefix + Version + "/" + url.PathEscape(facts) + "/" + url.PathEscape(s.Slug) + ".svg"
}

// Facts of a route "/posters/:version/:facts/:file" as a Spec; false when they are not what Path writes.
func Parse(facts, file string) (Spec, bool) {
	part := strings.Split(facts, ".")
	slug, isSVG := strings.CutSuffix(file, ".svg")
	if len(part) != 5 || !isSVG || slug == "" || len(slug) > 200 || strings.ContainsAny(slug, "/\\") {
		return Spec{}, false
	}
	format := part[4]
	if format != "t" && format != "w" && format != "tq" && format != "wq" {
		return Spec{}, false
	}
	return Spec{
		Slug: slug, Kind: noDash(part[0]), Season: noDash(part[1]), Theme: noDash(part[2]), Hour: noDash(part[3]),
		Wide: format[0] == 'w', Quiet: strings.HasSuffix(format, "q"),
	}, true
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return strings.ReplaceAll(s, ".", "")
}

func noDash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}
