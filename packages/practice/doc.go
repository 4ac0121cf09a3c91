// Package practice is what works at one hub and others of the network take over: a text with pictures, and one thing at most that
// can be taken along, which is a package, an event's format or a rule of the house. Those who run hubs write, read and adopt. What
// has been adopted belongs to the adopter: later changes of the original do not reach it.
package practice
