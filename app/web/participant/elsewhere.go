package participant

import (
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/elsewhere"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// days are the participant's days at other hubs.
func (p pages) days(c *page.Ctx, v invited) (elsewhere.View, error) {
	choices, err := p.Bookings.MoveChoices(c.Context(), v.d)
	return elsewhere.View{Base: Path(v.who.Token) + "/" + elsewhere.ID, Moves: v.d.Moves, Choices: choices, Own: true, Today: v.today}, err
}

// askMove asks for a day at another hub. Whoever has the link may, whoever is signed in here: it is the participant who asks.
func (p pages) askMove(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	return elsewhere.Ask(c, p.Bookings, access.Actor{}, v.d.Ref, v.who.Token, Path(v.who.Token))
}

// actOnMove takes a move back, or agrees to change places.
func (p pages) actOnMove(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	return elsewhere.Act(c, p.Bookings, access.Actor{}, v.d.Ref, v.who.Token, Path(v.who.Token))
}

// wishDesk stores what the participant wishes for.
func (p pages) wishDesk(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	return desks.Wish(c, p.Desks, access.Actor{}, v.d.Ref, v.who.Token, Path(v.who.Token))
}
