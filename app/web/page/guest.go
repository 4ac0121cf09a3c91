package page

import "crypto/rand"

// takeGuest takes up a signed-out visitor's CSRF cookie; a session's secret replaces it.
func (c *Ctx) takeGuest() {
	if value, ok := c.site.Guests.Open(c.fiber.Cookies(c.site.guestCookie())); ok {
		c.csrf = NewCSRF(string(value))
		c.guest = true
	}
}

// TokenValid says whether the request carries a token of this visitor, in its form or in a header.
func (c *Ctx) TokenValid() bool {
	if !c.guest && !c.actor.SignedIn() {
		return false
	}
	token := c.fiber.Get(CSRFHeader)
	if token == "" {
		token = c.posted().first(CSRFField)
	}
	return c.csrf.Valid(token)
}

// Token is a CSRF token for a form of this page. A signed-out visitor gets the cookie that goes with it.
func (c *Ctx) Token() string {
	if !c.guest && !c.actor.SignedIn() {
		value := []byte(rand.Text())
		c.csrf = NewCSRF(string(value))
		c.guest = true
		c.setCookie(c.site.guestCookie(), c.site.Guests.Sign(value), 0)
	}
	return c.csrf.Token()
}
