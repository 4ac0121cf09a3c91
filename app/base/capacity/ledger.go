package capacity

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Ledger is a table that says who holds how much of which slot. Every kind of holder has one, so that its rows can point at the
// holder; slots are counted the same for all.
type Ledger struct{ table, holder string }

// LedgerOf names a ledger by its table and the table's column that names the holder. The table is shaped like allocation.
func LedgerOf(table, holder string) Ledger { return Ledger{table, holder} }

// in is a statement about allocation, about this ledger instead.
func (l Ledger) in(statement string) string {
	return strings.NewReplacer("booking_id", l.holder, "allocation", l.table).Replace(statement)
}

// Take is Take for a holder of this ledger.
func (l Ledger) Take(ctx context.Context, tx *postgres.Tx, holder int64, demands []Demand) error {
	return take(ctx, tx, l, holder, demands)
}

// Release is Release for a holder of this ledger.
func (l Ledger) Release(ctx context.Context, tx *postgres.Tx, holder int64) error {
	_, err := tx.ExecContext(ctx, l.in(releaseSQL), holder)
	return err
}

// stays is the ledger of bookings.
func stays() Ledger { return Ledger{"allocation", "booking_id"} }
