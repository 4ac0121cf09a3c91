package page

// PushURL gives the browser's address bar an own path, in the language of the page, when htmx has put a piece of it in place: the
// address that a person would share, without what the form says by saying nothing.
func (c *Ctx) PushURL(path string) {
	if c.HX() {
		c.fiber.Set("HX-Push-Url", c.Href(path))
	}
}
