package staff

import (
	"errors"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
)

// builder is a package on the workbench: what is stored, what the form says, and the figures of it.
type builder struct {
	hub        hub.Hub
	stored     packages.Package
	pkg        packages.Package // what the figures are of: stored, or as the form describes it
	form       ui.Form
	hubs       []hub.Hub
	activities []partners.Activity // those that packages can be built from
	rates      money.Rates
	today      dates.Date
	people     int             // the group that the figures are for
	sheet      *packages.Sheet // nil while the form cannot be read
	offer      *packages.Offer
	refusal    *packages.Refusal
	clashed    bool    // somebody else has saved since this form was opened
	dropped    bool    // a row was taken out by its own button: reading goes on at the heading
	touched    []int64 // activities that have just come or gone
	origin     packages.Origin
}

// usualGroup is the group that figures begin with.
const usualGroup = 8

// showBuilder opens a package on the workbench: its draft, or what is on sale where there is none.
func (p pages) showBuilder(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	if b.stored.State == packages.Draft && b.stored.Number == 1 { // until it is published, where it comes from helps
		if b.origin, err = p.Editor.Origin(c.Context(), c.Actor(), b.stored); err != nil {
			return err
		}
	}
	b.form = draftForm(packages.DraftOf(b.stored)).SetInt("people", b.people).Set("q", c.Query("q")).Set("kind", c.Query("kind"))
	if err := p.reckon(c, b, b.stored); err != nil {
		return err
	}
	return c.Render(200, builderPage(b))
}

// builder reads what every action of the workbench needs. A package of another hub does not exist here.
func (p pages) builder(c *page.Ctx) (*builder, error) {
	h, err := p.hub(c)
	if err != nil {
		return nil, err
	}
	b := &builder{hub: h, people: usualGroup, today: p.today()}
	if b.stored, err = p.packageOf(c, h); err != nil {
		return nil, err
	}
	b.people = min(max(b.people, b.stored.GroupMin), b.stored.GroupMax)
	if n := c.QueryInt("people", 0); n > 0 {
		b.people = n
	}
	if b.hubs, err = p.Hubs.List(c.Context()); err != nil {
		return nil, err
	}
	if b.rates, err = packages.Rates(c.Context(), p.Reader); err != nil {
		return nil, err
	}
	b.activities, err = partners.ListedActivities(c.Context(), p.Reader, partners.Filter{})
	return b, err
}

// packageOf is the package that the address names.
func (p pages) packageOf(c *page.Ctx, h hub.Hub) (packages.Package, error) {
	id, err := c.ParamInt64("package")
	if err != nil {
		return packages.Package{}, err
	}
	pkg, err := p.Editor.DraftOrPublished(c.Context(), c.Actor(), id)
	if err == nil && pkg.HubID != h.ID {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return pkg, err
}

// reckon fills in the figures of a package, and the days as a group would have them.
func (p pages) reckon(c *page.Ctx, b *builder, pkg packages.Package) error {
	sheet, err := p.Editor.Sheet(c.Context(), c.Actor(), pkg, b.people)
	if err != nil {
		return err
	}
	b.pkg, b.sheet = pkg, &sheet
	if len(pkg.Legs) == 0 {
		return nil
	}
	// The days can be looked at before anybody has decided when the package is sold.
	shown := pkg
	shown.StartWeekdays, shown.SaleFrom, shown.SaleUntil = packages.Weekdays{sheet.Start.Weekday()}, sheet.Start, sheet.Start
	offer, refusal, err := p.Finder.Offer(c.Context(), shown, sheet.Start, sheet.People)
	if err != nil {
		return err
	}
	if b.refusal = refusal; refusal == nil {
		b.offer = &offer
	}
	return nil
}

// sent is the form as it came: the draft it describes and, as far as it can be read, the figures of that. Its error is what
// is wrong with the form.
func (p pages) sent(c *page.Ctx, b *builder, change func(*builder, *packages.DraftForm)) error {
	b.form = renumbered(c.Typed("", nil))
	var draft packages.DraftForm
	wrong := c.Decode(&draft)
	if change != nil {
		change(b, &draft)
	}
	var size struct {
		People int `form:"people" validate:"omitempty,min=1,max=1000"`
	}
	if err := c.Form(&size); err != nil && wrong == nil {
		wrong = err
	} else if err == nil && size.People > 0 {
		b.people = size.People
	}
	if wrong == nil {
		var pkg packages.Package
		if pkg, wrong = p.Editor.Try(c.Context(), c.Actor(), b.stored.ID, draft); wrong == nil {
			return p.reckon(c, b, pkg)
		}
	}
	if fault.CodeOf(wrong) == fault.Invalid {
		b.form = b.form.WithFault(speaking(c), wrong)
	}
	return wrong
}

// refused shows the workbench again after a draft was not saved, with everything that was typed. Where somebody else was
// faster, saving once more means to replace what they wrote: the form then carries their version.
func (p pages) refused(c *page.Ctx, b *builder, err error) error {
	b.clashed = errors.Is(err, errDraftChanged)
	if tried := p.sent(c, b, nil); tried != nil && fault.CodeOf(tried) != fault.Invalid {
		return tried
	}
	return c.Again(err, func(f ui.Form) templ.Component {
		b.form.Errors = f.Errors
		if b.clashed {
			b.form = b.form.Set("revision", itoa(b.stored.RevisionID)).SetInt("version", b.stored.Version)
			b.form.Errors = nil // said in a note of its own
		}
		return builderPage(b)
	})
}

var errDraftChanged = fault.New(fault.Conflict, "fault.draft_changed")
