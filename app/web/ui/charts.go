package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Occupancy is how full something is, day by day: bars to look at, a table to read.
type Occupancy struct {
	Title string // what the chart shows, for screen readers: "HUBteekin työpisteet"
	Kind  string // what fills it: "" places that are taken, "arrivals" people who were expected and came
	Days  []OccupancyDay
}

// OccupancyDay is one bar. Closed days have none; of unknown ones only the capacity is drawn.
type OccupancyDay struct {
	Date            dates.Date
	Taken, Capacity int
	Closed          bool
	Unknown         bool // nobody knows yet how much is taken
	Today           bool
	Href            string
}

// word is the key of one of the chart's words.
func (o Occupancy) word(name string) string {
	if o.Kind != "" {
		return "ui.chart." + o.Kind + "." + name
	}
	return "ui.chart." + name
}

// Gantt is who is here when: a bar for each stay over the days from From on.
type Gantt struct {
	Title string
	From  dates.Date
	Days  int
	Today dates.Date // a line there; zero for none
	Bars  []GanttBar
}

// GanttBar is a stay. Both days are included. Tone is an event's kind.
type GanttBar struct {
	Text        string
	People      int
	First, Last dates.Date
	Tone        string
	Href        string
}

// PriceCurve is the price of one person by the size of the group.
type PriceCurve struct {
	Title  string
	Points []PricePoint // by rising People
	Now    int          // the group size to mark
}

// PricePoint is one group size. MarginBP is shown in the table when any point has it.
type PricePoint struct {
	People   int
	Cents    int64
	MarginBP int
}

const (
	barsWidth  = 1000
	barsHeight = 190
	barsTop    = 26
	barsFoot   = 146
)

// bar is one day's drawing.
type bar struct {
	OccupancyDay
	x, w      float64
	top, fill float64 // where the capacity and the taken part begin
	class     string
	first     bool // of a week: its number stands below
}

func (o Occupancy) peak() int {
	most := 1
	for _, d := range o.Days {
		most = max(most, d.Capacity, d.Taken)
	}
	return most
}

// few is true for days that a phone can show beside each other: their drawing is as wide as they need.
func (o Occupancy) few() bool { return len(o.Days) <= 7 }

func (o Occupancy) width() int {
	if n := len(o.Days); n > 0 && o.few() {
		return min(80*n, 400)
	}
	return barsWidth
}

func (o Occupancy) bars() []bar {
	if len(o.Days) == 0 {
		return nil
	}
	step := float64(o.width()) / float64(len(o.Days))
	gap := min(step*0.16, 6)
	scale := float64(barsFoot-barsTop) / float64(o.peak())
	all := make([]bar, len(o.Days))
	for i, d := range o.Days {
		all[i] = bar{
			OccupancyDay: d, x: float64(i)*step + gap/2, w: min(step-gap, 64),
			top: barsFoot - float64(d.Capacity)*scale, fill: barsFoot - float64(d.Taken)*scale,
			class: heatClass(d), first: i == 0 || d.Date.Weekday() == 1,
		}
	}
	return all
}

// labels says whether there is room for a number on each bar.
func (o Occupancy) labels() bool { return len(o.Days) <= 35 }

// heatClass is the step of shade: v1 for empty to v5 for full.
func heatClass(d OccupancyDay) string {
	switch {
	case d.Closed || d.Capacity == 0:
		return "closed"
	case d.Taken >= d.Capacity:
		return "v5"
	}
	return "v" + strconv.Itoa(1+d.Taken*4/d.Capacity)
}

// ganttRow is a bar with its place.
type ganttRow struct {
	GanttBar
	x, w, y float64
	tone    string
}

const (
	ganttStep = 46
	ganttHead = 26
)

// rows lays the bars out: each in the first row that is free.
func (g Gantt) rows() (rows []ganttRow, height int) {
	unit := float64(barsWidth) / float64(max(g.Days, 1))
	var until []dates.Date
	bars := slices.Clone(g.Bars)
	slices.SortStableFunc(bars, func(a, b GanttBar) int { return a.First.Compare(b.First) })
	for _, b := range bars {
		from, to := b.First.Sub(g.From), b.Last.Sub(g.From)+1
		if to <= 0 || from >= g.Days {
			continue
		}
		from, to = max(from, 0), min(to, g.Days)
		line := slices.IndexFunc(until, func(last dates.Date) bool { return last.Before(b.First) })
		if line < 0 {
			line = len(until)
			until = append(until, b.Last)
		}
		until[line] = b.Last
		rows = append(rows, ganttRow{
			GanttBar: b, x: float64(from)*unit + 1, w: float64(to-from)*unit - 2, y: float64(ganttHead + 6 + line*ganttStep),
			tone: cmp.Or(b.Tone, []string{"water", "forest", "food", "sauna", "study"}[len(rows)%5]),
		})
	}
	return rows, ganttHead + max(len(until), 1)*ganttStep + 8
}

