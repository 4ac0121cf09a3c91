package boot

import (
	"context"
	"log/slog"
	"time"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// services are the domain's parts, joined.
type services struct {
	queue    *jobs.Queue
	sender   mail.Sender
	outbox   *mail.Outbox
	accounts *accounts.Service
}

// join makes the services from the ground up.
func (a *App) join() (services, error) {
	queue, err := jobs.NewQueue()
	if err != nil {
		return services{}, err
	}
	s := services{queue: queue, outbox: mail.NewOutbox(a.db)}
	if s.sender, err = a.sender(s.outbox); err != nil {
		return services{}, err
	}
	if s.accounts, err = accounts.New(a.db, queue, a.URL(), a.log); err != nil {
		return services{}, err
	}
	return s, nil
}

// sender hands mails to the server that is set, and keeps them for the development page where none is.
func (a *App) sender(outbox *mail.Outbox) (mail.Sender, error) {
	if a.cfg.SMTP == nil {
		return outbox, nil
	}
	return mail.NewSMTP(*a.cfg.SMTP, time.Now)
}

// sessions lets the web layer ask accounts who a token belongs to.
type sessions struct{ accounts *accounts.Service }

func (s sessions) Authenticate(ctx context.Context, token string) (page.Session, access.Actor, error) {
	found, actor, err := s.accounts.Authenticate(ctx, token)
	return page.Session{ID: found.ID, CSRF: found.CSRF}, actor, err
}

// openAccounts is accounts alone, for commands that run without the rest.
func openAccounts(db *postgres.DB, baseURL string, log *slog.Logger) (*accounts.Service, error) {
	queue, err := jobs.NewQueue()
	if err != nil {
		return nil, err
	}
	return accounts.New(db, queue, baseURL, log)
}
