package mail

import (
	_ "embed"
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// Content is what a mail says, in plain text; Compose dresses it. Everything but Lang and Paragraphs may be empty.
type Content struct {
	Lang       string
	Title      string // a heading inside the mail
	Greeting   string
	Paragraphs []string
	Facts      [][2]string // name and value: dates, places, sums
	Items      []Item      // a list of things to look at, each with its own link
	Button     *Button
	Footer     string // why this mail came; lines are kept
}

// Button is the one thing to do next.
type Button struct {
	Label string
	URL   string // absolute, http or https
}

// Item is one thing of a list: its name leads to URL, Sub stands under it.
type Item struct {
	Title, Sub string
	URL        string // absolute, http or https
}

// Preview is what mail programs show beside the subject: the first words that say what the mail is about.
func (c Content) Preview() string {
	if len(c.Paragraphs) == 0 {
		return ""
	}
	return c.Paragraphs[0]
}

//go:embed layout.html
var layoutSource string

var layout = template.Must(template.New("layout").Funcs(template.FuncMap{
	"lines":  func(s string) []string { return strings.Split(s, "\n") },
	"linked": linked,
}).Parse(layoutSource))

// piece is a stretch of text, or an address that stands in it.
type piece struct {
	Text string
	Link bool
}

var address = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)

// linked parts a line at the addresses in it.
func linked(line string) (pieces []piece) {
	at := 0
	for _, m := range address.FindAllStringIndex(line, -1) {
		pieces = append(pieces, piece{line[at:m[0]], false}, piece{line[m[0]:m[1]], true})
		at = m[1]
	}
	return append(pieces, piece{line[at:], false})
}

// Compose gives the text and the HTML of a mail. Both say the same; the HTML looks like the site, in light and dark,
// and fetches nothing.
func Compose(c Content) (text, html string, err error) {
	var b strings.Builder
	if err := layout.Execute(&b, c); err != nil {
		return "", "", fmt.Errorf("mail: layout: %w", err)
	}
	return plain(c), b.String(), nil
}

// plain is the mail for those who read text: blocks with an empty line between them.
func plain(c Content) string {
	blocks := []string{c.Title, c.Greeting}
	blocks = append(blocks, c.Paragraphs...)
	var facts []string
	for _, f := range c.Facts {
		facts = append(facts, f[0]+": "+f[1])
	}
	blocks = append(blocks, strings.Join(facts, "\n"))
	for _, i := range c.Items {
		blocks = append(blocks, i.Title+"\n"+i.Sub+"\n"+i.URL)
	}
	if c.Button != nil {
		blocks = append(blocks, c.Button.Label+":\n"+c.Button.URL)
	}
	if c.Footer != "" {
		blocks = append(blocks, "-- \n"+c.Footer) // mail programs know this line as the start of a signature
	}
	var b strings.Builder
	for _, block := range blocks {
		if block != "" {
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			b.WriteString(block)
		}
	}
	return b.String() + "\n"
}
