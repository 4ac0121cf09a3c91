// Package event is what is on: events of a hub or of the whole network, the occasions on which they take place, who has signed
// up and who waits for a seat, and the weekly letter that tells of them. Seats are counted on the occasion's own row; whoever
// changes them locks that row first. People sign up with a name and an e-mail address and are forgotten when it is over; a
// company signs the group of a stay up at once.
package event
