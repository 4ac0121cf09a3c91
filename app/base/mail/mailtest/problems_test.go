package mailtest_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/mail/mailtest"
)

// TestProblemsAreSeen plants what the test above looks for.
func TestProblemsAreSeen(t *testing.T) {
	text, dressed, err := mail.Compose(mail.Content{Lang: "fi", Paragraphs: []string{"Hei"}, Facts: [][2]string{{"Päivät", "7.6."}}, Button: &mail.Button{Label: "Avaa", URL: "https://a.example/1"}})
	if err != nil {
		t.Fatal(err)
	}
	good := mail.Message{To: "a@example.fi", ToName: "A", Lang: "fi", Subject: "Hei", Text: text, HTML: dressed}
	if list := mailtest.Problems(good); len(list) > 0 {
		t.Errorf("a good mail: %q", list)
	}
	for name, spoil := range map[string]func(m *mail.Message){
		"placeholder": func(m *mail.Message) { m.Subject = "Hei {{.Name}}" },
		"no value":    func(m *mail.Message) { m.Text += "<no value>" },
		"key":         func(m *mail.Message) { m.Subject = "mail.held.subject" },
		"language":    func(m *mail.Message) { m.Lang = "en" },
		"fact":        func(m *mail.Message) { m.Text = strings.ReplaceAll(m.Text, "7.6.", "8.6.") },
		"link":        func(m *mail.Message) { m.Text = strings.ReplaceAll(m.Text, "a.example/1", "a.example/2") },
		"picture":     func(m *mail.Message) { m.HTML += `<img src="https://a.example/a.png">` },
	} {
		m := good
		spoil(&m)
		if len(mailtest.Problems(m)) == 0 {
			t.Errorf("%s: not seen", name)
		}
	}
}
