package dates

import (
	"slices"
	"time"
)

// Holiday is a day on which Finland is free. Statutory is false for the eves of midsummer and Christmas, which no law
// names but hardly anybody works on.
type Holiday struct {
	Date      Date
	Statutory bool
	fi        string
	en        string
	sv        string
}

// Name is what the language calls the day.
func (h Holiday) Name(lang string) string {
	switch lang {
	case "en":
		return h.en
	case "sv":
		return h.sv
	default:
		return h.fi
	}
}

// Holidays lists the public holidays of a year in order.
func Holidays(year int) []Holiday {
	easter := easterSunday(year)
	midsummer := firstOnOrAfter(New(year, time.June, 20), 6)
	days := []Holiday{
		{New(year, time.January, 1), true, "uudenvuodenpäivä", "New Year's Day", "nyårsdagen"},
		{New(year, time.January, 6), true, "loppiainen", "Epiphany", "trettondagen"},
		{easter.AddDays(-2), true, "pitkäperjantai", "Good Friday", "långfredagen"},
		{easter, true, "pääsiäispäivä", "Easter Sunday", "påskdagen"},
		{easter.AddDays(1), true, "2. pääsiäispäivä", "Easter Monday", "annandag påsk"},
		{New(year, time.May, 1), true, "vappu", "May Day", "första maj"},
		{easter.AddDays(39), true, "helatorstai", "Ascension Day", "Kristi himmelsfärdsdag"},
		{easter.AddDays(49), true, "helluntai", "Whit Sunday", "pingstdagen"},
		{midsummer.AddDays(-1), false, "juhannusaatto", "Midsummer Eve", "midsommarafton"},
		{midsummer, true, "juhannuspäivä", "Midsummer Day", "midsommardagen"},
		{firstOnOrAfter(New(year, time.October, 31), 6), true, "pyhäinpäivä", "All Saints' Day", "alla helgons dag"},
		{New(year, time.December, 6), true, "itsenäisyyspäivä", "Independence Day", "självständighetsdagen"},
		{New(year, time.December, 24), false, "jouluaatto", "Christmas Eve", "julafton"},
		{New(year, time.December, 25), true, "joulupäivä", "Christmas Day", "juldagen"},
		{New(year, time.December, 26), true, "tapaninpäivä", "St Stephen's Day", "annandag jul"},
	}
	// In a year of an early Easter, Ascension Day comes before the first of May.
	slices.SortStableFunc(days, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return days
}

// HolidayOn finds the holiday on a day, if it is one.
func HolidayOn(d Date) (Holiday, bool) {
	for _, h := range Holidays(d.Year()) {
		if h.Date == d {
			return h, true
		}
	}
	return Holiday{}, false
}

// IsWorkday is true from Monday to Friday unless the day is a holiday.
func IsWorkday(d Date) bool {
	if d.IsWeekend() {
		return false
	}
	_, free := HolidayOn(d)
	return !free
}

func firstOnOrAfter(d Date, weekday int) Date { return d.AddDays((weekday - d.Weekday() + 7) % 7) }

// easterSunday is the Gregorian computus in the form of Meeus, Jones and Butcher.
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := h + l - 7*m
	return New(year, time.Month((n+90)/25), (n+33*((n+90)/25)+19)%32)
}
