// Package billing is the money of a booking: payments by card and by invoice, invoices and credit notes, refunds and the
// ledger. Money moves outside every lock; one function confirms a payment, whoever brings the news.
package billing
