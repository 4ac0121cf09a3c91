// Package dates has the calendar of the house: days without a clock, months, half-open ranges of days, wall-clock times
// in Finland, public holidays, and how all of these are written for people in Finnish, English and Swedish.
//
// A stay is counted in days, and a day belongs to the hub's own time zone. A Date is therefore never a time.Time: it
// can't shift when a clock changes or a server stands in another zone. Instants stay time.Time and become days and
// clock readings here only.
package dates
