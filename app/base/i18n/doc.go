// Package i18n gives the house its words in every language it speaks.
//
// Texts stand in TOML files named area.language.toml. Tables nest, and the path of names is the key: a title under
// [booking] is "booking.title". A table of plural forms is one text:
//
//	[booking]
//	title = "Varaus {{.Number}}"
//	[booking.people]
//	one = "{{.Count}} osallistuja"
//	other = "{{.Count}} osallistujaa"
//
// Finnish is the first language and complete. What another language lacks is said in the next of Order, and what all lack
// shows its key; both are reported, and CheckComplete lets a test find them before anybody else does.
package i18n
