package site

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// text is a page of plain words: a title, a lead and headed paragraphs from the locales.
type text struct {
	path, key string
	parts     []part
	current   string // navigation entry
	email     string // of the contact page
}

// part is a headed piece of a text: so many paragraphs, and where it leads.
type part struct {
	key        string // also its anchor
	paragraphs int
	link       string
}

var texts = []text{
	{path: "/nain-se-toimii", key: "how", parts: []part{
		{"find", 2, SearchPath}, {"hold", 2, ""}, {"pay", 2, ""}, {"come", 2, ""}, {"change", 2, "/ehdot"},
	}},
	{path: "/kumppaneille", key: "partners", current: "for_partners", parts: []part{
		{"kumppaniksi", 3, "/kumppaniksi"}, {"hubi", 2, "/yhteys"}, {"koulut", 2, "/yhteys"},
	}},
	{path: "/ehdot", key: "terms", parts: []part{
		{"seller", 2, ""}, {"hold", 2, ""}, {"price", 2, ""}, {"payment", 3, ""}, {"cancel", 2, ""}, {"changes", 2, ""}, {"liability", 2, ""},
	}},
	{path: "/tietosuoja", key: "privacy", parts: []part{
		{"controller", 1, ""}, {"what", 2, ""}, {"events", 2, "/tapahtumat"}, {"survey", 3, ""}, {"why", 2, ""}, {"who", 2, ""}, {"how_long", 2, ""}, {"cookies", 1, ""}, {"rights", 2, "/yhteys"},
	}},
	{path: "/yhteys", key: "contact", parts: []part{{"booking", 1, ""}, {"hubs", 1, HubsPath}, {"partners", 1, "/kumppaneille"}, {"faults", 1, "/palaute"}}},
}

// showText is the action of a text.
func (p pages) showText(t text) page.Handler {
	return func(c *page.Ctx) error {
		t := t
		if t.key == "contact" {
			t.email = p.Contact
		}
		return c.Render(fiber.StatusOK, textPage(t))
	}
}

// poster is the picture beside the words.
func (t text) poster() poster.Spec {
	return poster.Spec{Slug: "teksti-" + t.key, Kind: "package", Season: "summer", Theme: themesOfTexts[t.key]}
}

var themesOfTexts = map[string]string{
	"how": "jetty", "partners": "smoke_sauna", "terms": "cabin", "privacy": "forest", "contact": "campfire",
}

// pictures are those of the parts of a text that has one for each.
var pictures = map[string]poster.Spec{
	"kumppaniksi": {Slug: "osapuoli-partner", Kind: "wellbeing", Season: "summer", Theme: "smoke_sauna", Wide: true},
	"hubi":        {Slug: "osapuoli-hub", Kind: "hub", Season: "summer", Wide: true},
	"koulut":      {Slug: "oppilaitokset", Kind: "students", Season: "summer", Wide: true},
}

// stories is true for the text that sells: each of its parts has a picture.
func (t text) stories() bool { return t.key == "partners" }

func (t text) picture(p part) poster.Spec { return pictures[p.key] }

// door is the look of the link of a part: a button where the page is there to lead on.
func (t text) door(p part) string {
	switch t.key + "." + p.key {
	case "partners.kumppaniksi", "how.find":
		return "btn go"
	case "partners.hubi", "partners.koulut":
		return "btn line"
	}
	return ""
}

// say is a text of the page.
func (t text) say(ctx context.Context, key string) string {
	return ui.T(ctx, "site."+t.key+"."+key)
}

func (t text) paragraph(ctx context.Context, p part, n int) string {
	return t.say(ctx, p.key+".p"+strconv.Itoa(n))
}
