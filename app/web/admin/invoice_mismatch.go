package admin

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// longestNote is the most that is kept of what was done about a mismatched payment.
const longestNote = 500

// resolveMismatch records that a sum that was not ours was given back at the provider.
func (p bookingPages) resolveMismatch(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	note := []rune(c.FormValue("note"))
	switch err := p.Billing.ResolveMismatch(c.Context(), c.Actor(), id, string(note[:min(len(note), longestNote)])); {
	case fault.CodeOf(err) == fault.Conflict: // somebody else did it, or the button was pressed twice
		c.Flash("info", fault.As(err).Key)
	case err != nil:
		return err
	default:
		c.Flash("ok", "adminwork.mismatch.done")
	}
	return c.Redirect(networkPath("/talous"))
}

// gotten is the sum that came, with its currency when that is another.
func gotten(ctx context.Context, m billing.Mismatch) string {
	if m.Currency == "eur" {
		return ui.Money(ctx, m.Cents)
	}
	return money.Decimal(m.Cents) + " " + strings.ToUpper(m.Currency)
}
