package page

import "net/url"

// PushURL gives the browser's address bar an own path, in the language of the page, when htmx has put a piece of it in place: the
// address that a person would share, without what the form says by saying nothing.
func (c *Ctx) PushURL(path string) {
	if c.HX() {
		c.fiber.Set("HX-Push-Url", c.Href(path))
	}
}

// KeepURL leaves the address bar as it is when htmx gets a piece that says what is wrong: going back leads to what was right.
func (c *Ctx) KeepURL() {
	if c.HX() {
		c.fiber.Set("HX-Push-Url", "false")
	}
}

// Instead makes htmx put the answer's element with the id in the place of the page's, whatever it had meant to bring anew.
func (c *Ctx) Instead(id string) {
	if c.HX() {
		for _, h := range []string{"HX-Retarget", "HX-Reselect"} {
			c.fiber.Set(h, "#"+id)
		}
	}
}

// Target is the id of the element that htmx means to bring anew, "" when it is not htmx that asks.
func (c *Ctx) Target() string { return c.Header("HX-Target") }

// Shown is the path of the page that the visitor looks at, without the language and with the query: for htmx the page that asks
// for a piece, not the piece.
func (c *Ctx) Shown() string {
	if !c.HX() {
		return c.path
	}
	u, err := url.Parse(c.Header("HX-Current-URL"))
	if err != nil || u.Path == "" {
		return c.path
	}
	own, ok := OwnPath((&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String())
	if !ok {
		return c.path
	}
	_, path := SplitLang(own, c.site.Langs)
	return path
}

// RenewToken gives a page whose form token has gone stale a good one, so that it can ask again. Only a script of this site can
// read it.
func (c *Ctx) RenewToken() { c.fiber.Set(CSRFHeader, c.Token()) }
