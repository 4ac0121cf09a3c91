package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// Options tune a pool; the zero value is right for the web server. What the DSN itself sets wins.
type Options struct {
	Name             string        // application_name, as seen in pg_stat_activity; default "hubittaako"
	MaxOpen          int           // connections; default 20
	StatementTimeout time.Duration // default 5 s
	LockTimeout      time.Duration // default 2 s
	IdleInTx         time.Duration // how long a transaction may sit without a statement; default 10 s
	PrepareAfter     int           // how often a statement is sent as text before it is prepared; default 20
	OnRetry          func(sqlstate string)
}

func (o Options) withDefaults() Options {
	o.Name = cmp.Or(o.Name, "hubittaako")
	o.MaxOpen = cmp.Or(o.MaxOpen, 20)
	o.StatementTimeout = cmp.Or(o.StatementTimeout, 5*time.Second)
	o.LockTimeout = cmp.Or(o.LockTimeout, 2*time.Second)
	o.IdleInTx = cmp.Or(o.IdleInTx, 10*time.Second)
	o.PrepareAfter = cmp.Or(o.PrepareAfter, prepareAfter)
	if o.OnRetry == nil {
		o.OnRetry = func(string) {}
	}
	return o
}

// Open connects a pool and proves that the server answers. Close it when done.
func Open(ctx context.Context, dsn string, opts Options) (*DB, error) {
	opts = opts.withDefaults()
	pool, err := openPool(dsn, opts, map[string]string{"default_transaction_read_only": "on"})
	if err != nil {
		return nil, err
	}
	db := &DB{pool: sqlx.NewDb(pool, "postgres"), onRetry: opts.OnRetry, prepared: newPrepared(opts.PrepareAfter)}
	if err := pool.PingContext(ctx); err != nil { // bounded by the connect timeout
		pool.Close()
		return nil, classify(err)
	}
	return db, nil
}

func openPool(dsn string, opts Options, runtime map[string]string) (*sql.DB, error) {
	cfg, err := pq.NewConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	if cfg.Runtime == nil {
		cfg.Runtime = map[string]string{}
	}
	setDefaults(cfg.Runtime, runtime)
	setDefaults(cfg.Runtime, map[string]string{
		"TimeZone":                            "UTC",
		"statement_timeout":                   milliseconds(opts.StatementTimeout),
		"lock_timeout":                        milliseconds(opts.LockTimeout),
		"idle_in_transaction_session_timeout": milliseconds(opts.IdleInTx),
	})
	cfg.ApplicationName = cmp.Or(cfg.ApplicationName, opts.Name)
	cfg.ConnectTimeout = cmp.Or(cfg.ConnectTimeout, 5*time.Second) // database/sql connects without the caller's context
	cfg.SSLMode = cmp.Or(cfg.SSLMode, pq.SSLModeRequire)           // said aloud: newer versions of the driver would try without
	// One round trip for a statement instead of two. The price: []byte goes out in binary, which jsonb does not take; see JSON.
	cfg.BinaryParameters = true
	connector, err := pq.NewConnectorConfig(cfg)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	connector.Dialer(deadlineDialer{net.Dialer{KeepAlive: 30 * time.Second}, opts.StatementTimeout + 2*time.Second})
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(opts.MaxOpen)
	pool.SetMaxIdleConns(opts.MaxOpen)
	pool.SetConnMaxLifetime(30 * time.Minute)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return pool, nil
}

func setDefaults(settings, defaults map[string]string) {
	for name, value := range defaults {
		if _, set := settings[name]; !set {
			settings[name] = value
		}
	}
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }
