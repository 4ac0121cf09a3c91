package main

import (
	"strings"
	"testing"
)

func TestTimelineRows(t *testing.T) {
	css := rowRules()
	for _, rule := range []string{".s0{grid-row-start:2}", ".e96{grid-row-end:98}", ".s36{grid-row-start:38}", ".h15{--rows:60}", ".h24{--rows:96}"} {
		if !strings.Contains(css, rule) {
			t.Errorf("no %s", rule)
		}
	}
}

func TestManifest(t *testing.T) {
	got, err := manifest(`{"outputs":{
		"dist/app-AAAAAAAA.js":{"entryPoint":"src/app.ts","inputs":{"src/app.ts":{}}},
		"dist/app-BBBBBBBB.css":{"entryPoint":"src/css/app.css","inputs":{"src/css/tokens.css":{}}},
		"dist/inter-CCCCCCCC.woff2":{"inputs":{"node_modules/f/files/inter.woff2":{}}}}}`)
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "app.css": "app-BBBBBBBB.css",
 "app.js": "app-AAAAAAAA.js",
 "inter.woff2": "inter-CCCCCCCC.woff2"
}`
	if string(got) != want {
		t.Errorf("%s", got)
	}
	if _, err := manifest("{"); err == nil {
		t.Error("broken JSON is fine")
	}
}
