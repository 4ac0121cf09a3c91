package staff_test

import (
	"bytes"
	"image"
	"image/png"
	"regexp"
	"testing"
)

func TestPhotosOfTheHub(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	at := path("/hubi/%d/kuvat", w.HubID)
	b.Get(at).Status(200).Says("Ei vielä kuvia")
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 900, 600))); err != nil {
		t.Fatal(err)
	}
	add := func(alt, focus string, data []byte) (to string) {
		f := b.Get(at).Form(at)
		f.Values.Set("alt_fi", alt)
		f.Values.Set("focus", focus)
		a := b.Upload(f, "photo", "kuva.png", data)
		if a.StatusCode == 422 {
			a.Says("JPEG-, PNG- tai WebP-tiedosto", `value="`+alt+`"`, `value="`+focus+`" checked`)
			return ""
		}
		return a.To()
	}
	if to := add("Avotila", "85-15", []byte("no picture")); to != "" {
		t.Errorf("taken: leads to %s", to)
	}
	if to := add("Avotila", "85-15", file.Bytes()); to != at {
		t.Fatalf("leads to %s", to)
	}
	add("Piha", "50-50", file.Bytes())
	page := b.Get(at).Status(200).Says("Avotila", "Piha", "Pääkuva", `class="cut fx85 fy15"`)
	ids := regexp.MustCompile(`/kuvat/(\d+)/ensin`).FindStringSubmatch(page.Body)
	if len(ids) != 2 {
		t.Fatal("only the second photo can be put first")
	}
	second := at + "/" + ids[1]
	b.Post(second, "alt_fi", "", "focus", "50-50").Status(422).Says("Piha", "Avotila")
	b.Post(second, "alt_fi", "Piha kesällä", "focus", "15-15").LeadsTo(at)
	b.Post(second + "/ensin").LeadsTo(at)
	b.Get(at).Says("Piha kesällä", `class="cut fx15 fy15"`).Lacks(second + "/ensin")
	b.Post(second + "/poista").LeadsTo(at)
	b.Get(at).Says("Avotila").Lacks("Piha kesällä")
	b.Post(at+"/999", "alt_fi", "x").Status(404)
}
