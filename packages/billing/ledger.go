package billing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// entry is one side of a ledger transaction: cents, debit positive. Accounts: card (with the payment provider), bank,
// receivable (invoices out), customer (paid and not yet sold, or sold and not yet paid), hub:ID and partner:ID (their net
// shares), vat, fees.
type entry struct {
	account string
	cents   int64
}

// post writes a transaction that sums to zero. The key makes it happen once: posting again does nothing.
func post(ctx context.Context, tx *postgres.Tx, bookingID int64, key string, entries ...entry) error {
	accounts, cents := sumByAccount(entries)
	if len(accounts) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `/* billing.post */
		WITH t AS (INSERT INTO ledger_transaction (booking_id, key) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING id)
		INSERT INTO ledger_entry (transaction_id, account, cents)
		SELECT t.id, e.account, e.cents FROM t, unnest($3::text[], $4::bigint[]) AS e (account, cents)`,
		bookingID, key, pq.Array(accounts), pq.Array(cents))
	return err
}

func sumByAccount(entries []entry) (accounts []string, cents []int64) {
	sums := map[string]int64{}
	for _, e := range entries {
		sums[e.account] += e.cents
	}
	for a, c := range sums {
		if c != 0 {
			accounts = append(accounts, a)
		}
	}
	slices.SortFunc(accounts, strings.Compare)
	for _, a := range accounts {
		cents = append(cents, sums[a])
	}
	return accounts, cents
}

// postSale divides what a confirmed booking costs among its sellers and the tax.
func postSale(ctx context.Context, tx *postgres.Tx, d booking.Detail) error {
	return post(ctx, tx, d.ID, fmt.Sprintf("sale:%d", d.ID), saleEntries(d.Lines, d.Gross, d.VAT)...)
}

func saleEntries(lines []booking.Line, gross, vat int64) []entry {
	entries := []entry{{"customer", gross}, {"vat", -vat}}
	for _, l := range lines {
		account := fmt.Sprintf("hub:%d", l.HubID)
		if l.PartnerID != 0 {
			account = fmt.Sprintf("partner:%d", l.PartnerID)
		}
		entries = append(entries, entry{account, -l.NetCents})
	}
	return entries
}
