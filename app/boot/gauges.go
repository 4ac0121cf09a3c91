package boot

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/watch"
)

// backlog is what waits in the database: the numbers that say whether somebody must look.
type backlog struct {
	Jobs         float64 `db:"jobs"`
	OldestJob    float64 `db:"oldest_job"`
	DeadJobs     float64 `db:"dead_jobs"`
	Mails        float64 `db:"mails"`
	Events       float64 `db:"events"`
	OldestEvent  float64 `db:"oldest_event"`
	Holds        float64 `db:"holds"`
	OverdueHolds float64 `db:"overdue_holds"`
}

const readBacklog = `/* boot.readBacklog */
	SELECT
		(SELECT count(*) FROM river_job WHERE state IN ('available', 'retryable') AND scheduled_at <= now()) AS jobs,
		(SELECT coalesce(extract(epoch FROM now() - min(scheduled_at)), 0) FROM river_job WHERE state IN ('available', 'retryable') AND scheduled_at <= now()) AS oldest_job,
		(SELECT count(*) FROM river_job WHERE state = 'discarded') AS dead_jobs,
		(SELECT count(*) FROM message WHERE sent_at IS NULL AND refused_at IS NULL) AS mails,
		(SELECT count(*) FROM stripe_event WHERE handled_at IS NULL) AS events,
		(SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0) FROM stripe_event WHERE handled_at IS NULL) AS oldest_event,
		(SELECT count(*) FROM booking WHERE state IN ('held', 'awaiting_payment')) AS holds,
		(SELECT count(*) FROM booking WHERE state IN ('held', 'awaiting_payment') AND hold_expires_at < now() - interval '10 minutes') AS overdue_holds`

// gauge is one number of the backlog.
type gauge struct {
	desc *prometheus.Desc
	of   func(b backlog) float64
}

// backlogStats asks the database when Prometheus asks us, at most once in a few seconds by its rhythm.
type backlogStats struct {
	db     *postgres.DB
	log    *slog.Logger
	gauges []gauge
}

func newBacklogStats(db *postgres.DB, log *slog.Logger) *backlogStats {
	g := func(name, help string, of func(b backlog) float64) gauge {
		return gauge{prometheus.NewDesc(name, help, nil, nil), of}
	}
	return &backlogStats{db, log, []gauge{
		g("jobs_waiting", "Jobs whose time has come.", func(b backlog) float64 { return b.Jobs }),
		g("jobs_oldest_seconds", "How long the oldest of them has waited.", func(b backlog) float64 { return b.OldestJob }),
		g("jobs_discarded", "Jobs that were given up.", func(b backlog) float64 { return b.DeadJobs }),
		g("mails_waiting", "Mails not handed over yet.", func(b backlog) float64 { return b.Mails }),
		g("payment_events_waiting", "Messages of the payment provider not handled yet.", func(b backlog) float64 { return b.Events }),
		g("payment_events_oldest_seconds", "How long the oldest of them has waited.", func(b backlog) float64 { return b.OldestEvent }),
		g("bookings_held", "Bookings that hold places and are not paid.", func(b backlog) float64 { return b.Holds }),
		g("bookings_overdue", "Holds over their time by ten minutes: should be none.", func(b backlog) float64 { return b.OverdueHolds }),
	}}
}

func (s *backlogStats) Describe(ch chan<- *prometheus.Desc) {
	for _, g := range s.gauges {
		ch <- g.desc
	}
}

// Collect leaves the numbers out when the database does not answer; that it does not is told by others.
func (s *backlogStats) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	var b backlog
	if err := s.db.Get(ctx, &b, readBacklog); err != nil {
		s.log.Warn("the backlog could not be read", "error", err)
		return
	}
	for _, g := range s.gauges {
		ch <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, g.of(b))
	}
}

// ruleStats are the rules that must always hold, one number each: 1 while it is broken.
type ruleStats struct {
	watch       *watch.Service
	log         *slog.Logger
	broken, age *prometheus.Desc
}

func newRuleStats(w *watch.Service, log *slog.Logger) ruleStats {
	return ruleStats{w, log,
		prometheus.NewDesc("rule_broken", "1 while a rule that must always hold does not.", []string{"rule"}, nil),
		prometheus.NewDesc("rule_check_age_seconds", "How long ago a rule was checked.", []string{"rule"}, nil)}
}

func (s ruleStats) Describe(ch chan<- *prometheus.Desc) {
	ch <- s.broken
	ch <- s.age
}

// Collect leaves out rules that nobody has checked yet.
func (s ruleStats) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	list, err := s.watch.Last(ctx)
	if err != nil {
		s.log.Warn("the checks of rules could not be read", "error", err)
		return
	}
	for _, c := range list {
		if c.At == nil {
			continue
		}
		ch <- prometheus.MustNewConstMetric(s.broken, prometheus.GaugeValue, min(1, float64(len(c.Broken))), c.Rule)
		ch <- prometheus.MustNewConstMetric(s.age, prometheus.GaugeValue, time.Since(*c.At).Seconds(), c.Rule)
	}
}
