// Package hub is the coworking places of the network: their facts, desks, opening hours and closed days, how full they are
// and who arrives. It keeps the desk-days of app/base/capacity in step with what staff say: a hub's slot has its desks on days
// it is open and none on others. Who takes a desk is packages/booking's business; this package only reads it, for the calendar.
package hub
