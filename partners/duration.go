package partners

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	hoursAndMinutes = regexp.MustCompile(`^(\d{1,2})(?:h|t|tuntia|tunti|hours|hour)(?:ja|and)?(\d{1,2})(?:min|m|minuuttia|minutes|minute)?$`)
	onlyHours       = regexp.MustCompile(`^(\d{1,2})(?:[.,](\d{1,2}))?(?:h|t|tuntia|tunti|hours|hour)$`)
	onlyMinutes     = regexp.MustCompile(`^(\d{1,4})(?:min|m|minuuttia|minutes|minute)$`)
	onlyNumber      = regexp.MustCompile(`^\d{1,4}$`)
	halfHours       = regexp.MustCompile(`^(\d{1,2})[.,](\d)$`)
	clock           = regexp.MustCompile(`^(\d{1,2})[.:](\d{2})$`)
)

// ParseDuration reads how long something takes, as people write it, and gives minutes: "3 h", "3", "1 h 30 min", "1,5 h",
// "1.30", "90 min", "90". A bare number below 15 is hours, since nothing here takes less than a quarter of an hour.
func ParseDuration(s string) (minutes int, ok bool) {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	if m := hoursAndMinutes.FindStringSubmatch(s); m != nil {
		return clockMinutes(m[1], m[2])
	}
	if m := onlyHours.FindStringSubmatch(s); m != nil {
		return decimalHours(m[1], m[2])
	}
	if m := onlyMinutes.FindStringSubmatch(s); m != nil {
		return number(m[1]), true
	}
	if onlyNumber.MatchString(s) {
		if n := number(s); n < shortest {
			return n * 60, true
		}
		return number(s), true
	}
	if m := halfHours.FindStringSubmatch(s); m != nil {
		return decimalHours(m[1], m[2])
	}
	if m := clock.FindStringSubmatch(s); m != nil {
		return clockMinutes(m[1], m[2])
	}
	return 0, false
}

// FormatDuration writes minutes so that ParseDuration reads them again: "3 h", "1 h 30 min", "45 min".
func FormatDuration(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}

func clockMinutes(h, m string) (int, bool) { return number(h)*60 + number(m), number(m) < 60 }

// decimalHours is "1,5" or "1,25": the part counts tenths or hundredths of an hour and must be whole minutes.
func decimalHours(h, part string) (int, bool) {
	hundredths := number((part + "00")[:2])
	return number(h)*60 + hundredths*60/100, hundredths*60%100 == 0
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // digits by the pattern
	return n
}
