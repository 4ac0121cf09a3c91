// Package capacity is the one engine for everything that can run out: desk-days at a hub, seats of a session, quarters of a
// room, nights of lodging and seats of a transfer. A resource has slots, a slot has a capacity and a count of what is taken, an allocation says which booking
// took how many. The counters in PostgreSQL are the only truth; a CHECK on them has the last word.
package capacity
