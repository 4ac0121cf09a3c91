package threads

import (
	"cmp"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// unfollowView is the page of the link in a mail: the question, or that it is done.
type unfollowView struct {
	title, token string
	done         bool
}

// followed asks whether the mails about a thread are to end. Looking changes nothing, so that what opens links ends nothing.
func (p pages) followed(c *page.Ctx) error {
	title, _, err := p.Threads.Followed(c.Context(), c.Param("token"))
	if fault.CodeOf(err) == fault.Gone {
		return c.Render(fiber.StatusOK, unfollowPage(unfollowView{done: true}))
	}
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, unfollowPage(unfollowView{title: title, token: c.Param("token")}))
}

// unfollow ends them; a second time it is done already.
func (p pages) unfollow(c *page.Ctx) error {
	if err := p.Threads.Unfollow(c.Context(), c.Param("token")); err != nil && fault.CodeOf(err) != fault.Gone {
		return err
	}
	return c.Redirect(followPath + "/" + c.Param("token"))
}

// toFollowed is where the address in a mail's head leads those who open it: to the page with the button, in the reader's language.
func (p pages) toFollowed(c *page.Ctx) error {
	_, lang, err := p.Threads.Followed(c.Context(), c.Param("token"))
	if err != nil && fault.CodeOf(err) != fault.Gone {
		return err
	}
	return c.Redirect(page.JoinLang(cmp.Or(lang, ui.FirstLang), followPath+"/"+c.Param("token"), ui.Langs()))
}

// oneClick ends the mails when a mail program posts to the address in the mail's head (RFC 8058). It knows no form token; the address is
// the secret.
func (p pages) oneClick(c *page.Ctx) error {
	if err := p.Threads.Unfollow(c.Context(), c.Param("token")); err != nil {
		return err
	}
	return c.Text(fiber.StatusOK, c.T("threadmail.ended")+"\n")
}
