package admin

import "github.com/hubittaako/hubittaako/app/web/page"

// approve takes an applicant into the network; the mail with the invitation goes out with it.
func (p partnerPages) approve(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	err = p.partners.Approve(c.Context(), c.Actor(), id)
	return p.decided(c, id, err, "adminpartner.approved")
}
