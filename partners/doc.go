// Package partners is who offers what: partners that applied and were approved, the activities they describe once, and the
// sessions at which those happen, with seats. What a package makes of activities is package packages' business; who has taken
// a seat is packages/booking's. Lodging has nights with beds and transfers seats on the way: sessions, whose slots are of kinds of
// their own. Seats are slots of app/base/capacity: this package sets how many there are, never how many are
// taken.
package partners
