// Package postgres is the house's only way to its database: a pool on which a lone statement can only read, transactions
// that are retried where that is safe, timeouts on everything, and driver errors turned into faults. Packages keep their SQL
// beside their functions; nothing about a table stands here.
//
// What lib/pq does when the network fails decided the shape. A statement outside a transaction may be sent twice when its
// reply is lost, so sessions are read-only by default and only InTx opens one for writing. A reply that never comes would
// block for ever, whatever the context says, so every read and write on the socket has a deadline. A commit whose reply is
// lost may have happened, so it is never repeated and says so with ErrCommitUnknown.
//
// Statements that are sent often are prepared, connection by connection, without anybody asking for it: see prepare.go.
package postgres
