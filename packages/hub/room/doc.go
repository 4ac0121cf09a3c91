// Package room is the rooms that a hub lets by the hour, and who has them when. A room's day is quarters of an hour, each a slot
// of capacity 1 in app/base/capacity, made when first wanted: a booking takes those of its time and of the buffer after it, so
// that two bookings cannot overlap whatever goes wrong above. Rooms are paid at the hub, not here.
package room
