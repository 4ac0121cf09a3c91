// Package migrations holds the database schema as numbered goose files. A file that has been released is never edited:
// the next change gets the next number. Constraints that a person can run into are named, so that the code can turn them
// into an answer.
package migrations

import "embed"

// FS has every migration.
//
//go:embed *.sql
var FS embed.FS
