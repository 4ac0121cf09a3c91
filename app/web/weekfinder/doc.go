// Package weekfinder is where a team finds a week in which it can come: one starts it and shares its link, everybody marks the days on
// which they cannot, and the weeks stand in order by who can come and what it costs. There are no accounts: the link is the key.
package weekfinder
