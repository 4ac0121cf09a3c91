package site

import "github.com/hubittaako/hubittaako/app/base/dates"

// happening is something that goes on at a hub, as the front page and the hub's page tell of it.
type happening struct {
	Day   dates.Date
	From  int // minutes after midnight
	Title string
	Place string // the hub's name
	Href  string // in the page's language; empty when there is nothing more to read
}
