package locales_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/locales"
)

var problemKey = regexp.MustCompile(`(?:blocking|advice)\("([a-z_]+)"`)

// TestEveryProblemHasWords reads what a package may lack from the source, as TestEveryErrorHasWords reads faults.
func TestEveryProblemHasWords(t *testing.T) {
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	known := texts.Keys(i18n.First)
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "packages", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range problemKey.FindAllStringSubmatch(string(source), -1) {
			found++
			if !slices.Contains(known, "missing."+m[1]) {
				t.Errorf("%s: missing.%s has no text", filepath.Base(file), m[1])
			}
		}
	}
	if found < 10 {
		t.Errorf("found only %d problems in the source: does the pattern still fit?", found)
	}
}
