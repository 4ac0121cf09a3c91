// Package locales holds what the site says, one file an area and a language: core for errors, one for each family of pages.
// Finnish is written first; English is complete beside it. Swedish, as it is written in Finland, is complete for what visitors
// and companies read: an area without it is named in the test, and page.Policy.Speaks says which pages do without. Plural forms
// are a table of "one" and "other"; all three languages have just these.
package locales

import "embed"

// FS has every language's texts.
//
//go:embed *.toml
var FS embed.FS
