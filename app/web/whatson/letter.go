package whatson

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// letter is the page on which the weekly letter is asked for.
func (p pages) letter(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, letterPage(v.letter, v.hubs))
}

// subscribe asks for the weekly letter: the answer is that a mail is on its way.
func (p pages) subscribe(c *page.Ctx) error {
	f := event.ReaderForm{Lang: c.Lang()}
	err := c.Decode(&f)
	if err == nil {
		err = p.Events.Subscribe(c.Context(), f, c.IP().String())
	}
	if err == nil {
		return c.Redirect(thanksPath)
	}
	v, failed := p.read(c)
	if failed != nil {
		return failed
	}
	return c.Again(err, func(f ui.Form) templ.Component {
		f.ID = v.letter.ID
		return letterPage(labelled(speaking(c), f), v.hubs)
	})
}

// subscribed says that a mail is on its way.
func (p pages) subscribed(c *page.Ctx) error {
	return c.Render(fiber.StatusOK, subscribedPage())
}

// reader is the page of a reader's link: it starts the letter, and ends it. Looking changes nothing.
func (p pages) reader(c *page.Ctx) error {
	r, err := p.Events.ReaderOf(c.Context(), c.Param("token"))
	if err != nil {
		return deadLink(c, err)
	}
	return c.Render(fiber.StatusOK, readerPage(r))
}

func (p pages) changeReader(c *page.Ctx) error {
	token := c.Param("token")
	switch c.FormValue("tee") {
	case doConfirm:
		if _, err := p.Events.ConfirmReader(c.Context(), token); err != nil {
			return deadLink(c, err)
		}
		return c.Redirect(readerPath(token))
	case doLeave:
		if err := p.Events.Unsubscribe(c.Context(), token); err != nil {
			return deadLink(c, err)
		}
		c.Flash("ok", "event.letter.left")
		return c.Redirect(eventview.ListPath)
	}
	return fault.New(fault.Invalid, "fault.form_stale")
}

func readerPath(token string) string { return eventview.LetterPath + "/" + token }

// toReader is where the address in a mail's head leads those who open it: to the page with the button, in the letter's language.
func (p pages) toReader(c *page.Ctx) error {
	r, err := p.Events.ReaderOf(c.Context(), c.Param("token"))
	if err != nil {
		return deadLink(c, err)
	}
	return c.Redirect(page.JoinLang(r.Lang, readerPath(r.Token), ui.Langs()))
}

// oneClick ends the letter when a mail program posts to the address in the mail's head (RFC 8058). It knows no form token; the
// address is the secret.
func (p pages) oneClick(c *page.Ctx) error {
	if err := p.Events.Unsubscribe(c.Context(), c.Param("token")); err != nil {
		return err
	}
	return c.Text(fiber.StatusOK, c.T("event.letter.left")+"\n")
}
