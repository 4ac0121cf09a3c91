// Package locales holds what the site says, one file an area and a language: core for errors, one for each family of pages.
// Finnish is written first; English is complete beside it.
package locales

import "embed"

// FS has every language's texts.
//
//go:embed *.toml
var FS embed.FS
