// Package booking is the life of a stay: held, awaiting payment, confirmed, completed, cancelled or expired. Holding takes
// every desk and seat at once or none; a change takes what comes and gives back what goes in one instant; a day at another hub
// takes the desk there and gives back the one here; what is done in bad weather is held with what was planned, and called on the
// day (planb.go); of alternatives that fit equally well, that of the partner with the least sold comes first (fair.go); ending
// gives everything back. It knows what a stay costs, but not how it is paid: packages/billing does, and tells this package when
// the money is there.
package booking
