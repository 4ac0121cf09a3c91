package company

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// holdForm is what a booking panel sends.
type holdForm struct {
	Company  int64      `form:"company"`
	Revision int64      `form:"revision"`
	Start    dates.Date `form:"start"`
	People   int        `form:"people"`
	Expect   int64      `form:"expect"`
	Slug     string     `form:"slug"`
	Drop     int        `form:"pois" validate:"min=0"`
	Take     int64      `form:"tilalle" validate:"min=0"`
	Note     string     `form:"note" validate:"max=100"`
	Rhythm   string     `form:"rytmi"` // see stayview.RhythmText

	group packages.Rhythm // what Rhythm says
}

// hold takes everything a stay needs for the visitor's company.
func (p pages) hold(c *page.Ctx) error {
	if len(c.Actor().Orgs("company")) == 0 && !c.Actor().IsAdmin() {
		return c.Redirect(account.SignUpPath)
	}
	var f holdForm
	wrong := c.Form(&f)
	var err error
	if f.group, err = stayview.RhythmFrom(f.Rhythm); err != nil {
		return err
	}
	if wrong != nil {
		return p.notHeld(c, f, wrong)
	}
	key, err := c.OpKey()
	if err != nil {
		return err
	}
	held, err := p.Bookings.HoldAll(c.Context(), c.Actor(), []booking.HoldRequest{{
		CompanyID: f.Company, RevisionID: f.Revision, Start: f.Start, People: f.People, Expect: f.Expect, Drop: f.Drop, Take: f.Take, Lang: c.Lang(), Note: f.Note, Rhythm: f.group, OpKey: key,
	}})
	if err != nil {
		return p.notHeld(c, f, err)
	}
	c.Flash("ok", "company.held")
	return c.Redirect(BookingPath(held[0].Ref))
}

// notHeld is the page of a hold that was refused: what was asked for, why it cannot be had, and what can.
type notHeld struct {
	form    holdForm
	typed   ui.Form
	pkg     packages.Package
	refused *booking.Refused // a day, a hub or an activity is short
	fault   *fault.Error     // any other reason
	ways    []booking.Way    // what works on the same days
	offer   *packages.Offer  // when the same stay can be had after all, at another price
}

// notHeld answers a refused hold; what nobody can do anything about goes to the error page.
func (p pages) notHeld(c *page.Ctx, f holdForm, err error) error {
	v := notHeld{form: f, typed: c.Typed("varaus", err), fault: fault.As(err)}
	status := fiber.StatusConflict
	switch {
	case errors.As(err, &v.refused) && v.refused.Package.ID != 0:
		v.pkg = v.refused.Package
		if f.Drop == 0 {
			if v.ways, err = p.Bookings.Ways(c.Context(), v.pkg, f.Start, f.People, f.group, v.refused.Refusal); err != nil {
				return err
			}
		}
		return c.Render(status, notHeldPage(v))
	case v.fault.Code == fault.Invalid:
		status = fiber.StatusUnprocessableEntity
	case v.fault.Code != fault.Conflict:
		return err
	}
	v.refused = nil
	if f.Drop != 0 {
		return c.Render(status, notHeldPage(v))
	}
	if err := p.nowOffered(c.Context(), &v); err != nil {
		return err
	}
	return c.Render(status, notHeldPage(v))
}

// nowOffered looks the package up as it is sold now, and whether the stay can be had.
func (p pages) nowOffered(ctx context.Context, v *notHeld) error {
	pkg, err := p.Finder.Published(ctx, v.form.Slug)
	if fault.CodeOf(err) == fault.NotFound {
		return nil // off sale: the page leads to the others
	} else if err != nil {
		return err
	}
	v.pkg = pkg
	offer, refusal, err := p.Finder.For(v.form.group).Offer(ctx, pkg, v.form.Start, v.form.People)
	if err == nil && refusal == nil {
		v.offer = &offer
	}
	return err
}

// choice is a stay that the page offers instead: on another day, or at today's price.
func (v notHeld) choice(start dates.Date, gross int64) site.HoldChoice {
	return site.HoldChoice{RevisionID: v.pkg.RevisionID, Start: start, People: v.form.People, Gross: gross, Slug: v.pkg.Slug, Drop: v.form.Drop, Take: v.form.Take, Rhythm: v.form.group}
}

// message says why in one sentence.
func (v notHeld) message(ctx context.Context) string {
	if v.refused != nil {
		return refusedText(ctx, v.refused)
	}
	if len(v.fault.Fields) > 0 {
		return ui.T(ctx, "fault.invalid")
	}
	return ui.T(ctx, v.fault.Key, args(v.fault)...)
}

// instead is what works on the same days, for the company and with the note that were chosen.
func (v notHeld) instead() site.Instead {
	return site.Instead{Ways: v.ways, SignedIn: true, Company: v.form.Company, Note: v.form.Note, Rhythm: v.form.group}
}

func freshKey() string { return uuid.NewString() }
