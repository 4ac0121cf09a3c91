package site

import (
	"encoding/xml"
	"slices"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// The sitemap as search engines read it: each page once a language, with where it is in the others.
type (
	sitemap struct {
		XMLName xml.Name      `xml:"urlset"`
		NS      string        `xml:"xmlns,attr"`
		XHTML   string        `xml:"xmlns:xhtml,attr"`
		Pages   []sitemapPage `xml:"url"`
	}
	sitemapPage struct {
		Address string        `xml:"loc"`
		Others  []sitemapLink `xml:"xhtml:link"`
	}
	sitemapLink struct {
		Rel     string `xml:"rel,attr"`
		Lang    string `xml:"hreflang,attr"`
		Address string `xml:"href,attr"`
	}
)

// showSitemap lists for search engines what is for everybody: the texts, the packages on sale and the hubs.
func (p pages) showSitemap(c *page.Ctx) error {
	paths, err := p.publicPaths(c)
	if err != nil {
		return err
	}
	m := sitemap{NS: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml"}
	for _, path := range paths {
		m.Pages = append(m.Pages, inAllLanguages(c, path)...)
	}
	text, err := xml.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return c.Bytes("application/xml; charset=utf-8", slices.Concat([]byte(xml.Header), text, []byte("\n")))
}

func (p pages) publicPaths(c *page.Ctx) ([]string, error) {
	paths := []string{"/", SearchPath, HubsPath, "/kumppaniksi", "/saavutettavuus", "/palaute"}
	for _, t := range texts {
		paths = append(paths, t.path)
	}
	pkgs, err := p.Finder.PublishedAll(c.Context())
	if err != nil {
		return nil, err
	}
	for _, pkg := range pkgs {
		paths = append(paths, SearchPath+"/"+pkg.Slug)
	}
	hubs, err := p.Hubs.List(c.Context())
	for _, h := range hubs {
		paths = append(paths, HubsPath+"/"+h.Slug)
	}
	return paths, err
}

// inAllLanguages asks nothing of the page's view: that would give the visitor a cookie, in an answer that everybody may keep.
func inAllLanguages(c *page.Ctx, path string) []sitemapPage {
	var links []sitemapLink
	for _, lang := range ui.Langs() {
		links = append(links, sitemapLink{"alternate", lang, c.URL(page.JoinLang(lang, path, ui.Langs()))})
	}
	list := make([]sitemapPage, len(links))
	for i, l := range links {
		list[i] = sitemapPage{l.Address, links}
	}
	return list
}
