// Package account has the pages of signing in and up, of mailed links, of one's own account, and of an organisation's
// members: one file an action. What may be done is package accounts' business.
package account
