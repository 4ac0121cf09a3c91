package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const longestFile = 400 // lines; a file that needs more is two files

// initAllowed is the one file whose import has an effect; it says why.
const initAllowed = "app/base/pgtest/supervisor.go"

var (
	vagueNames = []string{"utils", "util", "common", "helpers", "helper", "models", "managers", "misc", "shared"}
	looksLike  = regexp.MustCompile(`^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|MERGE INTO|TRUNCATE|LOCK TABLE)\s`)
	sqlComment = regexp.MustCompile(`^\s*/\* (\w+)\.\w+ \*/\s`)
)

// openers make a database handle that could write outside a transaction. Only the ground floor has one; everybody else gets
// *postgres.DB, which reads, and the database refuses the rest.
var openers = map[string][]string{
	"sql":     {"Open", "OpenDB"},
	"sqlx":    {"Open", "MustOpen", "Connect", "ConnectContext", "MustConnect", "NewDb"},
	"pgxpool": {"New", "NewWithConfig"},
	"pgx":     {"Connect", "ConnectConfig"},
}

// source is one parsed file of ours that no tool has generated.
type source struct {
	path string // within the module
	file *ast.File
	set  *token.FileSet
}

func (s source) inBase() bool { return strings.HasPrefix(s.path, "app/base/") }
func (s source) inDomain() bool {
	return strings.HasPrefix(s.path, "partners/") || strings.HasPrefix(s.path, "packages/")
}
func (s source) isTest() bool {
	return strings.HasSuffix(s.path, "_test.go") || supportsTests(filepath.ToSlash(filepath.Dir(s.path)))
}

func (s source) at(n ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: ", s.path, s.set.Position(n.Pos()).Line) + fmt.Sprintf(format, args...)
}

// habits lists what a file does that the house does not do.
func habits(s source) []string {
	wrong := initEffects(s)
	if !s.isTest() {
		wrong = append(wrong, nakedSQL(s)...)
		wrong = append(wrong, ownHandles(s)...)
		wrong = append(wrong, ownClock(s)...)
		wrong = append(wrong, length(s)...)
	}
	return wrong
}

func initEffects(s source) (wrong []string) {
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "init" && f.Recv == nil && s.path != initAllowed {
			wrong = append(wrong, s.at(f, "init(): an import must not have effects"))
		}
	}
	return wrong
}

// nakedSQL wants a name at the head of each statement, led by the package: it is what the database's log and statistics show.
func nakedSQL(s source) (wrong []string) {
	check := func(literal *ast.BasicLit) {
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			return
		}
		if looksLike.MatchString(text) {
			wrong = append(wrong, s.at(literal, "SQL without its name: begin it with /* %s.name */", s.file.Name.Name))
		}
		if name := sqlComment.FindStringSubmatch(text); name != nil && name[1] != s.file.Name.Name {
			wrong = append(wrong, s.at(literal, "the SQL's name begins with %s, but this is package %s", name[1], s.file.Name.Name))
		}
	}
	later := laterPieces(s.file)
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			return !later[n.Names[0].Name]
		case *ast.BinaryExpr: // of a text put together only the first piece has to carry the name
			if n.Op != token.ADD {
				return true
			}
			if first, ok := firstPiece(n).(*ast.BasicLit); ok && first.Kind == token.STRING {
				check(first)
			}
			return false
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				check(n)
			}
		case *ast.Field: // struct tags
			return n.Tag == nil
		}
		return true
	})
	return wrong
}

// laterPieces are the names that stand somewhere behind a first piece, as in `/* booking.get */ ` + selectBooking.
func laterPieces(file *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.ADD {
			if name, ok := b.Y.(*ast.Ident); ok {
				names[name.Name] = true
			}
		}
		return true
	})
	return names
}

func firstPiece(e ast.Expr) ast.Expr {
	for {
		b, ok := e.(*ast.BinaryExpr)
		if !ok {
			return e
		}
		e = b.X
	}
}

func ownHandles(s source) (wrong []string) {
	if s.inBase() {
		return nil
	}
	selectors(s, func(n *ast.SelectorExpr, of string) {
		if slices.Contains(openers[of], n.Sel.Name) {
			wrong = append(wrong, s.at(n, "%s.%s: a handle that can write outside a transaction", of, n.Sel.Name))
		}
	})
	return wrong
}

func ownClock(s source) (wrong []string) {
	if !s.inDomain() {
		return nil
	}
	selectors(s, func(n *ast.SelectorExpr, of string) {
		if of == "time" && n.Sel.Name == "Now" {
			wrong = append(wrong, s.at(n, "time.Now: domain code gets its clock from outside"))
		}
	})
	return wrong
}

func selectors(s source, visit func(n *ast.SelectorExpr, of string)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if of, ok := sel.X.(*ast.Ident); ok {
				visit(sel, of.Name)
			}
		}
		return true
	})
}

func length(s source) []string {
	if n := s.set.File(s.file.Pos()).LineCount(); n > longestFile {
		return []string{fmt.Sprintf("%s: %d lines; is it still one room?", s.path, n)}
	}
	return nil
}

