// Package weeks helps a team to find a week in which it can come: who is asked about which weeks, on which days those who answer
// cannot, and which weeks suit most of them. It keeps a name and days of each answer, nothing else, and no longer than the last day
// that was asked about. What can be had on a week is package search's business.
package weeks
