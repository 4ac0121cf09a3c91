// Command bench measures the product beside its limits, in one run on one machine, and prints ratios. Each table has a file:
//
//	book.go     holding a stay through the service, beside the least that a booking can be in SQL
//	flow.go     a signed-in company over HTTP: search, package, hold, invoice
//	country.go  searches over 1,000 hubs and a million bookings, in the process and over HTTP; the index's size, age and building
//	pages.go    public pages beside a bare answer and a ready page of the same bytes
//	trips.go    how often a page asks the database
//
// It starts a PostgreSQL of its own, and the product as a process of its own (house.go). `make bench` runs it, writes the tables into the
// README, and wants a quiet machine; NOTES.md says how each figure comes about, what it does not show, and what was found.
package main
