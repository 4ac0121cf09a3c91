// Package chaos breaks what the product stands on while companies book: it kills PostgreSQL and the program itself, cuts and
// silences the line between them, stops both for a while. Meanwhile, and in the end, every rule must hold, and nothing that
// anybody was told may be lost. Everything here is a test: a short run belongs to `make test`, a long one is `make chaos`.
package chaos
