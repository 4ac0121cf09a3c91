// Package feedback takes what people tell us about the site, signed in or not, and keeps it until somebody has seen to it.
// Where it is read and answered belongs to the pages and to mail; the law's date for an answer is known here.
package feedback
