package learning

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// showNeed is the survey of what people want to learn.
func (p pages) showNeed(c *page.Ctx) error {
	who := learning.Resident
	if c.Actor().HasKind("company") {
		who = learning.Company
	}
	return c.Render(fiber.StatusOK, needPage(ui.NewForm("").Set("who", who), opKey(c)))
}

// tellNeed keeps an answer.
func (p pages) tellNeed(c *page.Ctx) error {
	again := func(err error) error {
		return c.Again(err, func(f ui.Form) templ.Component {
			return needPage(called(speaking(c), f, "learning.field", "who", "themes", "municipality", "body", "email"), opKey(c))
		})
	}
	f := learning.NeedForm{}
	if err := c.Decode(&f); err != nil {
		return again(err)
	}
	op, err := c.OpKey()
	if err != nil {
		return again(err)
	}
	f.Lang = c.Lang()
	if err := p.Learning.Tell(c.Context(), f, c.IP().String(), op); err != nil {
		return again(err)
	}
	to := NeedPath + "/kiitos"
	if f.Email != "" {
		to += "?posti=1"
	}
	return c.Redirect(to)
}

// thanks says what becomes of an answer.
func (p pages) thanks(c *page.Ctx) error {
	return c.Render(fiber.StatusOK, thanksPage(c.Query("posti") != ""))
}

// reader is the page of a reader's link: it starts the news, and ends them. Looking changes nothing.
func (p pages) reader(c *page.Ctx) error {
	r, err := p.Learning.ReaderOf(c.Context(), c.Param("token"))
	if err != nil {
		return deadLink(c, err)
	}
	return c.Render(fiber.StatusOK, readerPage(r))
}

func (p pages) changeReader(c *page.Ctx) error {
	token := c.Param("token")
	switch c.FormValue("tee") {
	case doConfirm:
		if err := p.Learning.StartNews(c.Context(), token); err != nil {
			return deadLink(c, err)
		}
		return c.Redirect(newsPath + "/" + token)
	case doLeave:
		if err := p.Learning.StopNews(c.Context(), token); err != nil {
			return err
		}
		c.Flash("ok", "learning.news.left")
		return c.Redirect(ListPath)
	}
	return fault.New(fault.Invalid, "fault.form_stale")
}

// toReader leads people who open the address that mail programs use for one click.
func (p pages) toReader(c *page.Ctx) error {
	r, err := p.Learning.ReaderOf(c.Context(), c.Param("token"))
	if err != nil {
		return deadLink(c, err)
	}
	return c.Redirect(page.JoinLang(r.Lang, newsPath+"/"+r.Token, ui.Langs()))
}

// oneClick ends the news as a mail program asks for (RFC 8058): there is no page and no form token.
func (p pages) oneClick(c *page.Ctx) error {
	token := c.Param("token")
	if _, err := p.Learning.ReaderOf(c.Context(), token); err != nil {
		return err
	}
	if err := p.Learning.StopNews(c.Context(), token); err != nil {
		return err
	}
	return c.Text(fiber.StatusOK, c.T("learning.news.left")+"\n")
}
