// Package accounts knows who people are and what they may act for: persons, companies, memberships of hubs, partners and
// companies, signing in, mailed links and invitations. Companies are here, not in a package of their own, because all that
// the rest of the house asks of one is whom to bill.
//
// Tokens of sign-ins and of mailed links leave the process once; the database keeps their SHA-256. All expiry is by the
// database's clock.
package accounts
