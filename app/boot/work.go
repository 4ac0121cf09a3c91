package boot

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mailjob"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// chore is regular work: what to do and how often. It must be harmless to do twice.
type chore struct {
	name  string
	every time.Duration
	do    func(ctx context.Context) error
}

// reconcileAfter is how old a payment's last word must be before we ask the provider ourselves: its messages come first.
const reconcileAfter = 2 * time.Minute

func (a *App) chores() []chore {
	s := a.services
	return []chore{
		{"booking.expire", time.Minute, func(ctx context.Context) error { _, err := s.bookings.ExpireLapsed(ctx); return err }},
		{"booking.queue", time.Minute, func(ctx context.Context) error { _, err := s.bookings.ServeQueue(ctx); return err }},
		{"booking.complete", time.Hour, func(ctx context.Context) error { _, err := s.bookings.CompletePast(ctx); return err }},
		{"booking.moves", 15 * time.Minute, func(ctx context.Context) error { _, err := s.bookings.ExpireMoves(ctx); return err }},
		{"booking.plan_b", 15 * time.Minute, func(ctx context.Context) error { _, err := s.bookings.ReleasePlanB(ctx); return err }},
		{"survey.ask", time.Hour, func(ctx context.Context) error { _, err := s.surveys.AskDue(ctx); return err }},
		{"survey.forget", 24 * time.Hour, s.surveys.Forget},
		{"network.remind", 15 * time.Minute, func(ctx context.Context) error { _, err := s.network.Remind(ctx); return err }},
		{"partners.decide", time.Minute, func(ctx context.Context) error { _, _, err := s.partners.DecideSessions(ctx); return err }},
		{"billing.losses", time.Minute, func(ctx context.Context) error { _, err := s.billing.AnswerLosses(ctx); return err }},
		{"billing.reconcile", time.Minute, func(ctx context.Context) error { return s.billing.Reconcile(ctx, reconcileAfter) }},
		{"hub.horizon", 24 * time.Hour, s.hubs.ExtendHorizon},
		{"search.forget", 5 * time.Minute, s.index.Forget},
		{"weeks.forget", time.Hour, s.weeks.Forget},
		{"watch", time.Hour, s.watch.Run},
		{"event.offers", 5 * time.Minute, s.events.LapseOffers},
		{"event.letters", time.Hour, func(ctx context.Context) error { _, err := s.events.SendLetters(ctx); return err }},
		{"event.sweep", time.Hour, s.events.Sweep},
		{"accounts.sweep", time.Hour, func(ctx context.Context) error { return s.accounts.Sweep(ctx, access.System("sweep")) }},
		{"learning.sweep", 24 * time.Hour, s.learning.Sweep},
		{"feedback.sweep", 24 * time.Hour, s.feedback.Sweep},
	}
}

// newRunner registers what works the queue in this process.
func (a *App) newRunner(ctx context.Context) (*jobs.Runner, error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, mailjob.NewWorker(a.db, a.services.sender, a.log))
	river.AddWorker(workers, notify.NewWorker(a.services.mails))
	river.AddWorker(workers, &billing.EventWorker{Billing: a.services.billing})
	river.AddWorker(workers, &billing.RefundWorker{Billing: a.services.billing})
	chores := a.chores()
	river.AddWorker(workers, newChoreWorker(chores))
	return jobs.NewRunner(ctx, a.cfg.DatabaseURL, workers, periodic(chores), a.log)
}

// choreArgs is the job of one chore.
type choreArgs struct {
	Name string `json:"name" river:"unique"`
}

// Kind names the job.
func (choreArgs) Kind() string { return "chore" }

type choreWorker struct {
	river.WorkerDefaults[choreArgs]
	chores map[string]chore
}

func newChoreWorker(chores []chore) *choreWorker {
	w := &choreWorker{chores: map[string]chore{}}
	for _, c := range chores {
		w.chores[c.name] = c
	}
	return w
}

// Work does the chore. One that this version does not know (any more) is dropped.
func (w *choreWorker) Work(ctx context.Context, job *river.Job[choreArgs]) error {
	c, ok := w.chores[job.Args.Name]
	if !ok {
		return river.JobCancel(fmt.Errorf("no chore %q", job.Args.Name))
	}
	return c.do(ctx)
}

// periodic asks for each chore in its rhythm and once at the start. A round that is missed is not made up for, and one that
// still waits is not asked for again: the next one does the same.
func periodic(chores []chore) []*river.PeriodicJob {
	var all []*river.PeriodicJob
	for _, c := range chores {
		all = append(all, river.NewPeriodicJob(river.PeriodicInterval(c.every), func() (river.JobArgs, *river.InsertOpts) {
			return choreArgs{c.name}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: c.every}}
		}, &river.PeriodicJobOpts{RunOnStart: true, ID: c.name}))
	}
	return all
}
