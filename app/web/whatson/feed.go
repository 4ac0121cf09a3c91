package whatson

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// The feeds as RFC 4287 and the RSS 2.0 specification have them. Their entries are the occasions to come: an entry keeps its id
// for life and a new date when it changes.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Author  atomAuthor  `xml:"author"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomEntry struct {
		ID       string       `xml:"id"`
		Title    string       `xml:"title"`
		Updated  string       `xml:"updated"`
		Link     atomLink     `xml:"link"`
		Category atomCategory `xml:"category"`
		Summary  string       `xml:"summary"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}

	rssFeed struct {
		XMLName xml.Name   `xml:"rss"`
		Version string     `xml:"version,attr"`
		Channel rssChannel `xml:"channel"`
	}
	rssChannel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Language    string    `xml:"language"`
		Built       string    `xml:"lastBuildDate"`
		Self        rssSelf   `xml:"http://www.w3.org/2005/Atom link"`
		Items       []rssItem `xml:"item"`
	}
	rssSelf struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	rssItem struct {
		Title       string  `xml:"title"`
		Link        string  `xml:"link"`
		GUID        rssGUID `xml:"guid"`
		Published   string  `xml:"pubDate"`
		Category    string  `xml:"category"`
		Description string  `xml:"description"`
	}
	rssGUID struct {
		IsPermaLink bool   `xml:"isPermaLink,attr"`
		ID          string `xml:",chardata"`
	}
)

const (
	feedMost     = 100
	calendarPast = 30 * 24 * time.Hour
	calendarYear = 366 * 24 * time.Hour
)

// coming reads the occasions of a feed. It asks nothing of the page's view: that would give the visitor a cookie, in an answer
// that everybody may keep.
func (p pages) coming(c *page.Ctx) (choice, []event.Occasion, error) {
	v, err := p.read(c)
	if err != nil {
		return v.choice, nil, err
	}
	f := v.filter()
	f.From, f.Cancelled, f.Limit = p.Now(), true, feedMost
	list, err := p.Events.List(c.Context(), f)
	return v.choice, list, err
}

// atom is what comes, for feed readers.
func (p pages) atom(c *page.Ctx) error {
	ch, list, err := p.coming(c)
	if err != nil {
		return err
	}
	f := atomFeed{
		Lang: c.Lang(), ID: c.URL(ch.feed(atomPath)), Title: c.T("event.feed.title"), Updated: latest(list).Format(time.RFC3339), Author: atomAuthor{c.T("ui.brand")},
		Links: []atomLink{{"self", "application/atom+xml", c.URL(ch.feed(atomPath))}, {"alternate", "text/html", c.URL(ch.path())}},
	}
	for _, o := range list {
		f.Entries = append(f.Entries, atomEntry{
			ID: entryID(c, o), Title: entryTitle(c, o), Updated: o.UpdatedAt.UTC().Format(time.RFC3339), Link: atomLink{"alternate", "text/html", c.URL(eventview.Path(o))},
			Category: atomCategory{c.T("event.theme." + string(o.Theme))}, Summary: entryText(c, o),
		})
	}
	return sendXML(c, "application/atom+xml; charset=utf-8", f)
}

// rss is the same for older readers.
func (p pages) rss(c *page.Ctx) error {
	ch, list, err := p.coming(c)
	if err != nil {
		return err
	}
	f := rssFeed{Version: "2.0", Channel: rssChannel{
		Title: c.T("event.feed.title"), Link: c.URL(ch.path()), Description: c.T("event.list.lead"), Language: c.Lang(), Built: latest(list).Format(time.RFC1123Z),
		Self: rssSelf{"self", "application/rss+xml", c.URL(ch.feed(rssPath))},
	}}
	for _, o := range list {
		f.Channel.Items = append(f.Channel.Items, rssItem{
			Title: entryTitle(c, o), Link: c.URL(eventview.Path(o)), GUID: rssGUID{ID: entryID(c, o)}, Published: o.UpdatedAt.UTC().Format(time.RFC1123Z),
			Category: c.T("event.theme." + string(o.Theme)), Description: entryText(c, o),
		})
	}
	return sendXML(c, "application/rss+xml; charset=utf-8", f)
}

// entryID is a tag URI (RFC 4151): it stays when addresses change.
func entryID(c *page.Ctx, o event.Occasion) string {
	host := "hubittaako"
	if u, err := url.Parse(c.URL("/")); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return "tag:" + host + ",2026:tapahtuma-" + strconv.FormatInt(o.ID, 10)
}

func entryTitle(c *page.Ctx, o event.Occasion) string {
	title := o.When(c.Lang()) + ": " + o.Title(c.Lang())
	if o.Cancelled {
		return c.T("event.feed.cancelled", "Title", title)
	}
	return title
}

func entryText(c *page.Ctx, o event.Occasion) string {
	if o.Cancelled {
		return o.Reason
	}
	return o.Address() + "\n\n" + o.Text(c.Lang())
}

// latest is when the newest change was; the beginning of the year 2026 where nothing is on.
func latest(list []event.Occasion) time.Time {
	last := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, o := range list {
		if o.UpdatedAt.After(last) {
			last = o.UpdatedAt.UTC()
		}
	}
	return last
}

func sendXML(c *page.Ctx, contentType string, v any) error {
	text, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return send(c, contentType, slices.Concat([]byte(xml.Header), text, []byte("\n")))
}

// send answers with a body that may be kept, or says that the one which is kept is still good.
func send(c *page.Ctx, contentType string, body []byte) error {
	sum := sha256.Sum256(body)
	if c.NotModified(base64.RawURLEncoding.EncodeToString(sum[:12])) {
		return nil
	}
	return c.Bytes(contentType, body)
}

// calendar is what is on, for calendar programs: cancelled occasions too, so that they go from there.
func (p pages) calendar(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	f := v.filter()
	f.From, f.Until, f.Cancelled = p.Now().Add(-calendarPast), p.Now().Add(calendarYear), true
	list, err := p.Events.List(c.Context(), f)
	if err != nil {
		return err
	}
	return sendCalendar(c, c.T("event.feed.title"), list)
}

// eventCalendar is one event for people's own calendars: all of its occasions, or the one that is asked for.
func (p pages) eventCalendar(c *page.Ctx) error {
	list, err := p.Events.BySlug(c.Context(), c.Param("slug"))
	if err != nil {
		return err
	}
	title := list[0].Title(c.Lang())
	if id := c.Query("kerta"); id != "" {
		list = slices.DeleteFunc(list, func(o event.Occasion) bool { return strconv.FormatInt(o.ID, 10) != id })
	}
	return sendCalendar(c, title, list)
}

func sendCalendar(c *page.Ctx, name string, list []event.Occasion) error {
	cal := ics.Calendar{Name: name, Stamp: latest(list)}
	for _, o := range list {
		cal.Events = append(cal.Events, o.Entry(c.Lang(), c.URL(eventview.Path(o))))
	}
	return send(c, ics.ContentType(""), ics.Build(cal))
}
