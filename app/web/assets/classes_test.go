package assets

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// made are classes that the source puts together: a letter and a step of a scale or a number, a lane or day of a week, a state, a width, the point a photo is cut around.
var made = regexp.MustCompile(`^(?:[cnpv]\d|lanes?\d|wd\d|is-[a-z]+|w-[a-z]|f[xy]\d+)$`)

var (
	notSelectors = regexp.MustCompile(`(?s)/\*.*?\*/|url\([^)]*\)|"[^"]*"`)
	selectors    = regexp.MustCompile(`([^{}]*)\{`)
	class        = regexp.MustCompile(`\.(-?[A-Za-z_][\w-]*)`)
	comments     = regexp.MustCompile(`(?m)^\s*//.*$`)
	literals     = regexp.MustCompile("\"([^\"\n]*)\"|`([^`]*)`|'([^'\n]*)'")
	words        = regexp.MustCompile(`[A-Za-z_][\w-]*`)
)

// TestEveryRuleIsForSomething: a class that no component, page or script names any more takes its rules with it. The sheet of
// components has its own file and is not counted.
func TestEveryRuleIsForSomething(t *testing.T) {
	used := named(t, "..")
	if len(used) < 500 {
		t.Fatalf("only %d words in the sources: does the pattern still fit?", len(used))
	}
	files, err := filepath.Glob("src/css/*.css")
	if err != nil || len(files) < 15 {
		t.Fatalf("%q %v", files, err)
	}
	rules := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(file) == "sheet.css" {
			continue
		}
		var said []string
		for _, sel := range selectors.FindAllStringSubmatch(notSelectors.ReplaceAllString(string(b), ""), -1) {
			for _, c := range class.FindAllStringSubmatch(sel[1], -1) {
				rules++
				if name := c[1]; !used[name] && !made.MatchString(name) && !slices.Contains(said, name) {
					said = append(said, name)
					t.Errorf("%s: nothing has the class %q any more", file, name)
				}
			}
		}
	}
	if rules < 500 {
		t.Errorf("only %d classes: does the pattern still fit?", rules)
	}
}

// named are the words that the texts in the sources of a folder hold.
func named(t *testing.T, root string) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist") {
			return fs.SkipDir
		}
		source := strings.HasSuffix(path, ".templ") || strings.HasSuffix(path, ".ts") || strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_templ.go") && !strings.HasSuffix(path, "_test.go")
		if err != nil || d.IsDir() || !source {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range literals.FindAllStringSubmatch(comments.ReplaceAllString(string(b), ""), -1) {
			for _, w := range words.FindAllString(strings.Join(m[1:], " "), -1) {
				used[w] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return used
}
