// Package partners is who offers what: partners and how they join the network, the activities they describe once, and the
// sessions, an activity at a time with seats.
package partners
