// Package watch asks, hourly and when an admin wants to know, whether what must always hold does hold, and remembers the answers.
// A broken rule is for a person to look at: nothing is mended behind anybody's back.
package watch
