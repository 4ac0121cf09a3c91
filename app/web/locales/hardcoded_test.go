package locales_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// ownWords are names, and letters, that are the same in every language.
var ownWords = []string{"Hubittaako", "Samsung Internet", "Mac OS", "aeiouyäöåAEIOUYÄÖÅ"}

// notForPeople are pages and texts that only developers and operators see, and the names of places on the map.
var notForPeople = regexp.MustCompile(`/(dev|webtest|assets)/|/ui/gallery|/web/metrics\.go$|/site/(mapland|distance|town)\.go$`)

// TestNoPageSpeaksPastTheTranslator reads the code of pages and mails. In what templ made of the templates, no text stands between tags
// or in an attribute that people read; in Go, no literal that looks like a sentence goes to a page.
func TestNoPageSpeaksPastTheTranslator(t *testing.T) {
	files := 0
	app := filepath.Join("..", "..")
	for _, folder := range []string{"web", "notify"} {
		err := filepath.WalkDir(filepath.Join(app, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || notForPeople.MatchString(filepath.ToSlash(path)) {
				return err
			}
			files++
			for _, f := range hardCoded(t, path, nil) {
				t.Errorf("%s:%d: %q does not come from the locales", strings.TrimPrefix(path, app+"/"), f.line, f.text)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 150 {
		t.Errorf("only %d files: does the path still fit?", files)
	}
}

// TestHardCodedTextIsFound: the test above can fail.
func TestHardCodedTextIsFound(t *testing.T) {
	const source = `package p
func f() {
	templruntime.WriteString(b, 1, "<p class=\"wrap small\">Tervetuloa ")
	templ_Err = write(x)
	templruntime.WriteString(b, 2, "</p><button title=\"Poista\" data-x=\"a b\">")
	templruntime.WriteString(b, 3, "</button><p title=\"")
	templruntime.WriteString(b, 4, "\">&middot; 1</p>")
	c.Render(200, page("Kaikki hubit kartalla"))
	field(ui.Input{Name: "lang", Label: "suomi"})
	say("hyvää päivää")
	say("ui.nav.hubs", "stack l", "Content-Type")
	return errors.New("This is for the log only"), fmt.Errorf("Nor is %w this", err)
}`
	var got []string
	for _, f := range hardCoded(t, "p_templ.go", source) {
		got = append(got, f.text)
	}
	want := []string{"Tervetuloa", "Poista", "Kaikki hubit kartalla", "suomi", "hyvää päivää"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

type finding struct {
	line int
	text string
}

// hardCoded lists what a file says by itself. src is nil for what is on the disk.
func hardCoded(t *testing.T, path string, src any) []finding {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, path, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{files: files}
	ast.Inspect(parsed, r.visit)
	return r.found
}

type reader struct {
	files *token.FileSet
	html  markup
	found []finding
}

func (r *reader) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.CallExpr:
		switch called := nameOf(n.Fun); {
		case called == "templruntime.WriteString":
			if s, ok := literal(n.Args[len(n.Args)-1]); ok {
				r.html.line = r.files.Position(n.Pos()).Line
				r.found = append(r.found, r.html.read(s)...)
			}
			return false
		case forTheLog.MatchString(called):
			return false
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && slices.Contains(read, key.Name) {
			if s, ok := literal(n.Value); ok && hasWord(s) {
				r.add(n, s)
				return false
			}
		}
	case *ast.BasicLit:
		if s, ok := literal(n); ok && looksLikeText(s) {
			r.add(n, s)
		}
	}
	return true
}

func (r *reader) add(n ast.Node, s string) {
	if !slices.Contains(ownWords, s) {
		r.found = append(r.found, finding{r.files.Position(n.Pos()).Line, s})
	}
}

// read are the fields of components that people read.
var read = []string{"Label", "Help", "Title", "Text", "Sub", "Aside", "AsideSub", "PerWhat", "Placeholder", "Caption", "Term", "Description", "Summary", "Alt", "More", "Empty", "Place"}

var (
	forTheLog  = regexp.MustCompile(`^(errors\.New|fmt\.Errorf|panic|templ\.Error|regexp\.MustCompile|.*\.(Info|Warn|Error|Debug|InfoContext|WarnContext|ErrorContext|Exec|Get|Select))$`)
	sentence   = regexp.MustCompile(`^[A-ZÅÄÖ][a-zåäö]+,? [A-Za-zåäö]+`)
	nordic     = regexp.MustCompile(`[åäöÅÄÖ]`)
	word       = regexp.MustCompile(`[A-Za-zÅÄÖåäö]{3,}`)
	keyOrName  = regexp.MustCompile(`^[a-z0-9_]+([./:-][A-Za-z0-9_]+)*[./:?=-]*$`)
	attribute  = regexp.MustCompile(`\b(title|alt|placeholder|aria-label|aria-description|label|summary)=$`)
	entityCode = regexp.MustCompile(`&#?\w+;`)
)

func looksLikeText(s string) bool {
	return nordic.MatchString(s) || sentence.MatchString(s)
}

// hasWord says whether a value is more than a key, a name or a number.
func hasWord(s string) bool {
	return word.MatchString(s) && !(keyOrName.MatchString(s) && strings.ContainsAny(s, "._/:")) && !strings.HasPrefix(s, "http")
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return nameOf(e.X) + "." + e.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// markup follows the pieces of HTML that a template writes: whether the next one begins in a tag or in an attribute's value.
type markup struct {
	line  int
	inTag bool
	quote bool
	last  string // what stands before the value, to know its name
	skip  bool   // in a script or a style
}

// read gives what people would read in a piece.
func (m *markup) read(piece string) (found []finding) {
	var text strings.Builder
	end := func(human bool) {
		s := strings.TrimSpace(entityCode.ReplaceAllString(text.String(), " "))
		text.Reset()
		if human && strings.ContainsFunc(s, unicode.IsLetter) && !slices.Contains(ownWords, s) {
			found = append(found, finding{m.line, s})
		}
	}
	for _, c := range piece {
		switch {
		case m.inTag && m.quote && c == '"':
			m.quote = false
			end(attribute.MatchString(m.last))
			m.last = ""
		case m.inTag && m.quote:
			text.WriteRune(c)
		case m.inTag && c == '"':
			m.quote = true
		case m.inTag && c == '>':
			m.inTag = false
			m.skip = strings.HasPrefix(m.last, "style") || strings.HasPrefix(m.last, "script")
			m.last = ""
		case m.inTag:
			m.last += string(c)
		case c == '<':
			end(!m.skip)
			m.inTag, m.last = true, ""
		default:
			text.WriteRune(c)
		}
	}
	if !m.inTag {
		end(!m.skip)
	} else if m.quote {
		end(attribute.MatchString(m.last))
	}
	return found
}
