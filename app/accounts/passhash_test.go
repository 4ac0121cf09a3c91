package accounts

import (
	"context"
	"strings"
	"testing"
)

func TestHasherRoundTrip(t *testing.T) {
	h := newHasher(currentCost)
	for _, p := range []string{"kuusi kuivaa kuusta", "🌲🌊🔥☕🫐🦌🌲🌊🔥☕🫐🦌", strings.Repeat("lumi-jää-h", 20), "  reunoilla välit  "} {
		stored, err := h.hash(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Fatalf("stored as %q", stored)
		}
		ok, stale, err := h.verify(t.Context(), stored, p)
		if !ok || stale || err != nil {
			t.Fatalf("%q: ok %v, stale %v, %v", p, ok, stale, err)
		}
		for _, wrong := range []string{p + " ", p[:len(p)-1], strings.ToUpper(p) + "x", ""} {
			if ok, _, _ := h.verify(t.Context(), stored, wrong); ok {
				t.Fatalf("%q passes for %q", wrong, p)
			}
		}
	}
}

func TestHasherTakesBothWaysToWriteALetter(t *testing.T) {
	h := newHasher(currentCost)
	stored, _ := h.hash(t.Context(), "p\u00e4ivä paistaa")
	if ok, _, _ := h.verify(t.Context(), stored, "pa\u0308ivä paistaa"); !ok {
		t.Fatal("a decomposed ä is another password")
	}
}

func TestHasherWantsAWeakerHashMadeAnew(t *testing.T) {
	weak := newHasher(argonCost{kib: 1024, passes: 1, threads: 1})
	stored, _ := weak.hash(t.Context(), "kuusi kuivaa kuusta")
	ok, stale, err := newHasher(currentCost).verify(t.Context(), stored, "kuusi kuivaa kuusta")
	if !ok || !stale || err != nil {
		t.Fatalf("ok %v, stale %v, %v", ok, stale, err)
	}
	if _, stale, _ := newHasher(currentCost).verify(t.Context(), stored, "something else"); stale {
		t.Fatal("a wrong password must not bring a new hash")
	}
}

func TestNobodyHasTheEmptyHash(t *testing.T) {
	h := newHasher(currentCost)
	if ok, _, err := h.verify(t.Context(), "", ""); ok || err != nil {
		t.Fatalf("ok %v, %v", ok, err)
	}
}

func TestHasherStopsWaitingWithItsContext(t *testing.T) {
	h := newHasher(currentCost)
	for range cap(h.slots) {
		h.slots <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.hash(ctx, "kuusi kuivaa kuusta"); err != context.Canceled {
		t.Fatal(err)
	}
}

func TestDecodePHCRefuses(t *testing.T) {
	good := encodePHC(currentCost, make([]byte, 16), make([]byte, 32))
	for _, s := range []string{
		"", "x", "$argon2i$" + good[10:],
		strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=19456", "m=99999999", 1),
		strings.Replace(good, "t=2", "t=0", 1),
		strings.Replace(good, "p=1", "p=x", 1),
		good[:len(good)-30], good + "$", good + "!",
	} {
		if _, _, _, err := decodePHC(s); err == nil {
			t.Errorf("%q is taken", s)
		}
	}
}