// mondays are the grid lines.
func (g Gantt) mondays() []dates.Date {
	var all []dates.Date
	for i := range g.Days {
		if d := g.From.AddDays(i); d.Weekday() == 1 {
			all = append(all, d)
		}
	}
	return all
}

func (g Gantt) xOf(d dates.Date) float64 {
	return float64(barsWidth) * float64(d.Sub(g.From)) / float64(max(g.Days, 1))
}

// label is as much of a bar's name as has room inside, at about 7 units a letter; the number of people always comes along.
func (r ganttRow) label() string {
	people := strconv.Itoa(r.People)
	room := int((r.w-18)/7) - len(people)
	name := []rune(r.Text)
	switch {
	case room >= len(name)+2:
		return barText(r.GanttBar)
	case room >= 7:
		return Apart(string(name[:room-3])+"…") + ", " + people
	case room >= 0:
		return people
	}
	return ""
}

const (
	curveWidth, curveHeight = 320, 176
	curveLeft, curveRight   = 20, 300
	curveTop, curveFoot     = 40, 136
)

// dot is a point of the curve on the drawing.
type dot struct {
	PricePoint
	x, y float64
}

func (c PriceCurve) dots() []dot {
	if len(c.Points) == 0 {
		return nil
	}
	first, last := c.Points[0], c.Points[len(c.Points)-1]
	low, high := first.Cents, first.Cents
	for _, p := range c.Points {
		low, high = min(low, p.Cents), max(high, p.Cents)
	}
	all := make([]dot, len(c.Points))
	for i, p := range c.Points {
		x, y := float64(curveLeft+curveRight)/2, float64(curveTop+curveFoot)/2
		if last.People > first.People {
			x = curveLeft + float64(p.People-first.People)/float64(last.People-first.People)*(curveRight-curveLeft)
		}
		if high > low {
			y = curveTop + float64(high-p.Cents)/float64(high-low)*(curveFoot-curveTop-14)
		}
		all[i] = dot{p, x, y}
	}
	return all
}

func (c PriceCurve) line() string {
	var b strings.Builder
	for i, d := range c.dots() {
		b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + num(d.x) + " " + num(d.y))
	}
	return b.String()
}

// priced says whether a point's price is written beside it: the two ends, unless the marked one is near.
func (c PriceCurve) priced(i int) bool {
	dots := c.dots()
	if i != 0 && i != len(dots)-1 {
		return false
	}
	return !slices.ContainsFunc(dots, func(d dot) bool {
		return d.People == c.Now && (abs(d.x-dots[i].x) < 70 || i > 0 && d.x < dots[i].x && dots[i].x-d.x < 190 && abs(d.y-dots[i].y) < 34)
	})
}

// labelAt is where a label that ends at the right edge begins, at about 7 units a letter, and how high it stands: above all of the curve
// under it.
func (c PriceCurve) labelAt(text string) (from, y float64) {
	from, y = curveRight+16-7.2*float64(utf8.RuneCountInString(text)), curveFoot
	dots := c.dots()
	for i, d := range dots {
		if d.x >= from {
			y = min(y, d.y)
			if i > 0 && dots[i-1].x < from { // where it comes in
				y = min(y, d.y+(dots[i-1].y-d.y)*(d.x-from)/(d.x-dots[i-1].x))
			}
		}
	}
	return from, max(y-12, 14)
}

func (c PriceCurve) margins() bool {
	return slices.ContainsFunc(c.Points, func(p PricePoint) bool { return p.MarginBP != 0 })
}

// shown says whether a point's size is written under the axis: the ends, the marked one, and no two too close.
func (c PriceCurve) shown(i int) bool {
	dots := c.dots()
	if i == 0 || i == len(dots)-1 || dots[i].People == c.Now {
		return true
	}
	for j, d := range dots {
		if (j == 0 || j == len(dots)-1 || d.People == c.Now || (j < i && c.shown(j))) && abs(d.x-dots[i].x) < 34 {
			return false
		}
	}
	return true
}

func abs(f float64) float64 { return max(f, -f) }

// anchor keeps a label inside the drawing.
func anchor(x float64) string {
	switch {
	case x < 60:
		return "start"
	case x > curveWidth-60:
		return "end"
	}
	return "middle"
}

// num is a coordinate with at most one decimal.
func num(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}
