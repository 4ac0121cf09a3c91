package billing_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
)

// Every list of payments and documents sums up what refers to each of them: references between the papers have indexes.
func TestWhatRefersToAPaperIsFoundByAnIndex(t *testing.T) {
	var missing []string
	err := pgtest.New(t).Select(ctx, &missing, `/* billing_test.indexes */
		SELECT c.conrelid::regclass || '.' || a.attname
		FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND c.conrelid::regclass::text IN ('payment', 'refund', 'invoice', 'ledger_transaction', 'ledger_entry')
			AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indpred IS NULL)`)
	if err != nil || len(missing) > 0 {
		t.Fatal(missing, err)
	}
}
