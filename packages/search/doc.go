// Package search answers which packages can be had, when, for how many and at what price. What it says is a picture of the
// counters at one moment, and never what a booking relies on: the hold asks the database.
package search
