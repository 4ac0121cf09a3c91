package boot

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// openDatabase opens the pool and counts what it does.
func openDatabase(ctx context.Context, cfg Config, registry *prometheus.Registry, log *slog.Logger) (*postgres.DB, error) {
	retries := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "db_transaction_retries_total", Help: "Transactions that ran again, by SQLSTATE.",
	}, []string{"sqlstate"})
	db, err := postgres.Open(ctx, cfg.DatabaseURL, postgres.Options{
		OnRetry: func(state string) { retries.WithLabelValues(state).Inc() },
	})
	if err != nil {
		return nil, err
	}
	registry.MustRegister(
		retries, poolStats{db}, newBacklogStats(db, log), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return db, nil
}

// poolStats reads the pool's numbers when Prometheus asks.
type poolStats struct{ db *postgres.DB }

var (
	poolOpen   = prometheus.NewDesc("db_pool_connections", "Open connections by state.", []string{"state"}, nil)
	poolWaits  = prometheus.NewDesc("db_pool_waits_total", "Requests that had to wait for a connection.", nil, nil)
	poolWaited = prometheus.NewDesc("db_pool_wait_seconds_total", "Time spent waiting for a connection.", nil, nil)
)

func (p poolStats) Describe(ch chan<- *prometheus.Desc) {
	ch <- poolOpen
	ch <- poolWaits
	ch <- poolWaited
}

func (p poolStats) Collect(ch chan<- prometheus.Metric) {
	var s sql.DBStats = p.db.Stats()
	ch <- prometheus.MustNewConstMetric(poolOpen, prometheus.GaugeValue, float64(s.InUse), "in_use")
	ch <- prometheus.MustNewConstMetric(poolOpen, prometheus.GaugeValue, float64(s.Idle), "idle")
	ch <- prometheus.MustNewConstMetric(poolWaits, prometheus.CounterValue, float64(s.WaitCount))
	ch <- prometheus.MustNewConstMetric(poolWaited, prometheus.CounterValue, s.WaitDuration.Seconds())
}

// metricsServer answers Prometheus on an address of its own, so that nobody reaches the numbers through the site.
func metricsServer(addr string, registry *prometheus.Registry) *http.Server {
	if addr == "" {
		return nil
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return &http.Server{Addr: addr, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
}
