package site

import (
	"encoding/xml"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
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
		Changed string        `xml:"lastmod,omitempty"` // the day
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

// publicPath is a page for everybody, and when it last changed if that is known.
type publicPath struct {
	path    string
	changed time.Time
}

func (p pages) publicPaths(c *page.Ctx) (list []publicPath, err error) {
	pkgs, err := p.Finder.PublishedAll(c.Context())
	if err != nil {
		return nil, err
	}
	hubs, err := p.Hubs.List(c.Context())
	if err != nil {
		return nil, err
	}
	var lastPackage, lastHub time.Time
	for _, pkg := range pkgs {
		if pkg.PublishedAt != nil {
			list = append(list, publicPath{SearchPath + "/" + pkg.Slug, *pkg.PublishedAt})
			lastPackage = latest(lastPackage, *pkg.PublishedAt)
		}
	}
	for _, h := range hubs {
		list = append(list, publicPath{HubsPath + "/" + h.Slug, h.UpdatedAt})
		lastHub = latest(lastHub, h.UpdatedAt)
	}
	list = append([]publicPath{{"/", latest(lastPackage, lastHub)}, {SearchPath, lastPackage}, {HubsPath, lastHub}}, list...)
	events, err := p.eventPaths(c.Context())
	if err != nil {
		return nil, err
	}
	list = append(list, events...)
	courses, err := p.coursePaths(c.Context())
	if err != nil {
		return nil, err
	}
	list = append(list, courses...)
	for _, path := range []string{"/kumppaniksi", "/saavutettavuus", "/palaute"} {
		list = append(list, publicPath{path: path})
	}
	for _, t := range texts {
		list = append(list, publicPath{path: t.path})
	}
	return list, nil
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// inAllLanguages asks nothing of the page's view: that would give the visitor a cookie, in an answer that everybody may keep.
func inAllLanguages(c *page.Ctx, p publicPath) []sitemapPage {
	var links []sitemapLink
	for _, lang := range ui.Langs() {
		links = append(links, sitemapLink{"alternate", lang, c.URL(page.JoinLang(lang, p.path, ui.Langs()))})
	}
	all := append(slices.Clone(links), sitemapLink{"alternate", "x-default", links[0].Address})
	changed := ""
	if !p.changed.IsZero() {
		changed = dates.Of(p.changed).String()
	}
	list := make([]sitemapPage, len(links))
	for i, l := range links {
		list[i] = sitemapPage{l.Address, changed, all}
	}
	return list
}
