// Package eventview turns what package event says into what pages show: when and where, what can be done, its picture, a row of
// a list. Every family of pages that names an event names it the same way.
package eventview
