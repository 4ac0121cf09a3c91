package staff

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// archivePackage takes the package off sale; stays that were sold go on.
func (p pages) archivePackage(c *page.Ctx) error {
	return p.settle(c, p.Editor.Archive, "staff.builder.archived", "/palauta")
}

// unarchivePackage puts it back as it was.
func (p pages) unarchivePackage(c *page.Ctx) error {
	return p.settle(c, p.Editor.Unarchive, "staff.builder.unarchived", "/arkistoi")
}

// dropDraft throws the changes to a package on sale away.
func (p pages) dropDraft(c *page.Ctx) error {
	return p.settle(c, p.Editor.DropDraft, "staff.builder.dropped", "")
}

// settle does one thing with the package that the address names and goes back to it. undo is the action that takes it back.
func (p pages) settle(c *page.Ctx, do func(context.Context, access.Actor, int64) error, done, undo string) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	pkg, err := p.packageOf(c, h)
	if err != nil {
		return err
	}
	if err := do(c.Context(), c.Actor(), pkg.ID); err != nil {
		return err
	}
	if undo == "" {
		c.Flash("ok", done, "Name", pkg.Name(c.Lang()))
	} else {
		c.FlashUndo(page.Undo{Path: packagePath(h.ID, pkg.ID) + undo}, done, "Name", pkg.Name(c.Lang()))
	}
	return c.Redirect(packagePath(h.ID, pkg.ID))
}
