package staff

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
)

// builderOrder is the order of the fields on the page, for the summary of errors; rows follow by name.
var builderOrder = []string{
	"name_fi", "name_en", "summary_fi", "summary_en", "name_sv", "summary_sv", "work_from", "work_to", "start_weekdays", "sale_from", "sale_until", "group_min", "group_max",
	"pricing", "adjust", "fixed", "free_until", "half_until", "season", "motif", "people",
}

// draftForm is the form of a draft, with an empty row for one more leg.
func draftForm(d packages.DraftForm) ui.Form {
	f := ui.NewForm("").Set("revision", itoa(d.Revision)).SetInt("version", d.Version).SetDate("sale_from", d.SaleFrom).SetDate("sale_until", d.SaleUntil).
		SetInt("group_min", d.GroupMin).SetInt("group_max", d.GroupMax).SetClock("work_from", d.WorkFrom).SetClock("work_to", d.WorkTo).
		SetMoney("fixed", d.FixedCents).SetInt("free_until", d.FreeUntilDays).SetInt("half_until", d.HalfUntilDays)
	for name, value := range map[string]string{
		"name_fi": d.NameFi, "name_en": d.NameEn, "name_sv": d.NameSv, "summary_fi": d.SummaryFi, "summary_en": d.SummaryEn, "summary_sv": d.SummarySv, "motif": d.Motif, "season": d.Season,
		"pricing": string(d.Pricing), "adjust": d.Adjust.String(),
	} {
		f = f.Set(name, value)
	}
	var weekdays []string
	for _, w := range d.StartWeekdays {
		weekdays = append(weekdays, strconv.Itoa(w))
	}
	f = f.Set("start_weekdays", weekdays...)
	for _, l := range d.Legs {
		f = addRow(f, "legs", map[string]string{"hub": itoa(l.HubID), "days": strconv.Itoa(l.Days)})
	}
	for _, it := range d.Items {
		f = addRow(f, "items", itemRow(it))
	}
	return withSpareLeg(f)
}

func itemRow(it packages.DraftItem) map[string]string {
	return map[string]string{"activity": itoa(it.ActivityID), "times": strconv.Itoa(it.Times), "leg": strconv.Itoa(it.Leg)}
}

// withSpareLeg has an empty row for one more leg, as long as there may be more.
func withSpareLeg(f ui.Form) ui.Form {
	n := rows(f, "legs")
	if n >= packages.MaxDays || n > 0 && f.Value(field("legs", n-1, "hub")) == "" {
		return f
	}
	return addRow(f, "legs", map[string]string{"hub": "", "days": ""})
}

// field is the name of a field in a row: "legs.0.days".
func field(list string, row int, name string) string {
	return list + "." + strconv.Itoa(row) + "." + name
}

// rows is how many rows of a list the form has. Rows are numbered from 0 without gaps; see renumbered.
func rows(f ui.Form, list string) int {
	n := 0
	for name := range f.Values {
		if row, _, ok := rowOf(name, list); ok {
			n = max(n, row+1)
		}
	}
	return n
}

func rowOf(name, list string) (row int, inRow string, ok bool) {
	rest, ok := strings.CutPrefix(name, list+".")
	if !ok {
		return 0, "", false
	}
	number, inRow, ok := strings.Cut(rest, ".")
	row, err := strconv.Atoi(number)
	return row, inRow, ok && err == nil && row >= 0
}

func addRow(f ui.Form, list string, values map[string]string) ui.Form {
	at := rows(f, list)
	for name, value := range values {
		f = f.Set(field(list, at, name), value)
	}
	return f
}

// dropRow takes a row out; those behind it move up.
func dropRow(f ui.Form, list string, row int) ui.Form {
	for name := range f.Values {
		if at, _, ok := rowOf(name, list); ok && at == row {
			delete(f.Values, name)
		}
	}
	return renumber(f, list)
}