// described says what is wrong with a package's name and its description.
func described(name string, docs map[string]string) string {
	if slices.Contains(vagueNames, name) {
		return "the name " + name + " says nothing about what belongs there"
	}
	if name == "main" {
		for _, doc := range docs {
			if doc != "" {
				return ""
			}
		}
		return "no comment says what the program does"
	}
	if !strings.HasPrefix(docs["doc.go"], "Package "+name+" ") {
		return "doc.go does not say what belongs in the package"
	}
	return ""
}

func TestHabits(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range listPackages(t) {
		sources, docs := parsePackage(t, root, p)
		for _, s := range sources {
			for _, wrong := range habits(s) {
				t.Error(wrong)
			}
		}
		if wrong := described(p.Name, docs); wrong != "" {
			t.Errorf("%s: %s", p.ImportPath, wrong)
		}
	}
}

// parsePackage gives the files that people wrote, and each file's package comment.
func parsePackage(t *testing.T, root string, p goPackage) (sources []source, docs map[string]string) {
	t.Helper()
	set := token.NewFileSet()
	docs = map[string]string{}
	for _, name := range slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles) {
		path := filepath.Join(p.Dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(set, path, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if ast.IsGenerated(file) {
			continue
		}
		docs[name] = file.Doc.Text()
		inside, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, source{filepath.ToSlash(inside), file, set})
	}
	return sources, docs
}

// TestHabitsCatch plants violations, so that no rule can go blind unnoticed.
func TestHabitsCatch(t *testing.T) {
	tests := []struct {
		path, code, want string // want is a piece of the complaint, "" for none
	}{
		{"packages/booking/a.go", "func init() {}", "init()"},
		{"packages/booking/a_test.go", "func init() {}", "init()"},
		{initAllowed, "func init() {}", ""},
		{"packages/booking/a.go", "func (s store) init() {}\ntype store struct{}", ""},
		{"packages/booking/a.go", "func hold() string { return `SELECT id FROM booking` }", "without its name"},
		{"packages/booking/a.go", "func hold() string { return `\n\t\tINSERT INTO booking (id) VALUES ($1)` }", "without its name"},
		{"packages/booking/a.go", "const q = \"UPDATE booking SET state = $1\"", "without its name"},
		{"packages/booking/a.go", "func hold() string { return `/* booking.hold */ SELECT id FROM booking` }", ""},
		{"packages/booking/a.go", "func hold() string { return `/* billing.hold */ SELECT id FROM booking` }", "begins with billing"},
		{"packages/booking/a.go", "func hold() string { return `/* booking.hold */ ` + `SELECT id FROM booking` }", ""},
		{"packages/booking/a.go", "func hold() string { return `SELECT id ` + `FROM booking` }", "without its name"},
		{"packages/booking/a.go", "const q = `SELECT id`\nfunc hold() string { return `/* booking.hold */ ` + q + ` FROM booking` }", ""},
		{"packages/booking/a.go", "const q = `SELECT id`\nfunc hold() string { return q + ` FROM booking` }", "without its name"},
		{"packages/booking/a.go", "func hold() string { return `Select a hub` }", ""},
		{"packages/booking/a_test.go", "func hold() string { return `SELECT 1` }", ""},
		{"packages/packtest/a.go", "func hold() string { return `SELECT 1` }", ""},
		{"packages/booking/a.go", "func hold() { sql.Open(``, ``) }", "outside a transaction"},
		{"packages/booking/a.go", "func hold() { sqlx.MustConnect(``, ``) }", "outside a transaction"},
		{"app/base/postgres/a.go", "func hold() { sql.Open(``, ``) }", ""},
		{"packages/booking/a.go", "func hold() { _ = time.Now() }", "clock"},
		{"app/web/a.go", "func hold() { _ = time.Now() }", ""},
		{"packages/booking/a.go", strings.Repeat("\n", longestFile), "lines"},
		{"packages/booking/a_test.go", strings.Repeat("\n", longestFile), ""},
	}
	for _, test := range tests {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, test.path, "package booking\n"+test.code, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(habits(source{test.path, file, set}), "\n")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s\n%s\ngot %q, want %q", test.path, test.code, got, test.want)
		}
	}
	packages := []struct {
		name, file, doc string
		wrong           bool
	}{
		{"booking", "doc.go", "Package booking takes places.", false},
		{"booking", "hold.go", "Package booking takes places.", true},
		{"booking", "doc.go", "", true},
		{"booking", "doc.go", "Package bookings is not its name.", true},
		{"helpers", "doc.go", "Package helpers helps.", true},
		{"main", "main.go", "Command app serves.", false},
		{"main", "main.go", "", true},
	}
	for _, test := range packages {
		if got := described(test.name, map[string]string{test.file: test.doc}); (got != "") != test.wrong {
			t.Errorf("package %s, %s %q: %q", test.name, test.file, test.doc, got)
		}
	}
}
