// Package admin is the pages of the network's administration: partners and their applications, bookings, invoices.
package admin
