// Package jobs runs what need not, or must not, happen while somebody waits: mails, documents, reconciling, clocks. A job is
// put into the queue in the same transaction as the change that asks for it, so it exists if and only if the change does.
// It runs at least once, perhaps twice after a crash, hence a worker does nothing that a second run would do again.
//
// River keeps the queue. Its own driver speaks pgx; inserting goes through lib/pq, since that is where the transactions are
// (driver.go). Which jobs there are, and their workers, stand in the packages they serve; boot gathers them.
package jobs
