package locales_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/locales"
)

func TestEveryLanguageIsComplete(t *testing.T) {
	for _, problem := range i18n.CheckComplete(locales.FS, []string{"fi", "en"}) {
		t.Error(problem)
	}
}

// working areas have no Swedish: page.Policy.Speaks shows their pages in English to those who ask for it.
var working = []string{"adminbooking", "adminpartner", "adminwork", "deskplan", "dev", "eventdesk", "handover", "hub", "hubdesk", "hubreport", "learningdesk", "mappingdesk", "networkroom", "partner", "partnerwork", "practices", "roomdesk", "staff", "staffwork", "studentsdesk", "threads", "visits", "watch", "work"}

// TestSwedishIsCompleteWhereVisitorsAndCompaniesRead: an area has all of its keys in Swedish, or it is named above and has
// none; and no Swedish key is without its Finnish.
func TestSwedishIsCompleteWhereVisitorsAndCompaniesRead(t *testing.T) {
	areas := fstest.MapFS{}
	names, err := fs.Glob(locales.FS, "*.toml")
	if err != nil {
		t.Fatal(err)
	}
	swedish := 0
	for _, name := range names {
		area, lang, _ := strings.Cut(strings.TrimSuffix(name, ".toml"), ".")
		if _, err := fs.Stat(locales.FS, area+".sv.toml"); err != nil && slices.Contains(working, area) {
			continue
		}
		data, err := fs.ReadFile(locales.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		areas[name] = &fstest.MapFile{Data: data}
		if lang == "sv" {
			swedish++
		}
	}
	if swedish < 9 {
		t.Errorf("only %d Swedish files", swedish)
	}
	for _, problem := range i18n.CheckComplete(areas, []string{"fi", "sv"}) {
		t.Error(problem)
	}
}

var looseClock = regexp.MustCompile(`\b(klo|kl\.) (\{\{|\d)[^"]*`)

// TestClocksStandWithTheirWord: "klo" at the end of a line and the time on the next reads badly; a no-break space holds them together.
// Examples in help texts have them too.
func TestClocksStandWithTheirWord(t *testing.T) {
	names, err := fs.Glob(locales.FS, "*.toml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(locales.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, loose := range looseClock.FindAllString(string(data), -1) {
			t.Errorf("%s: %s", name, loose)
		}
	}
}

var errorKey = regexp.MustCompile(`"((?:fault|field)\.[a-z][a-z0-9_]*)"`)

// TestEveryErrorHasWords reads the source: a key that no file has would reach people as "fault.something".
func TestEveryErrorHasWords(t *testing.T) {
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	known := texts.Keys(i18n.First)
	root := filepath.Join("..", "..", "..")
	found := 0
	for _, top := range []string{"app", "partners", "packages"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			for _, m := range errorKey.FindAllStringSubmatch(string(source), -1) {
				found++
				if !slices.Contains(known, m[1]) {
					t.Errorf("%s: %s has no text", strings.TrimPrefix(path, root+"/"), m[1])
				}
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if found < 20 {
		t.Errorf("found only %d error keys in the source: does the pattern still fit?", found)
	}
}
