package page

import (
	"fmt"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Redirect sends the browser to an own path after a form (303), in the language of the page unless the path names one. A path
// that is not our own leads to the front page. htmx gets the address in a header, because it would follow a 303 itself and
// put the whole page where a piece belongs.
func (c *Ctx) Redirect(path string) error {
	own, ok := OwnPath(path)
	if !ok {
		own = "/"
	}
	return c.location(JoinLang(c.lang, own, c.site.Langs))
}

// Moved tells browsers and search engines that a page has another address for good (308).
func (c *Ctx) Moved(path string) error {
	err := c.Redirect(path)
	if !c.HX() {
		c.fiber.Status(fiber.StatusPermanentRedirect)
	}
	return err
}

// RedirectOut sends the browser to a payment page. Only configured origins are allowed: anything else is a bug.
func (c *Ctx) RedirectOut(address string) error {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains(c.site.Out, u.Scheme+"://"+u.Host) {
		return fmt.Errorf("page: not an allowed origin to leave for: %q", address)
	}
	return c.location(u.String())
}

func (c *Ctx) location(to string) error {
	c.NoStore()
	if c.HX() {
		c.fiber.Set("HX-Redirect", to)
		return c.fiber.SendStatus(fiber.StatusOK)
	}
	c.fiber.Set(fiber.HeaderLocation, to)
	c.fiber.Status(fiber.StatusSeeOther)
	return nil
}

// URL is the full address of an own path, in the language of the page: for mails, calendars and payment pages.
func (c *Ctx) URL(path string) string { return c.site.URL(c.lang, path) }

// Href is an own path in the language of the page.
func (c *Ctx) Href(path string) string { return JoinLang(c.lang, path, c.site.Langs) }

// ContentPolicy replaces the site's content security policy for this answer; for documents of others, such as mails.
func (c *Ctx) ContentPolicy(policy string) { c.fiber.Set(fiber.HeaderContentSecurityPolicy, policy) }

// NoStore keeps the answer out of every cache.
func (c *Ctx) NoStore() { c.fiber.Set(fiber.HeaderCacheControl, "no-store") }

// Trigger makes htmx raise an event in the page once the answer is in place.
func (c *Ctx) Trigger(event string) { c.fiber.Set("HX-Trigger", event) }

// Text answers with plain text.
func (c *Ctx) Text(status int, s string) error {
	c.NoStore()
	c.fiber.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.fiber.Status(status).SendString(s)
}

// JSON answers a machine.
func (c *Ctx) JSON(status int, v any) error {
	c.NoStore()
	return c.fiber.Status(status).JSON(v)
}

// Empty answers without a body: 204.
func (c *Ctx) Empty() error { return c.fiber.SendStatus(fiber.StatusNoContent) }

// Bytes shows data in the browser: a photo, an illustration. With a Cache option on its route it may be kept by everyone.
func (c *Ctx) Bytes(contentType string, data []byte) error {
	c.fiber.Set(fiber.HeaderContentType, contentType)
	return c.fiber.Send(data)
}

// Download offers data as a file to keep.
func (c *Ctx) Download(name, contentType string, data []byte) error {
	c.NoStore()
	c.fiber.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.Bytes(contentType, data)
}

// RetryAfter says how long to wait after a refusal that passes by itself, unless that was said already: what the fault says, or
// a minute after too many requests and a moment when the site is busy. Other refusals get nothing.
func (c *Ctx) RetryAfter(f *fault.Error) {
	if c.fiber.GetRespHeader(fiber.HeaderRetryAfter) != "" {
		return
	}
	switch minutes, ok := f.Args["Minutes"].(int); {
	case f.Code == fault.TooMany && ok:
		c.fiber.Set(fiber.HeaderRetryAfter, strconv.Itoa(minutes*60))
	case f.Code == fault.TooMany:
		c.fiber.Set(fiber.HeaderRetryAfter, "60")
	case f.Code == fault.Unavailable:
		c.fiber.Set(fiber.HeaderRetryAfter, "5")
	}
}

// NotModified answers 304 when the browser's copy is the one that etag names; otherwise it sets the etag for this answer.
func (c *Ctx) NotModified(etag string) bool {
	quoted := `"` + etag + `"`
	c.fiber.Set(fiber.HeaderETag, quoted)
	if !slices.Contains(strings.Split(c.fiber.Get(fiber.HeaderIfNoneMatch), ", "), quoted) {
		return false
	}
	c.fiber.Status(fiber.StatusNotModified)
	return true
}

// forever is for how long an answer is kept whose address names its bytes: browsers do not even ask for it again.
const forever = 365 * 24 * time.Hour

// MayCache lets everybody keep the answer. Package web calls it for routes with the Cache option.
func (c *Ctx) MayCache(d time.Duration) {
	control := fmt.Sprintf("public, max-age=%d", int(d/time.Second))
	if d >= forever {
		control += ", immutable"
	}
	c.fiber.Set(fiber.HeaderCacheControl, control)
}
