// Package rooms is the pages of rooms that are let by the hour: a hub's rooms and their week for everybody, booking, a company's
// own bookings, and the desk of the hub's staff.
package rooms
