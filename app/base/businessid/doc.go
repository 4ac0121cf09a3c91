// Package businessid knows the Finnish business id (Y-tunnus): its check digit, the ways people write it, and the VAT
// number and the e-invoicing id that follow from it.
package businessid
