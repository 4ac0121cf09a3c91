// Package pdf draws documents for paper and archives. It knows how an invoice looks and what the law wants on it
// (AVL 209 e §), and how a programme does, but nothing of bookings: it takes plain values that are already reckoned, and adds nothing up.
package pdf
