// Package businessid reads and checks Finnish business ids (Y-tunnus), as people type and paste them, and gives the VAT
// number and the e-invoicing id that follow from one. Companies and partners both have one.
package businessid
