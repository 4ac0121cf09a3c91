// Package pgdev runs a private PostgreSQL for a machine that has none: one durable cluster for development under .data/pg,
// and one throwaway cluster that all test packages of a run share. It needs only the server's binaries; no account, no port,
// no service of the machine is touched. Production never gets here: where a DSN is given, nothing is started.
package pgdev
