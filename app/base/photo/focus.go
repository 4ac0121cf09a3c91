package photo

import (
	"strconv"
	"strings"
)

// Focus is the point of a photo that stays in sight when the photo is cut to a frame of another shape: percent of its width
// from the left, and of its height from the top.
type Focus struct{ X, Y int }

// Middle is where a photo is looked at unless somebody says otherwise.
var Middle = Focus{50, 50}

// Focuses are the points that people choose from: three by three, row by row.
func Focuses() []Focus {
	steps := []int{15, 50, 85}
	var all []Focus
	for _, y := range steps {
		for _, x := range steps {
			all = append(all, Focus{x, y})
		}
	}
	return all
}

// String writes what ParseFocus reads: "15-85".
func (f Focus) String() string { return strconv.Itoa(f.X) + "-" + strconv.Itoa(f.Y) }

// ParseFocus reads a point within the photo.
func ParseFocus(s string) (Focus, bool) {
	x, y, ok := strings.Cut(s, "-")
	fx, errX := strconv.Atoi(x)
	fy, errY := strconv.Atoi(y)
	ok = ok && errX == nil && errY == nil && 0 <= fx && fx <= 100 && 0 <= fy && fy <= 100
	if !ok {
		return Focus{}, false
	}
	return Focus{fx, fy}, true
}
