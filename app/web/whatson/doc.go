// Package whatson is what everybody sees of events: the list and the month, the page of an event with signing up, the pages that
// mailed links lead to, the weekly letter, and the feeds and calendars that programs read.
package whatson
