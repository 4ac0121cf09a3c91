// Package company has the pages of companies that book: holding a stay, its page with days, people and payments, cancelling,
// invoices. One file an action; network admins may look at everything here too.
package company
