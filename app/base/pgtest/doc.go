// Package pgtest gives each test a real database of its own, migrated and empty, in a few hundredths of a second: a clone of
// a template that is made once for each state of the migrations. The server is the one DATABASE_URL_TEST names, or a private
// one that all test packages of a run share and that ends itself (see pgdev). Only tests import this package.
package pgtest
