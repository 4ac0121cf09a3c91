// Package stayview turns what the services say of a package, an offer or a booking into the values that the components of
// ui draw: days, prices, terms, states, refusals in words. Every family of pages that shows a stay shows it the same way.
package stayview
