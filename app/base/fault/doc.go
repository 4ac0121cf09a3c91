// Package fault is the one error type of the house: a code, a message key that is translated at the edge, and field
// errors for forms. Services return it, the web layer maps its code to a status and a page; what caused it is logged
// once and never shown.
package fault
