package archtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/hubittaako/hubittaako/"

// layer is a folder with all below it that has no row of its own, and the folders whose packages it may import besides its own.
type layer struct {
	folder string
	may    []string
}

// layers are the house from the ground up. A row names only rows above it, so an arrow cannot turn round.
var layers = []layer{
	{"migrations", nil},
	{"app/archtest", nil},
	{"app/base", nil},
	{"app/base/pgtest", []string{"app/base", "migrations"}},
	{"partners", []string{"app/base"}},
	{"packages/hub", []string{"app/base"}},
	{"packages", []string{"app/base", "partners", "packages/hub"}},
	{"packages/search", []string{"app/base", "partners", "packages/hub", "packages"}},
	{"packages/booking", []string{"app/base", "partners", "packages/hub", "packages", "packages/search"}},
	{"packages/billing", []string{"app/base", "partners", "packages/hub", "packages", "packages/booking"}},
	{"app/accounts", domain},
	{"app/stripepay", domain},
	{"app/feedback", []string{"app/base"}},
	{"app/watch", domain},
	{"app/notify", with(domain, "app/accounts", "app/feedback")},
	{"app/seed", with(domain, "app/accounts")},
	{"app/web", with(domain, "app/accounts", "app/stripepay", "app/feedback", "app/watch")},
	{"app/boot", with(domain, "migrations", "app/accounts", "app/stripepay", "app/feedback", "app/watch", "app/notify", "app/seed", "app/web")},
	{"app", []string{"migrations", "app/base", "app/boot"}},
	{"app/bench", with(domain, "migrations", "app/accounts", "app/notify")},
	{"app/chaos", with(domain, "migrations", "app/base/pgtest", "app/web")},
	{"app/e2e", with(domain, "app/base/pgtest", "app/accounts", "app/stripepay", "app/boot", "app/seed")},
}

// domain is the ground floor and all that the house is about; what adapts it to the world outside may import any of it.
var domain = []string{"app/base", "partners", "packages/hub", "packages", "packages/search", "packages/booking", "packages/billing"}

func with(folders []string, more ...string) []string { return slices.Concat(folders, more) }

// owners are libraries that may be imported in one folder only, so that they can be exchanged there.
var owners = []struct{ library, folder string }{
	{"github.com/gofiber/", "app/web"},
	{"github.com/stripe/stripe-go/", "app/stripepay"},
	{"github.com/chromedp/", "app/e2e"},
	{"github.com/jackc/pgx/", "app/base"},
	{"github.com/pressly/goose/", "app/base"},
}

// supportsTests: a package named like httptest counts as test code, and only test code may import it.
func supportsTests(path string) bool { return strings.HasSuffix(path, "test") }

// layerOf finds the row with the longest folder that holds the path (a path inside the module).
func layerOf(path string) (layer, bool) {
	var best layer
	for _, l := range layers {
		if (path == l.folder || strings.HasPrefix(path, l.folder+"/")) && len(l.folder) > len(best.folder) {
			best = l
		}
	}
	return best, best.folder != ""
}

// arrow says what is wrong with one import, "" if nothing. Both paths are import paths; test says that a test file imports.
func arrow(importer, imported string, test bool) string {
	from, known := layerOf(strings.TrimPrefix(importer, module))
	if !known {
		return importer + ": no row in layers says what this folder may import"
	}
	path, ours := strings.CutPrefix(imported, module)
	if !ours {
		for _, o := range owners {
			if strings.HasPrefix(imported+"/", o.library) && from.folder != o.folder {
				return fmt.Sprintf("%s imports %s, which only %s may", importer, imported, o.folder)
			}
		}
		return ""
	}
	test = test || supportsTests(importer)
	if supportsTests(path) && !test && from.folder != "app/e2e" {
		return fmt.Sprintf("%s imports %s outside of a test", importer, path)
	}
	to, known := layerOf(path)
	// A test of one part of the domain may look at it from where it is used, as a booking is from its invoice.
	if test && (path == "app/base/pgtest" || slices.Contains(domain, from.folder) && slices.Contains(domain, to.folder) && from.folder != "app/base") {
		return ""
	}
	if !known || to.folder != from.folder && !slices.Contains(from.may, to.folder) {
		return fmt.Sprintf("%s imports %s: that arrow turns round", importer, path)
	}
	return ""
}

