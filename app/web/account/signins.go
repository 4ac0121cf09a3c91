package account

import (
	"strings"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// signOutEverywhere ends all of one's sign-ins, this one too.
func (p pages) signOutEverywhere(c *page.Ctx) error {
	if err := p.accounts.SignOutEverywhere(c.Context(), c.Actor()); err != nil {
		return err
	}
	c.ClearSession()
	c.Flash("ok", "account.signed_out_everywhere")
	return c.Redirect("/")
}

// endSignIn ends one of one's other sign-ins.
func (p pages) endSignIn(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	if err := p.accounts.EndSignIn(c.Context(), c.Actor(), id); err != nil {
		return err
	}
	c.Flash("ok", "account.sign_in_ended")
	return c.Redirect(MePath)
}

// device is a browser's description of itself in a few words, "" when it says nothing known. The order matters: most
// browsers claim to be others too.
func device(userAgent string) string {
	var words []string
	for _, known := range [][][2]string{
		{{"Edg", "Edge"}, {"OPR", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}},
		{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"}, {"Mac OS", "Mac"}, {"Linux", "Linux"}},
	} {
		for _, sign := range known {
			if strings.Contains(userAgent, sign[0]) {
				words = append(words, sign[1])
				break
			}
		}
	}
	return strings.Join(words, ", ")
}