// renumbered closes the gaps between the rows of a form, as decoding it does, so that a message about a row finds it.
func renumbered(f ui.Form) ui.Form { return withSpareLeg(renumber(renumber(f, "legs"), "items")) }

func renumber(f ui.Form, list string) ui.Form {
	var numbers []int
	old := map[string][]string{}
	for name, values := range f.Values {
		if row, _, ok := rowOf(name, list); ok {
			old[name] = values
			if !slices.Contains(numbers, row) {
				numbers = append(numbers, row)
			}
		}
	}
	slices.Sort(numbers)
	for name := range old {
		delete(f.Values, name)
	}
	for name, values := range old {
		row, inRow, _ := rowOf(name, list)
		f = f.Set(field(list, slices.Index(numbers, row), inRow), values...)
	}
	return f
}

// speaking is the context in which messages find the page's language.
func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }

// itemOf is the activity of a row, as an item: one that is listed, or one that the package has held since it was.
func (b *builder) itemOf(row int) (packages.Item, bool) {
	id := b.activityAt(row)
	for _, a := range b.activities {
		if a.ID == id {
			return packages.ItemFor(a), true
		}
	}
	for _, it := range slices.Concat(b.stored.Items, b.pkg.Items) {
		if it.ActivityID == id {
			return it, true
		}
	}
	return packages.Item{}, false
}

// activityAt is the activity of a row, 0 for nonsense.
func (b *builder) activityAt(row int) int64 {
	id, err := strconv.ParseInt(b.form.Value(field("items", row, "activity")), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// has says whether an activity is among the rows.
func (b *builder) has(activity int64) bool {
	for row := range rows(b.form, "items") {
		if b.activityAt(row) == activity {
			return true
		}
	}
	return false
}

// legOptions are where an activity may be: anywhere, or in one of the legs of the form.
func (b *builder) legOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "0", Label: ui.T(ctx, "staff.builder.anywhere")}}
	for row := range rows(b.form, "legs") {
		if name := b.hubName(b.form.Value(field("legs", row, "hub"))); name != "" {
			all = append(all, ui.Option{Value: strconv.Itoa(len(all)), Label: strconv.Itoa(len(all)) + ". " + name})
		}
	}
	return all
}

// hubOptions are the hubs that a leg may be at: all that are not closed for good, and those that the package has already.
func (b *builder) hubOptions(ctx context.Context) (all []ui.Option) {
	for _, h := range b.hubs {
		label := h.Name + ", " + h.Municipality
		if h.Status != "working" {
			label += " (" + ui.T(ctx, "staff.status."+string(h.Status)) + ")"
		}
		all = append(all, ui.Option{Value: itoa(h.ID), Label: label})
	}
	for _, l := range b.stored.Legs {
		if !slices.ContainsFunc(all, func(o ui.Option) bool { return o.Value == itoa(l.HubID) }) {
			all = append(all, ui.Option{Value: itoa(l.HubID), Label: l.HubName})
		}
	}
	return all
}

func (b *builder) hubName(id string) string {
	for _, h := range b.hubs {
		if itoa(h.ID) == id {
			return h.Name
		}
	}
	for _, l := range b.stored.Legs {
		if itoa(l.HubID) == id {
			return l.HubName
		}
	}
	return ""
}

func (b *builder) path() string { return packagePath(b.hub.ID, b.stored.ID) }

// onSale says whether companies can buy the package: this revision or the one before it.
func (b *builder) onSale() bool {
	return !b.stored.Archived && (b.stored.State == packages.Published || b.stored.Number > 1)
}

// title is the name as it is being edited.
func (b *builder) title(ctx context.Context) string {
	fi, en := b.form.Value("name_fi"), b.form.Value("name_en")
	if ui.Lang(ctx) != "fi" {
		return cmp.Or(en, fi, b.stored.NameFi)
	}
	return cmp.Or(fi, b.stored.NameFi)
}
