package account

import (
	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// showAskReset asks for the address that a new password is for.
func (p pages) showAskReset(c *page.Ctx) error {
	return c.Render(200, askResetPage(ui.NewForm("")))
}

// askReset mails a link that sets a new password.
func (p pages) askReset(c *page.Ctx) error {
	f := accounts.AskLinkForm{Lang: c.Lang()}
	if err := c.Decode(&f); err != nil {
		return err
	}
	if err := p.accounts.AskReset(c.Context(), f, client(c)); err != nil {
		return c.Again(err, askResetPage)
	}
	return c.Render(200, mailedPage(f.Email, "account.mailed.reset"))
}
