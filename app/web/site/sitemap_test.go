package site_test

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
)

func TestSitemap(t *testing.T) {
	w := newWorld(t)
	locations := func() (list []string) {
		a := w.As(t, "").Get("/sitemap.xml").Status(200)
		if got := a.Header.Get("Content-Type") + "; " + a.Header.Get("Cache-Control"); got != "application/xml; charset=utf-8; public, max-age=3600" {
			t.Errorf("headers %q", got)
		}
		if len(a.Cookies()) > 0 {
			t.Errorf("a cookie in what everybody may keep: %v", a.Cookies())
		}
		var m struct {
			Pages []struct {
				Address string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
				Changed string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 lastmod"`
				Others  []struct {
					Lang    string `xml:"hreflang,attr"`
					Address string `xml:"href,attr"`
				} `xml:"http://www.w3.org/1999/xhtml link"`
			} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
		}
		if err := xml.Unmarshal([]byte(a.Body), &m); err != nil {
			t.Fatal(err)
		}
		for _, p := range m.Pages {
			list = append(list, strings.TrimPrefix(p.Address, "https://hubittaako.test"))
			if text := strings.HasSuffix(p.Address, "/ehdot"); text && p.Changed != "" || strings.Contains(p.Address, "/paketit/") && p.Changed == "" {
				t.Errorf("%s changed on %q", p.Address, p.Changed)
			}
			if len(p.Others) != 4 || p.Others[0].Lang+p.Others[1].Lang+p.Others[2].Lang+p.Others[3].Lang != "fisvenx-default" || p.Others[3].Address != p.Others[0].Address || p.Others[0].Address == p.Others[1].Address {
				t.Errorf("%s has the languages %v", p.Address, p.Others)
			}
		}
		return list
	}
	list := locations()
	for _, want := range []string{"/", "/en", "/paketit", "/paketit/viikko", "/en/paketit/viikko", "/hubit/hubteekki", "/ehdot", "/en/kumppaniksi"} {
		if !slices.Contains(list, want) {
			t.Errorf("no %s in %v", want, list)
		}
	}
	if twice := len(list) - len(slices.Compact(slices.Sorted(slices.Values(list)))); twice > 0 {
		t.Errorf("%d addresses twice", twice)
	}
	w.Exec(t, `UPDATE package SET archived = true`)
	if slices.Contains(locations(), "/paketit/viikko") {
		t.Error("what is not sold any more is still listed")
	}
}
