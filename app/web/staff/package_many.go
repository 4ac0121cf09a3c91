package staff

import (
	"net/url"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

const packagesID = "paketit"

// archiveMany takes the ticked packages off sale, or puts them back; the message can take it back.
func (p pages) archiveMany(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	var ids []int64
	for _, s := range c.FormValues("pid") {
		id, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "fault.invalid")
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		c.Flash("info", "staff.many.choose")
		return c.Redirect(packagesPath(h.ID))
	}
	do, back, done := "archive", "restore", "staff.many.archived"
	if c.FormValue("do") == back {
		do, back, done = back, do, "staff.many.restored"
	}
	changed, err := p.Editor.SetArchived(c.Context(), c.Actor(), h.ID, ids, do == "archive")
	if err != nil {
		return err
	}
	if len(changed) == 0 { // pressed twice, or done by somebody else
		c.Flash("ok", done, "Count", len(ids))
		return c.Redirect(packagesPath(h.ID))
	}
	undo := page.Undo{Path: packagesPath(h.ID) + "/arkisto", Values: url.Values{"do": {back}}}
	for _, id := range changed {
		undo.Values.Add("pid", itoa(id))
	}
	c.FlashUndo(undo, done, "Count", len(changed))
	return c.Redirect(packagesPath(h.ID))
}

// copyPackage starts a draft from another package and opens it in the builder.
func (p pages) copyPackage(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	pkg, err := p.packageOf(c, h)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	id, err := p.Editor.Copy(c.Context(), c.Actor(), pkg.ID, op)
	if err != nil {
		return err
	}
	c.Flash("ok", "staff.many.copied", "Name", pkg.Name(c.Lang()))
	return c.Redirect(packagePath(h.ID, id))
}
