package assets

import (
	"io/fs"
	"strings"
	"testing"
)

// TestWhatThePagesAskFor holds before and after the build: a clean clone compiles and names files that are not there yet.
func TestWhatThePagesAskFor(t *testing.T) {
	for _, name := range []string{"app.css", "work.css", "sheet.css", "app.js", "theme.js", "inter-latin-wght-normal.woff2", "bricolage-grotesque-latin-wght-normal.woff2"} {
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
