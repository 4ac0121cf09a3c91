package company

import (
	"errors"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// mostParts is how many stays one form may hold: a group is divided in two.
const mostParts = 2

// holdAllForm is several stays that are held together.
type holdAllForm struct {
	Company int64  `form:"company"`
	Note    string `form:"note" validate:"max=100"`
	Rhythm  string `form:"rytmi"`
	Parts   []struct {
		Revision int64      `form:"revision"`
		Start    dates.Date `form:"start"`
		People   int        `form:"people"`
		Expect   int64      `form:"expect"`
		Slug     string     `form:"slug"`
	} `form:"parts" validate:"min=1,max=2,dive"`

	group packages.Rhythm // what Rhythm says; both stays are planned around it
}

// part is one of the stays as the form of a single one.
func (f holdAllForm) part(n int) holdForm {
	p := f.Parts[n]
	return holdForm{Company: f.Company, Revision: p.Revision, Start: p.Start, People: p.People, Expect: p.Expect, Slug: p.Slug, Note: f.Note, group: f.group}
}

// holdAll takes what two stays need for the visitor's company, or nothing.
func (p pages) holdAll(c *page.Ctx) error {
	if len(c.Actor().Orgs("company")) == 0 && !c.Actor().IsAdmin() {
		return c.Redirect(account.SignUpPath)
	}
	var f holdAllForm
	if err := c.Form(&f); err != nil || len(f.Parts) == 0 || len(f.Parts) > mostParts {
		return fault.New(fault.Invalid, "fault.form_stale")
	}
	key, err := c.OpKey()
	if err != nil {
		return err
	}
	if f.group, err = stayview.RhythmFrom(f.Rhythm); err != nil {
		return err
	}
	var reqs []booking.HoldRequest
	for n := range f.Parts {
		one := f.part(n)
		reqs = append(reqs, booking.HoldRequest{
			CompanyID: one.Company, RevisionID: one.Revision, Start: one.Start, People: one.People, Expect: one.Expect, Lang: c.Lang(), Note: one.Note, Rhythm: one.group,
			OpKey: uuid.NewSHA1(key, []byte{byte(n)}),
		})
	}
	if _, err = p.Bookings.HoldAll(c.Context(), c.Actor(), reqs); err != nil {
		return p.noneHeld(c, f, err)
	}
	c.Flash("ok", "ways.held_both")
	return c.Redirect(listPath(f.Company))
}

// noneHeld shows the part that was refused, as if it had been asked for alone.
func (p pages) noneHeld(c *page.Ctx, f holdAllForm, err error) error {
	n := 0
	var refused *booking.Refused
	if errors.As(err, &refused) {
		for i, part := range f.Parts {
			if part.Revision == refused.Package.RevisionID {
				n = i
			}
		}
	}
	return p.notHeld(c, f.part(n), err)
}
