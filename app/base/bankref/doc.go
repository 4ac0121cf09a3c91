// Package bankref has what a Finnish invoice says to a bank: the reference number in its national and its
// international form, the account number, the bank barcode that a payer's app reads, and the text of the European
// payment QR code. It works out strings; drawing them is the pdf package's.
package bankref
