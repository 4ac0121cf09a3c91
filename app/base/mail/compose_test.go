package mail

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

func whole() Content {
	return Content{
		Lang: "fi", Title: "Jakso on teidän", Greeting: "Hei pääkäyttäjä!",
		Paragraphs: []string{"Kaikki on varattu: työpisteet, mökit ja savusauna.\nNähdään rannalla.", "Pakkaa villasukat & <b>uikkarit</b>."},
		Facts:      [][2]string{{"Jakso", "Kaksi viikkoa Koliman rannalla"}, {"Päivät", "7.–20.6.2027"}, {"Hinta", "1\u00a0234,50\u00a0€"}},
		Button:     &Button{Label: "Katso ohjelma", URL: "https://hubittaako.example/varaus/17?x=1&y=2"},
		Footer:     "Saat tämän viestin, koska varasit jakson.\nHubittaako, Pihtipudas",
	}
}

func TestComposeSaysTheSameTwice(t *testing.T) {
	text, source, err := Compose(whole())
	if err != nil {
		t.Fatal(err)
	}
	want := `Jakso on teidän

Hei pääkäyttäjä!

Kaikki on varattu: työpisteet, mökit ja savusauna.
Nähdään rannalla.

Pakkaa villasukat & <b>uikkarit</b>.

Jakso: Kaksi viikkoa Koliman rannalla
Päivät: 7.–20.6.2027
Hinta: ` + "1\u00a0234,50\u00a0€" + `

Katso ohjelma:
https://hubittaako.example/varaus/17?x=1&y=2

-- 
Saat tämän viestin, koska varasit jakson.
Hubittaako, Pihtipudas
`
	if text != want {
		t.Errorf("text:\n%s", text)
	}
	for _, tag := range []string{"<b>", "<img", "<link", "<script", " src=", "url("} {
		if strings.Contains(source, tag) {
			t.Errorf("%s in the mail", tag)
		}
	}
	for _, link := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(source, -1) {
		if html.UnescapeString(link[1]) != whole().Button.URL {
			t.Errorf("link to %s", link[1])
		}
	}
	body := source[strings.Index(source, "<body"):]
	seen := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, "\n"))
	for _, line := range strings.FieldsFunc(want, func(r rune) bool { return r == '\n' }) {
		name, value, _ := strings.Cut(line, ": ") // a fact stands in two cells
		if line != "-- " && !strings.Contains(seen, strings.TrimSuffix(line, ":")) && (!strings.Contains(seen, name) || !strings.Contains(seen, value)) {
			t.Errorf("%q is not in the HTML", line)
		}
	}
	if !strings.Contains(source, `<html lang="fi">`) || !strings.Contains(source, "prefers-color-scheme: dark") {
		t.Error("language or dark mode")
	}
}

func TestComposeLeavesOutWhatIsNotThere(t *testing.T) {
	text, source, err := Compose(Content{Lang: "en", Paragraphs: []string{"Hello."}})
	if err != nil || text != "Hello.\n" {
		t.Errorf("%q %v", text, err)
	}
	for _, tag := range []string{"<h1", "<a ", "<th"} {
		if strings.Contains(source, tag) {
			t.Errorf("an empty %s", tag)
		}
	}
}

func TestAnAddressInTheFooterIsALink(t *testing.T) {
	_, source, err := Compose(Content{Lang: "fi", Paragraphs: []string{"Hei"}, Footer: "Lopeta: https://hubittaako.example/kirje/a?b=1&c=2."})
	if err != nil || !strings.Contains(source, `href="https://hubittaako.example/kirje/a?b=1&amp;c=2"`) || !strings.Contains(source, "</a>.") {
		t.Errorf("%v %s", err, source)
	}
}

func TestAButtonLeadsToTheWebOnly(t *testing.T) {
	c := whole()
	c.Button.URL = "javascript:alert(1)"
	if _, source, _ := Compose(c); strings.Contains(source, `href="javascript`) {
		t.Error("a script behind the button")
	}
}

func TestItemsLeadSomewhereEach(t *testing.T) {
	c := Content{Lang: "fi", Paragraphs: []string{"Tällä viikolla:"}, Items: []Item{
		{Title: "Yhteiskahvit & pulla", Sub: "ke 2.12. klo 9.00", URL: "https://hubittaako.example/tapahtumat/kahvit"},
		{Title: "Talviuinti", Sub: "to 3.12. klo 18.00", URL: "https://hubittaako.example/tapahtumat/uinti"},
	}}
	text, source, err := Compose(c)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Tällä viikolla:\n\nYhteiskahvit & pulla\nke 2.12. klo 9.00\nhttps://hubittaako.example/tapahtumat/kahvit\n\nTalviuinti"; !strings.HasPrefix(text, want) {
		t.Errorf("text:\n%s", text)
	}
	for _, want := range []string{`href="https://hubittaako.example/tapahtumat/uinti"`, "Yhteiskahvit &amp; pulla</a>"} {
		if !strings.Contains(source, want) {
			t.Errorf("no %s", want)
		}
	}
}
