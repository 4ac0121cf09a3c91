package dates

import (
	"fmt"
	"time"
)

// Format is the plain date: "7.6.2027", in English "7 June 2027". The zero Date gives "", here and below.
func Format(d Date, lang string) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.YMD()
	if lang == "en" {
		return fmt.Sprintf("%d %s %d", day, englishMonths[m-1], y)
	}
	return fmt.Sprintf("%d.%d.%d", day, m, y)
}

// FormatShort has the weekday and leaves the year out: "ma 7.6.", "Mon 7 June".
func FormatShort(d Date, lang string) string {
	if d.IsZero() {
		return ""
	}
	_, m, day := d.YMD()
	wd := WeekdayShort(d.Weekday(), lang)
	switch lang {
	case "en":
		return fmt.Sprintf("%s %d %s", wd, day, englishMonths[m-1])
	case "sv":
		return fmt.Sprintf("%s %d.%d", wd, day, m)
	default:
		return fmt.Sprintf("%s %d.%d.", wd, day, m)
	}
}

// FormatTight is FormatShort for narrow columns: "ma 7.6.", "Mon 7 Jun". Day and month stay on one line.
func FormatTight(d Date, lang string) string {
	if lang != "en" || d.IsZero() {
		return FormatShort(d, lang)
	}
	_, m, day := d.YMD()
	return fmt.Sprintf("%s %d\u00a0%s", WeekdayShort(d.Weekday(), lang), day, englishMonths[m-1][:3])
}

// FormatLong writes it out: "maanantai 7. kesäkuuta 2027", "Monday 7 June 2027".
func FormatLong(d Date, lang string) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.YMD()
	t := tableOf(lang)
	dot := "."
	if t != &finnish {
		dot = ""
	}
	return fmt.Sprintf("%s %d%s %s %d", t.daysLong[d.Weekday()-1], day, dot, t.monthsPart[m-1], y)
}

// FormatRange is the days from first to last, both included, saying nothing twice: "7.–20.6.2027", "28.6.–4.7.2027",
// in English "7–20 June 2027".
func FormatRange(first, last Date, lang string) string {
	if first == last || last.IsZero() {
		return Format(first, lang)
	}
	end := Format(last, lang)
	if first.IsZero() {
		return end
	}
	y, m, d := first.YMD()
	ly, lm, _ := last.YMD()
	english := lang == "en"
	switch {
	case y != ly && english:
		return Format(first, lang) + " – " + end
	case y != ly:
		return Format(first, lang) + "–" + end
	case m != lm && english:
		return fmt.Sprintf("%d %s – %s", d, englishMonths[m-1], end)
	case m != lm && lang == "sv":
		return fmt.Sprintf("%d.%d–%s", d, m, end)
	case m != lm:
		return fmt.Sprintf("%d.%d.–%s", d, m, end)
	case english, lang == "sv":
		return fmt.Sprintf("%d–%s", d, end)
	default:
		return fmt.Sprintf("%d.–%s", d, end)
	}
}

// FormatMonth is "kesäkuu 2027", "June 2027".
func FormatMonth(m Month, lang string) string {
	return fmt.Sprintf("%s %d", MonthName(m.Month, lang), m.Year)
}

// FormatTime is the clock in Finland at the instant: "16.30", in English "16:30".
func FormatTime(t time.Time, lang string) string { return FormatClock(MinutesOf(t), lang) }

// FormatClock writes minutes since midnight as a clock reading; beyond 24 hours it starts over.
func FormatClock(minutes int, lang string) string {
	h, m := minutes/60%24, minutes%60
	if lang == "en" {
		return fmt.Sprintf("%02d:%02d", h, m)
	}
	return fmt.Sprintf("%d.%02d", h, m)
}

// FormatDateTime is day and clock in Finland at the instant: "7.6.2027 klo 16.30", "7 June 2027, 16:30". What stands before the
// clock stays on its line.
func FormatDateTime(t time.Time, lang string) string {
	return AtClock(Format(Of(t), lang), FormatTime(t, lang), lang)
}

// AtClock puts a clock reading, or a range of them, behind a day that is written already: "7.6. klo 16.30", "7 June, 16:30".
func AtClock(day, clock, lang string) string {
	switch lang {
	case "en":
		return day + ", " + clock
	case "sv":
		return day + " kl.\u00a0" + clock
	default:
		return day + " klo\u00a0" + clock
	}
}
