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
// Finnish is the first language. What another language lacks is said in Finnish, and what Finnish lacks shows its key
// and is reported; CheckComplete lets a test find both before anybody else does.
package i18n
