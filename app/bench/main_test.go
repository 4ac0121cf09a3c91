package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if serveBare() {
		return
	}
	os.Exit(m.Run())
}

// Every table can be measured on a small network, and stands between its marks afterwards.
func TestTables(t *testing.T) {
	file := filepath.Join(t.TempDir(), "README.md")
	var marks strings.Builder
	for _, table := range tables {
		marks.WriteString("<!-- bench:" + table.name + ":begin -->\nformer table\n<!-- bench:" + table.name + ":end -->\n")
	}
	if err := os.WriteFile(file, []byte(marks.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(t.Context(), options{seconds: 100 * time.Millisecond, rounds: 1, small: true, write: file}, &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| same | 32 |", "| 16 companies at once |", "| the index in memory |", "| package | all |", "| package, hold and invoice |"} {
		if !strings.Contains(out.String(), want) || !strings.Contains(string(text), want) {
			t.Errorf("no row %q in\n%s", want, out.String())
		}
	}
	if strings.Contains(string(text), "former table") {
		t.Errorf("a table was not written: %s", text)
	}
}

func TestFieldsOfAForm(t *testing.T) {
	form, err := hiddenFields([]byte(`<form action="/a"><input type="hidden" name="x" value="1"></form><form method="post" action="/b"><input type="hidden" name="x" value="2 &amp; 3"><input name="y" value="no"></form>`), "/b")
	if err != nil || string(form.QueryString()) != "x=2+%26+3" {
		t.Fatalf("%s, %v", form, err)
	}
	if _, err := hiddenFields(nil, "/b"); err == nil {
		t.Fatal("a page without the form has its fields")
	}
}
