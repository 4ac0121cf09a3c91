package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// SQLSTATE codes that decide something here.
const (
	featureNotSupported  pqerror.Code = "0A000" // "cached plan must not change result type": of a prepared statement, after a migration
	badText              pqerror.Code = "22021" // a NUL or broken UTF-8 in a text
	serializationFailure pqerror.Code = "40001"
	deadlock             pqerror.Code = "40P01"
	tooManyConnections   pqerror.Code = "53300"
	lockTimeout          pqerror.Code = "55P03"
	canceled             pqerror.Code = "57014" // by statement_timeout, or because our context ended
)

// Constraint is the name of the constraint that err broke, "" if it is about none. Named constraints are part of the
// schema's contract: stores turn them into faults.
func Constraint(err error) string {
	if e := pq.As(err); e != nil && e.Code.Class() == "23" {
		return e.Constraint
	}
	return ""
}

// unavailable is the fault for a database that cannot answer now; the same request may work in a moment.
func unavailable(err error) error { return fault.New(fault.Unavailable, "fault.unavailable").Wrap(err) }

// classify turns what the driver says about time and connections into a fault. Faults and everything else (sql.ErrNoRows,
// constraints) stay as they are, for the store that knows what they mean.
func classify(err error) error {
	if err == nil {
		return nil
	}
	if known := (*fault.Error)(nil); errors.As(err, &known) {
		return err
	}
	if e := pq.As(err); e != nil {
		switch e.Code {
		case badText:
			return fault.New(fault.Invalid, "fault.invalid").Wrap(err)
		case serializationFailure, deadlock, lockTimeout, canceled, tooManyConnections:
			return unavailable(err)
		}
	}
	if lostConnection(err) || errors.Is(err, ErrCommitUnknown) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return unavailable(err)
	}
	return err
}

// retryable says whether the whole transaction may run again, and why. An unknown commit never may. A connection lost
// before COMMIT may: the server has rolled back.
func retryable(err error) (why string, ok bool) {
	if err == nil || errors.Is(err, ErrCommitUnknown) {
		return "", false
	}
	if e := pq.As(err, serializationFailure, deadlock, lockTimeout, featureNotSupported); e != nil {
		return string(e.Code), true
	}
	return "connection", lostConnection(err)
}

// lostConnection says whether the server went away or is not there (yet). Running into our own deadline is not that.
func lostConnection(err error) bool {
	if e := pq.As(err); e != nil {
		return e.Code.Class() == "08" || e.Code.Class() == "57" && e.Code != canceled
	}
	if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
		return false
	}
	for _, lost := range []error{driver.ErrBadConn, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.ECONNREFUSED, syscall.EPIPE} {
		if errors.Is(err, lost) {
			return true
		}
	}
	return false
}