func TestArrowsPointOneWay(t *testing.T) {
	said := map[string]bool{}
	for _, p := range listPackages(t) {
		check := func(imports []string, test bool) {
			for _, imported := range imports {
				if wrong := arrow(p.ImportPath, imported, test); wrong != "" && !said[wrong] {
					said[wrong] = true
					t.Error(wrong)
				}
			}
		}
		check(p.Imports, false)
		check(p.TestImports, true)
		for _, imported := range p.XTestImports {
			if imported != p.ImportPath {
				check([]string{imported}, true)
			}
		}
	}
}

func TestLayersNameOnlyRowsAbove(t *testing.T) {
	var above []string
	for _, l := range layers {
		for _, name := range l.may {
			if !slices.Contains(above, name) {
				t.Errorf("%s may import %s, which is not above it", l.folder, name)
			}
		}
		above = append(above, l.folder)
	}
}

// TestArrowCatches plants violations, so that the rule cannot go blind unnoticed.
func TestArrowCatches(t *testing.T) {
	tests := []struct {
		importer, imported string
		test, wrong        bool
	}{
		{"app/base/postgres", module + "app/base/fault", false, false},
		{"app/base/postgres", module + "partners", false, true},
		{"app/base/postgres", module + "migrations", false, true},
		{"app/base/pgtest", module + "migrations", false, false},
		{"partners", module + "app/base/money", false, false},
		{"partners", module + "packages", false, true},
		{"partners", module + "packages/hub", false, true},
		{"packages/hub", module + "packages", false, true},
		{"packages", module + "packages/hub", false, false},
		{"packages", module + "packages/booking", false, true},
		{"packages", module + "packages/booking", true, false},
		{"app/base/mail", module + "packages/booking", true, true},
		{"packages/booking", module + "app/accounts", true, true},
		{"packages/booking", module + "packages", false, false},
		{"packages/booking", module + "packages/billing", false, true},
		{"packages/billing", module + "packages/booking", false, false},
		{"packages/billing", module + "app/stripepay", false, true},
		{"app/stripepay", module + "packages/billing", false, false},
		{"app/accounts", module + "app/web", false, true},
		{"app/web/site", module + "app/web/ui", false, false},
		{"app/web/site", module + "app/boot", false, true},
		{"app/boot", module + "app/web", false, false},
		{"app", module + "app/boot", false, false},
		{"app", module + "app/web", false, true},
		{"app/e2e", module + "app/boot", true, false},
		{"app/accounts", module + "app/boot", true, true},
		{"app/accounts", module + "app/base/pgtest", true, false},
		{"app/accounts", module + "app/base/pgtest", false, true},
		{"packages/packtest", module + "app/base/pgtest", false, false},
		{"packages/booking", module + "packages/packtest", true, false},
		{"packages/booking", module + "packages/packtest", false, true},
		{"app/base/money", module + "packages/packtest", true, true},
		{"app/web", "github.com/gofiber/fiber/v2", false, false},
		{"app/boot", "github.com/gofiber/fiber/v2", false, true},
		{"packages/booking", "github.com/gofiber/fiber/v2/utils", false, true},
		{"app/stripepay", "github.com/stripe/stripe-go/v76", false, false},
		{"app/web/webhook", "github.com/stripe/stripe-go/v76/webhook", false, true},
		{"packages/billing", "github.com/stripe/stripe-go/v76", true, true},
		{"app/web", "github.com/chromedp/chromedp", true, true},
		{"partners", "github.com/jackc/pgx/v5/pgxpool", false, true},
		{"partners", "github.com/lib/pq", false, false},
		{"helpers", "fmt", false, true},
		{"packages/booking", module + "helpers", false, true},
	}
	for _, test := range tests {
		if got := arrow(module+test.importer, test.imported, test.test); (got != "") != test.wrong {
			t.Errorf("%s -> %s (test %v): %q", test.importer, test.imported, test.test, got)
		}
	}
}

// goPackage is what `go list` tells of one of our packages.
type goPackage struct {
	ImportPath, Dir, Name              string
	GoFiles, TestGoFiles, XTestGoFiles []string
	Imports, TestImports, XTestImports []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Name,GoFiles,TestGoFiles,XTestGoFiles,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(p.Dir, "node_modules") {
			packages = append(packages, p)
		}
	}
	if len(packages) < 5 {
		t.Fatalf("go list names only %d packages", len(packages))
	}
	return packages
}
