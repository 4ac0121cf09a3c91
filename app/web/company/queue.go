package company

import (
	"context"
	"strconv"
	"strings"

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

// queueForm is what the panel of a full stay sends.
type queueForm struct {
	Company int64      `form:"company"`
	Package int64      `form:"package"`
	Slug    string     `form:"slug"`
	People  int        `form:"people"`
	Start   dates.Date `form:"start"`
	Also    []string   `form:"also"` // further days that would do
	Rhythm  string     `form:"rytmi"`
}

func (f queueForm) starts() []dates.Date {
	all := []dates.Date{f.Start}
	for _, s := range f.Also {
		if d, err := dates.Parse(s); err == nil {
			all = append(all, d)
		}
	}
	return all
}

// joinQueue gives the visitor's company a place in the queue; what is refused is said on the package's page.
func (p pages) joinQueue(c *page.Ctx) error {
	if len(c.Actor().Orgs("company")) == 0 && !c.Actor().IsAdmin() {
		return c.Redirect(account.SignUpPath)
	}
	key, err := c.OpKey()
	if err != nil {
		return err
	}
	var f queueForm
	var group packages.Rhythm
	if err = c.Form(&f); err == nil {
		group, err = stayview.RhythmFrom(f.Rhythm)
	}
	if err == nil {
		_, err = p.Bookings.JoinQueue(c.Context(), c.Actor(), booking.QueueRequest{
			CompanyID: f.Company, PackageID: f.Package, Starts: f.starts(), People: f.People, Lang: c.Lang(), Rhythm: group, OpKey: key,
		})
	}
	switch fault.CodeOf(err) {
	case "":
		c.Flash("ok", "queue.joined")
		return c.Redirect(listPath(f.Company) + "#jono")
	case fault.Conflict, fault.Invalid:
		why := fault.As(err)
		c.Flash("warn", why.Key, args(why)...)
		return c.Redirect(site.WithRhythm(site.PackagePath(f.Slug, f.Start, f.People), group) + "#varaa")
	}
	return err
}

// leaveQueue gives a place up.
func (p pages) leaveQueue(c *page.Ctx) error {
	company, err := c.ParamInt64("company")
	if err != nil {
		return err
	}
	id, err := c.ParamInt64("entry")
	if err != nil {
		return err
	}
	switch err = p.Bookings.LeaveQueue(c.Context(), c.Actor(), company, id); {
	case fault.CodeOf(err) == fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	case err != nil:
		return err
	default:
		c.Flash("ok", "queue.left")
	}
	return c.Redirect(listPath(company) + "#jono")
}

// queueDays are the start days of a place in the queue: "ma 7.12., ma 14.12.".
func queueDays(ctx context.Context, e booking.QueueEntry) string {
	var all []string
	for _, d := range e.Days() {
		all = append(all, ui.DateShort(ctx, d))
	}
	return strings.Join(all, ", ")
}

func listQueuePath(company, entry int64) string {
	return ui.OrgPath("company", company) + "/jono/" + strconv.FormatInt(entry, 10)
}
