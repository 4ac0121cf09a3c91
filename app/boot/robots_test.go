package boot_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// TestSearchEnginesMaySeeWhatIsPublic reads robots.txt as they do: no public page may be hidden by the rule of another, and
// nothing personal may be open to them.
func TestSearchEnginesMaySeeWhatIsPublic(t *testing.T) {
	t.Parallel()
	app := still(t)
	_, text := ask(t, app, "GET", "/robots.txt", nil)
	var rules []string
	for _, line := range strings.Split(text, "\n") {
		if rule, ok := strings.CutPrefix(line, "Disallow: "); ok {
			rules = append(rules, rule)
		}
	}
	if len(rules) < 20 {
		t.Fatalf("only %d rules:\n%s", len(rules), text)
	}
	hidden := func(path string) bool {
		for _, rule := range rules {
			pattern := "^" + strings.ReplaceAll(strings.ReplaceAll(regexp.QuoteMeta(rule), `\*`, ".*"), `\$`, "$")
			if regexp.MustCompile(pattern).MatchString(path) {
				return true
			}
		}
		return false
	}
	for _, r := range app.Web().Table() {
		if r.Method != "GET" || r.Policy == page.DevOnly || r.Policy == page.Webhook {
			continue
		}
		for _, path := range addresses(r, "x") {
			if want := r.Policy != page.Public; hidden(path) != want {
				t.Errorf("%s (%s): hidden %v", path, r.Policy, hidden(path))
			}
		}
	}
}
