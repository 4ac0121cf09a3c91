// Package staff is the pages of those who run a hub: how full it is and who arrives, its facts and closed days, and the
// packages that they build, preview and put on sale.
package staff
