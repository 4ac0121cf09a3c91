// Package mapping is how hubs see themselves: a score for each criterion with what it rests on, what is to become better, and who
// can teach it to whom. Hubs that are only planned are mapped the same way. Strengths are for everybody; the rest is for those who
// run hubs.
package mapping
