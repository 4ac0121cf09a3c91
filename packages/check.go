package packages

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// Problem is something that a package lacks. Key is its message; Item is the position of the item it is about, whose title
// the message names as Activity. A blocking one must be mended before the package is published, others are advice.
type Problem struct {
	Key      string
	Args     map[string]any
	Item     int
	Field    string // of the draft's form
	Blocking bool
}

// Blocked says whether any of the problems is blocking.
func Blocked(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Blocking })
}

// Missing lists what a package lacks to be sold, as far as it shows without looking at calendars: those that block first.
func Missing(pkg Package, today dates.Date) []Problem {
	problems := slices.Concat(missingLegs(pkg), missingSale(pkg, today), missingItems(pkg), missingNights(pkg), missingPrice(pkg), missingWords(pkg))
	slices.SortStableFunc(problems, func(a, b Problem) int { return rank(a) - rank(b) })
	return problems
}

func rank(p Problem) int {
	if p.Blocking {
		return 0
	}
	return 1
}

func blocking(key, field string, args ...any) Problem {
	return Problem{Key: "missing." + key, Field: field, Args: pairs(args), Blocking: true}
}

func advice(key, field string, args ...any) Problem {
	return Problem{Key: "missing." + key, Field: field, Args: pairs(args)}
}

func (p Problem) about(it Item) Problem {
	p.Item = it.Position
	return p
}

func missingLegs(pkg Package) (list []Problem) {
	if len(pkg.Legs) == 0 {
		return []Problem{blocking("legs", "legs.0.hub")}
	}
	if days := pkg.Days(); days < MinDays || days > MaxDays {
		list = append(list, blocking("length", "legs.0.days", "Count", days, "Min", MinDays, "Max", MaxDays))
	}
	for _, leg := range pkg.Legs {
		field := legField(leg.Position, "hub")
		switch {
		case leg.HubStatus != string(hub.Working):
			list = append(list, blocking("hub_not_working", field, "Hub", leg.HubName))
		case leg.HubDesks < pkg.GroupMax:
			list = append(list, blocking("desks", "group_max", "Hub", leg.HubName, "Count", leg.HubDesks))
		}
	}
	return list
}

func missingSale(pkg Package, today dates.Date) (list []Problem) {
	if len(pkg.StartWeekdays) == 0 {
		list = append(list, blocking("start_weekdays", "start_weekdays"))
	}
	switch {
	case pkg.SaleFrom.IsZero() || pkg.SaleUntil.IsZero():
		list = append(list, blocking("sale_window", "sale_from"))
	case !pkg.SaleUntil.After(today):
		list = append(list, blocking("sale_past", "sale_until"))
	}
	return list
}

func missingItems(pkg Package) (list []Problem) {
	for _, it := range pkg.Items {
		if it.ActivityStatus != "listed" {
			list = append(list, blocking("not_listed", "items").about(it))
		}
		if it.GroupMax < pkg.GroupMax {
			list = append(list, blocking("group_max", "group_max", "Max", it.GroupMax).about(it))
		}
		if it.GroupMin > pkg.GroupMin {
			list = append(list, blocking("group_min", "group_min", "Min", it.GroupMin).about(it))
		}
		if days := pkg.daysFor(it); len(pkg.Legs) > 0 && it.Times > days {
			list = append(list, blocking("times", "items", "Times", it.Times, "Count", days).about(it))
		}
		if offSeason(pkg, it) {
			list = append(list, advice("season", "items").about(it))
		}
	}
	return list
}

// daysFor is how many days the item may be placed on; it happens at most once a day. The last day has no night.
func (p Package) daysFor(it Item) int {
	days, last := p.Days(), true
	for i, leg := range p.Legs {
		if leg.Position == it.Leg {
			days, last = leg.Days, i == len(p.Legs)-1
		}
	}
	if it.Kind == "lodging" && last {
		days--
	}
	return days
}

// missingNights finds nights without a bed where the package has lodging, and more beds than nights.
func missingNights(pkg Package) []Problem {
	beds, of := 0, Item{}
	for _, it := range pkg.Items {
		if it.Kind == "lodging" {
			beds, of = beds+it.Times, it
		}
	}
	switch nights := pkg.Days() - 1; {
	case beds == 0 || len(pkg.Legs) == 0 || beds == nights:
		return nil
	case beds > nights:
		return []Problem{blocking("nights_over", "items", "Times", beds, "Count", nights).about(of)}
	default:
		return []Problem{advice("nights", "items", "Times", beds, "Count", nights).about(of)}
	}
}

// offSeason says whether some stay on sale would lie, wholly or partly, in a month without the activity.
func offSeason(pkg Package, it Item) bool {
	if pkg.SaleFrom.IsZero() || pkg.SaleUntil.IsZero() {
		return false
	}
	last := pkg.SaleUntil.AddDays(max(pkg.Days()-1, 0)).MonthOf()
	for m := pkg.SaleFrom.MonthOf(); !last.Before(m); m = m.Next() {
		if !inSeason(it, int(m.Month)) {
			return true
		}
	}
	return false
}

// inSeason: a season from November to April goes over New Year.
func inSeason(it Item, month int) bool {
	if it.SeasonFrom <= it.SeasonTo {
		return it.SeasonFrom <= month && month <= it.SeasonTo
	}
	return month >= it.SeasonFrom || month <= it.SeasonTo
}

// missingPrice finds a group size for which the price doesn't cover what the partners get: the network never sells their
// work below their own price at the hubs' expense.
func missingPrice(pkg Package) []Problem {
	for people := pkg.GroupMin; people <= pkg.GroupMax && people > 0; people++ {
		if net, cost := netAndCost(pkg, people); net < cost {
			field := "adjust"
			if pkg.Pricing == Fixed {
				field = "fixed"
			}
			return []Problem{blocking("price_below_cost", field, "Count", people)}
		}
	}
	return nil
}

func netAndCost(pkg Package, people int) (net, cost int64) {
	stay := Stay{People: people, DeskDays: usualDeskDays(pkg)}
	for _, l := range append(deskLines(pkg, stay), activityLines(pkg, stay)...) {
		net += l.NetCents()
		if l.PartnerID != 0 {
			cost += l.NetCents()
		}
	}
	return net + adjustment(&pkg, beforehand{parts: net, priced: net, cost: cost}, people), cost
}

// usualDeskDays counts each leg's working days from Monday to Friday, for a start on the first weekday on sale.
func usualDeskDays(pkg Package) []int {
	weekday := 1
	if len(pkg.StartWeekdays) > 0 {
		weekday = pkg.StartWeekdays[0]
	}
	counts := make([]int, len(pkg.Legs))
	for i, leg := range pkg.Legs {
		for range leg.Days {
			if weekday <= 5 {
				counts[i]++
			}
			weekday = weekday%7 + 1
		}
	}
	return counts
}

func missingWords(pkg Package) (list []Problem) {
	if pkg.SummaryFi == "" {
		list = append(list, advice("summary", "summary_fi"))
	}
	if pkg.NameEn == "" || pkg.SummaryEn == "" && pkg.SummaryFi != "" {
		list = append(list, advice("english", "name_en"))
	}
	return list
}

func pairs(args []any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			m[name] = args[i+1]
		}
	}
	return m
}
