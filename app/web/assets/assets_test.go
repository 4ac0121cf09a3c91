package assets

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// TestWhatThePagesAskFor holds before and after the build: a clean clone compiles and names files that are not there yet.
func TestWhatThePagesAskFor(t *testing.T) {
	for _, name := range []string{"app.css", "work.css", "place.css", "sheet.css", "app.js", "theme.js", "inter-latin-wght-normal.woff2", "bricolage-grotesque-latin-wght-normal.woff2"} {
		address := Path(name)
		file := strings.TrimPrefix(address, "/assets/")
		_, err := fs.Stat(Files(), file)
		if built := err == nil; built != Built() {
			t.Errorf("%s is %s; built: %v, there: %v", name, address, Built(), built)
		}
		if Built() && file == name {
			t.Errorf("%s has no hash in its name", name)
		}
	}
	if got := Path("no-such-file.css"); got != "/assets/no-such-file.css" {
		t.Error(got)
	}
}

func TestNothingComesFromElsewhere(t *testing.T) {
	err := fs.WalkDir(Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".css") {
			return err
		}
		b, err := fs.ReadFile(Files(), name)
		for _, part := range strings.Split(string(b), "url(")[1:] {
			part = strings.TrimLeft(part, `"'`)
			if !strings.HasPrefix(part, "/assets/") && !strings.HasPrefix(part, "data:image/svg+xml,") {
				t.Errorf("%s: url(%.60s", name, part)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestTypeFilesOfAFamilyMatch: browsers take the files of a family for parts of one another only where they say the same
// weights; of others they take one, and its missing letters from elsewhere.
func TestTypeFilesOfAFamilyMatch(t *testing.T) {
	b, err := os.ReadFile("src/css/fonts.css")
	if err != nil {
		t.Fatal(err)
	}
	value := func(face, name string) string {
		_, rest, _ := strings.Cut(face, name+": ")
		v, _, _ := strings.Cut(rest, ";")
		return v
	}
	weights := map[string]string{}
	for _, face := range strings.Split(string(b), "@font-face")[1:] {
		if !strings.Contains(face, "woff2") {
			continue
		}
		family, weight := value(face, "font-family"), value(face, "font-weight")
		if before, ok := weights[family]; ok && before != weight {
			t.Errorf("%s: %s and %s", family, before, weight)
		}
		if weights[family] = weight; value(face, "font-display") != "swap" {
			t.Errorf("%s hides text until it is there", family)
		}
	}
	if len(weights) != 2 {
		t.Errorf("families: %v", weights)
	}
}

// TestNothingInlineInTheSources: the content policy would drop it silently.
func TestNothingInlineInTheSources(t *testing.T) {
	inline := regexp.MustCompile(`(?i)[\s<"](?:style|on[a-z]+|hx-on[:a-z-]*)=["{]|<style[\s>]|<script(?:\s[^>]*)?>[^<\s]`)
	found := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "node_modules" {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".templ") {
			return err
		}
		found++
		b, err := os.ReadFile(path)
		for _, m := range inline.FindAllString(string(b), -1) {
			t.Errorf("%s: %q", path, m)
		}
		return err
	})
	if err != nil || found < 30 {
		t.Errorf("%d templates, %v", found, err)
	}
	for _, bad := range []string{`<p style="x">`, `<p style={ x }>`, `<a onclick="x">`, `<script>x`, `<style>`} {
		if !inline.MatchString(bad) {
			t.Errorf("%s goes unseen", bad)
		}
	}
}

// TestTextComesPackedTwice: what the server sends is what the build packed, so it must be the same text.
func TestTextComesPackedTwice(t *testing.T) {
	packed := 0
	err := fs.WalkDir(Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(name); err != nil || ext != ".css" && ext != ".js" && ext != ".svg" {
			return err
		}
		packed++
		plain, err := fs.ReadFile(Files(), name)
		if err != nil {
			return err
		}
		br, errBr := fs.ReadFile(Files(), name+".br")
		gz, errGz := fs.ReadFile(Files(), name+".gz")
		if errBr != nil || errGz != nil || len(br) >= len(gz) || len(gz) >= len(plain) && len(plain) > 200 {
			t.Errorf("%s: %d plain, %d gzip, %d brotli; %v %v", name, len(plain), len(gz), len(br), errBr, errGz)
			return nil
		}
		z, err := gzip.NewReader(bytes.NewReader(gz))
		if err != nil {
			return err
		}
		for form, r := range map[string]io.Reader{"brotli": brotli.NewReader(bytes.NewReader(br)), "gzip": z} {
			if text, err := io.ReadAll(r); err != nil || !bytes.Equal(text, plain) {
				t.Errorf("%s is another text in %s: %v", name, form, err)
			}
		}
		return nil
	})
	if err != nil || Built() && packed < 4 {
		t.Errorf("%d files, %v", packed, err)
	}
}
