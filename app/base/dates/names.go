package dates

import "time"

// names holds what a language calls the parts of the calendar. Months and days are lower case where the language is.
type names struct {
	months     [12]string
	monthsPart [12]string // as in "7. kesäkuuta"
	days       [7]string
	daysLong   [7]string
}

func tableOf(lang string) *names {
	switch lang {
	case "en":
		return &english
	case "sv":
		return &swedish
	default: // Finnish is the house's first language
		return &finnish
	}
}

var finnish = names{
	months:     [12]string{"tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"},
	monthsPart: [12]string{"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
	days:       [7]string{"ma", "ti", "ke", "to", "pe", "la", "su"},
	daysLong:   [7]string{"maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"},
}

var englishMonths = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var english = names{
	months:     englishMonths,
	monthsPart: englishMonths,
	days:       [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
	daysLong:   [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
}

var swedishMonths = [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}

var swedish = names{
	months:     swedishMonths,
	monthsPart: swedishMonths,
	days:       [7]string{"mån", "tis", "ons", "tors", "fre", "lör", "sön"},
	daysLong:   [7]string{"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"},
}

// MonthName is the month's name on its own: "kesäkuu", "June", "juni".
func MonthName(m time.Month, lang string) string { return tableOf(lang).months[m-1] }

// WeekdayName is the full name of the ISO weekday 1 to 7: "maanantai", "Monday".
func WeekdayName(weekday int, lang string) string { return tableOf(lang).daysLong[weekday-1] }

// WeekdayShort is its short form: "ma", "Mon".
func WeekdayShort(weekday int, lang string) string { return tableOf(lang).days[weekday-1] }
