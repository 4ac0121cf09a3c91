package ui

import "strconv"

// barShare is how long a bar of 100 is.
func barShare(value, most int64) string {
	if most <= 0 || value <= 0 {
		return "0"
	}
	return strconv.FormatFloat(float64(min(value, most))*100/float64(most), 'f', 1, 64)
}
