package capacity

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// NewResources makes n resources of a kind in one statement, see NewResource.
func NewResources(ctx context.Context, tx *postgres.Tx, kind string, n int) ([]int64, error) {
	var ids []int64
	err := tx.Select(ctx, &ids, `/* capacity.NewResources */ INSERT INTO resource (kind) SELECT $1 FROM generate_series(1, $2) RETURNING id`, kind, n)
	return ids, err
}
