package staff

import (
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages"
)

// changeRows adds an activity to the form or takes rows out of it. Nothing is saved yet.
func (p pages) changeRows(c *page.Ctx) error {
	b, err := p.builder(c)
	if err != nil {
		return err
	}
	change := rowChange{add: number(c, "add"), without: number(c, "without"), drop: number(c, "drop")}
	wrong := p.sent(c, b, change.apply)
	if wrong != nil && fault.CodeOf(wrong) != fault.Invalid {
		return wrong
	}
	if !c.HX() {
		return p.reckoned(c, b, wrong)
	}
	b.dropped = change.drop >= 0
	return c.Render(200, rowsPiece(b))
}

// number is a posted number, -1 for none.
func number(c *page.Ctx, name string) int64 {
	n, err := strconv.ParseInt(c.FormValue(name), 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// rowChange is what the pressed button asks for: one more row for an activity, none of an activity, or a certain row out.
type rowChange struct{ add, without, drop int64 }

func (r rowChange) apply(b *builder, d *packages.DraftForm) {
	if r.add > 0 {
		it := packages.DraftItem{ActivityID: r.add, Times: 1}
		b.form = addRow(b.form, "items", itemRow(it))
		d.Items = append(d.Items, it)
		b.touched = append(b.touched, r.add)
	}
	for row := rows(b.form, "items") - 1; row >= 0; row-- {
		activity := b.activityAt(row)
		if int64(row) != r.drop && activity != r.without {
			continue
		}
		b.form = dropRow(b.form, "items", row)
		if row < len(d.Items) {
			d.Items = slices.Delete(d.Items, row, row+1)
		}
		b.touched = append(b.touched, activity)
	}
}
