package ui

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBarsStayOnTheDrawing(t *testing.T) {
	o := Occupancy{Days: sampleOccupancy(28)}
	o.Days[4].Taken = 14 // more than there is, after a capacity was lowered by hand
	for _, b := range o.bars() {
		if b.x < 0 || b.x+b.w > barsWidth || b.fill < barsTop-0.01 || b.fill > barsFoot || b.top < barsTop-0.01 {
			t.Errorf("%s: %+v", b.Date, b)
		}
	}
	if (Occupancy{}).bars() != nil {
		t.Error("bars without days")
	}
}

func TestHeatClasses(t *testing.T) {
	for _, tt := range []struct {
		day  OccupancyDay
		want string
	}{
		{OccupancyDay{Taken: 0, Capacity: 10}, "v1"}, {OccupancyDay{Taken: 2, Capacity: 10}, "v1"}, {OccupancyDay{Taken: 3, Capacity: 10}, "v2"},
		{OccupancyDay{Taken: 9, Capacity: 10}, "v4"}, {OccupancyDay{Taken: 10, Capacity: 10}, "v5"}, {OccupancyDay{Taken: 12, Capacity: 10}, "v5"},
		{OccupancyDay{Closed: true, Capacity: 10}, "closed"}, {OccupancyDay{}, "closed"},
	} {
		if got := heatClass(tt.day); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.day, got, tt.want)
		}
	}
}

func TestStaysDoNotOverlap(t *testing.T) {
	g := sampleGantt()
	g.Bars = append(g.Bars, GanttBar{Text: "Past", First: g.From.AddDays(-9), Last: g.From.AddDays(-1)}, GanttBar{Text: "Later", First: g.From.AddDays(70), Last: g.From.AddDays(80)})
	rows, height := g.rows()
	if len(rows) != 6 {
		t.Fatalf("%d bars", len(rows))
	}
	for i, a := range rows {
		if a.x < 0 || a.x+a.w > barsWidth || a.y+38 > float64(height) {
			t.Errorf("%s leaves the drawing: %+v", a.Text, a)
		}
		for _, b := range rows[i+1:] {
			if a.y == b.y && a.x < b.x+b.w && b.x < a.x+a.w {
				t.Errorf("%s covers %s", a.Text, b.Text)
			}
		}
	}
}

func TestStayLabels(t *testing.T) {
	for w, want := range map[float64]string{300: "Kuusamalla Software Oy, 6", 150: "Kuusamalla Sof…, 6", 40: "6", 10: ""} {
		if got := (ganttRow{GanttBar: GanttBar{Text: "Kuusamalla Software Oy", People: 6}, w: w}).label(); got != want {
			t.Errorf("%v wide: %q, want %q", w, got, want)
		}
	}
}

func TestCurve(t *testing.T) {
	dots := sampleCurve().dots()
	for i, d := range dots {
		if d.x < curveLeft || d.x > curveRight || d.y < curveTop || d.y > curveFoot {
			t.Errorf("%d people leave the drawing", d.People)
		}
		if i > 0 && (d.x <= dots[i-1].x || d.y <= dots[i-1].y) {
			t.Errorf("a falling price does not fall at %d people", d.People)
		}
	}
	for _, c := range []PriceCurve{{}, {Points: []PricePoint{{8, 100, 0}}, Now: 8}, {Points: []PricePoint{{4, 0, 0}, {8, 0, 0}}, Now: 4}} {
		var b strings.Builder
		if err := PriceChart(c).Render(viewed(t, "fi"), &b); err != nil || strings.Contains(b.String(), "NaN") {
			t.Errorf("%+v: %v\n%s", c, err, b.String())
		}
	}
}

// The label of a point near the right edge ends at the edge, above all of the curve that it stands over, and stands alone there.
func TestTheLabelOfACurveIsNotStruckThrough(t *testing.T) {
	c := PriceCurve{Now: 8}
	for i, cents := range []int64{120636, 112000, 107000, 103000, 100656, 98000, 96660} {
		c.Points = append(c.Points, PricePoint{People: 4 + i, Cents: cents})
	}
	from, y := c.labelAt("8 people: €1,006.56")
	if from > curveRight-100 || y < 14 {
		t.Errorf("the label begins at %.0f, %.0f", from, y)
	}
	dots := c.dots()
	for i, d := range dots[1:] {
		for at := max(from, dots[i].x); at <= d.x; at++ {
			if on := dots[i].y + (d.y-dots[i].y)*(at-dots[i].x)/(d.x-dots[i].x); on < y+4 {
				t.Fatalf("the curve goes through the label at %.0f, %.0f", at, on)
			}
		}
	}
	if now := dots[4]; now.y-y > 40 {
		t.Errorf("the label is %.0f above its point", now.y-y)
	}
	if c.priced(len(dots) - 1) {
		t.Error("the last price stands under the label")
	}
}

func TestPagesAroundThePresentOne(t *testing.T) {
	for _, tt := range []struct {
		page, last int
		want       []int
	}{
		{1, 1, []int{1}}, {1, 3, []int{1, 2, 3}}, {1, 9, []int{1, 2, 0, 9}}, {5, 9, []int{1, 0, 4, 5, 6, 0, 9}}, {9, 9, []int{1, 0, 8, 9}},
	} {
		if got := samplePages(tt.page, tt.last).numbers(); !slices.Equal(got, tt.want) {
			t.Errorf("%d of %d: %v, want %v", tt.page, tt.last, got, tt.want)
		}
	}
}

func TestHoldSaysWhatIsLeft(t *testing.T) {
	ctx := viewed(t, "fi")
	now := From(ctx).Now
	for left, want := range map[time.Duration]string{
		48 * time.Hour: "48 h 0 min jäljellä", 90*time.Minute + 30*time.Second: "1 h 30 min jäljellä", time.Minute: "1 minuutti jäljellä",
		14 * time.Minute: "14 minuuttia jäljellä", -time.Hour: "0 minuuttia jäljellä",
	} {
		if got := (Hold{Deadline: now.Add(left)}).left(ctx); got != want {
			t.Errorf("%v: %q, want %q", left, got, want)
		}
	}
}
