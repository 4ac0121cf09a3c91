package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// OpenPgx connects the second driver, which the job queue works with; everything else goes through Open. Close the pool
// when done.
func OpenPgx(ctx context.Context, dsn, name string, connections int32) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	cfg.MaxConns = connections
	cfg.ConnConfig.ConnectTimeout = 5 * time.Second
	setDefaults(cfg.ConnConfig.RuntimeParams, map[string]string{
		"application_name": name, "timezone": "UTC", "idle_in_transaction_session_timeout": "60000",
	})
	// Where the address says nothing, pgx would try TLS and then go on without; lib/pq insists on it, and so do we.
	cfg.ConnConfig.Fallbacks = slices.DeleteFunc(cfg.ConnConfig.Fallbacks, func(f *pgconn.FallbackConfig) bool {
		return cfg.ConnConfig.TLSConfig != nil && f.TLSConfig == nil
	})
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, unavailable(err)
	}
	return pool, nil
}
