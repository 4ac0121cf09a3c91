package pgtest

import "github.com/hubittaako/hubittaako/app/base/pgdev"

// init is the one place in the house where an import has an effect, and only in a process that pgdev.Shared started for
// this purpose. A test program's main function is generated and runs tests only, so the single way to make it the
// supervisor of the shared server, without a TestMain in every package that needs a database, is before main.
func init() { pgdev.SuperviseIfAsked() }
