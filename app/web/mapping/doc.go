// Package mapping is the pages on which hubs assess themselves, and on which those who run hubs see the whole network beside each
// other: who is good at what, who lacks it, and who can teach it.
package mapping
