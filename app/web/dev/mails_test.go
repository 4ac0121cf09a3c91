package dev

import "testing"

func TestLinks(t *testing.T) {
	parts := links("Hei!\nhttps://hubittaako.test/linkki/abc?x=1. Tai (http://localhost:8080/a).")
	want := []part{
		{"Hei!\n", false}, {"https://hubittaako.test/linkki/abc?x=1", true}, {". Tai (", false}, {"http://localhost:8080/a", true}, {").", false},
	}
	if len(parts) != len(want) {
		t.Fatalf("got %+v", parts)
	}
	for i := range want {
		if parts[i] != want[i] {
			t.Errorf("%d: got %+v, want %+v", i, parts[i], want[i])
		}
	}
}
