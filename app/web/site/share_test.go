package site_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"regexp"
	"strings"
	"testing"
)

func TestSharedPagesHaveAPictureAndWordsInTheirLanguage(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/").Status(200).Says(`property="og:image" content="https://hubittaako.test/jako/sivu/etusivu.png"`, `property="og:locale" content="fi_FI"`, `property="og:url" content="https://hubittaako.test/"`)
	b.Get("/en/hubit/hubteekki").Status(200).Says(`content="https://hubittaako.test/en/jako/hubi/hubteekki.png"`, `property="og:locale" content="en_GB"`, `property="og:title" content="HUBteekki"`, `property="og:locale:alternate" content="fi_FI"`)
	b.Get("/ehdot").Status(200).Says(`/jako/sivu/terms.png"`)
	for _, path := range []string{"/jako/sivu/etusivu.png", "/sv/jako/sivu/hubit.png", "/jako/hubi/hubteekki.png", "/en/jako/paketti/viikko.png", "/jako/sivu/how.png"} {
		a := b.Get(path).Status(200)
		if kind, cache := a.Header.Get("Content-Type"), a.Header.Get("Cache-Control"); kind != "image/png" || cache != "public, max-age=86400" || len(a.Cookies()) > 0 {
			t.Errorf("%s: %s, %s, %v", path, kind, cache, a.Cookies())
		}
		if c, err := png.DecodeConfig(bytes.NewReader([]byte(a.Raw))); err != nil || c.Width != 1200 || c.Height != 630 {
			t.Errorf("%s: %v by %v, %v", path, c.Width, c.Height, err)
		}
	}
	for _, path := range []string{"/jako/sivu/eioo.png", "/jako/sivu/etusivu", "/jako/hubi/eioo.png", "/jako/paketti/eioo.png", "/jako/muu/a.png"} {
		b.Get(path).Status(404)
	}
	fi, en := b.Get("/jako/paketti/viikko.png"), b.Get("/en/jako/paketti/viikko.png")
	if fi.Header.Get("ETag") == en.Header.Get("ETag") || fi.Raw == en.Raw {
		t.Error("the picture has the same words in both languages")
	}
	w.Exec(t, `UPDATE package SET archived = true`)
	b.Get("/jako/paketti/viikko.png").Status(404)
}

var linked = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)

// data is what a page says to search engines, one thing a block.
func data(t *testing.T, body string) (list []map[string]any) {
	t.Helper()
	for _, m := range linked.FindAllStringSubmatch(body, -1) {
		var v map[string]any
		if err := json.Unmarshal([]byte(m[1]), &v); err != nil {
			t.Fatalf("%v: %s", err, m[1])
		}
		list = append(list, v)
	}
	return list
}

func TestPagesSayWhatTheyAreAbout(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	kinds := func(path string) (kinds string) {
		for _, thing := range data(t, b.Get(path).Status(200).Raw) {
			kind, _ := thing["@type"].(string)
			kinds += kind + " "
		}
		return strings.TrimSpace(kinds)
	}
	for path, want := range map[string]string{"/": "Organization WebSite", "/en/hubit": "ItemList", "/hubit/hubteekki": "LocalBusiness BreadcrumbList", "/ehdot": ""} {
		if got := kinds(path); got != want {
			t.Errorf("%s is about %q, want %q", path, got, want)
		}
	}
	// A name that tries to end the block of data stays inside it.
	w.Exec(t, `UPDATE hub SET intro_fi = '</script><script>alert(1)</script>'`)
	list := data(t, b.Get("/hubit/hubteekki").Status(200).Raw)
	if len(list) != 2 || list[0]["description"] != "</script><script>alert(1)</script>" {
		t.Errorf("%v", list)
	}
}
