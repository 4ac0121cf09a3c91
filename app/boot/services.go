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
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/app/stripepay"
	"github.com/hubittaako/hubittaako/app/watch"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/hub/network"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/hub/thread"
	"github.com/hubittaako/hubittaako/packages/practice"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/packages/weeks"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
	"github.com/hubittaako/hubittaako/partners/students"
)

// services are the domain's parts, joined.
type services struct {
	queue    *jobs.Queue
	outbox   *mail.Outbox
	sender   mail.Sender
	accounts *accounts.Service
	partners *partners.Service
	hubs     *hub.Service
	index    *search.Index
	finder   *search.Finder
	editor   *packages.Editor
	bookings *booking.Service
	surveys  *survey.Service
	weeks    *weeks.Service
	billing  *billing.Service
	mails    *notify.Mails
	events   *event.Service
	rooms    *room.Service
	desks    *desk.Service
	mapping  *mapping.Service
	network  *network.Service
	practice *practice.Service
	threads  *thread.Service
	feedback *feedback.Service
	learning *learning.Service
	watch    *watch.Service
	students *students.Service

	roomEntry func(b room.Booking, lang, url string) []byte // a room's booking as a file for calendars
}

// join makes the services from the ground up; each knows only those before it.
func (a *App) join() (s services, err error) {
	if s.queue, err = jobs.NewQueue(); err != nil {
		return s, err
	}
	s.outbox = mail.NewOutbox(a.db)
	if s.sender, err = a.sender(s.outbox); err != nil {
		return s, err
	}
	if s.accounts, err = accounts.New(a.db, s.queue, a.URL(), a.log); err != nil {
		return s, err
	}
	gateway, err := a.gateway()
	if err != nil {
		return s, err
	}
	s.events = event.New(a.db, notify.NewEvents(s.queue, a.texts, a.address, time.Now), time.Now)
	s.hubs = hub.New(a.db, time.Now)
	s.mapping = mapping.New(a.db, time.Now)
	s.network = network.New(a.db, notify.NewNetwork(s.queue, a.texts, a.address, time.Now), time.Now)
	s.practice = practice.New(a.db, s.hubs, s.events)
	s.threads = thread.New(a.db, notify.NewThreads(s.queue, a.texts, a.address), time.Now)
	letters := notify.NewRooms(s.queue, a.texts, a.address, time.Now)
	var corner *students.Service
	s.desks = desk.New(a.db, time.Now)
	s.rooms = room.New(a.db, s.hubs, roomNews{letters, func() *students.Service { return corner }}, time.Now)
	corner = students.New(a.db, notify.NewStudents(s.queue, a.texts, a.address), cornerRooms{s.rooms}, time.Now)
	s.students = corner
	s.roomEntry = func(b room.Booking, lang, url string) []byte { return letters.Entry(b, lang, url).Body }
	told := notify.NewStays(notify.NewQueue(s.queue), s.events, s.rooms)
	s.partners = partners.New(a.db, notify.NewPartners(s.queue, s.accounts, a.texts, a.address), time.Now)
	s.learning = learning.New(a.db, s.partners, notify.NewLearning(s.queue, a.texts, a.address), s.allowAsking, time.Now)
	s.index = search.NewIndex(a.db, a.cfg.DatabaseURL, time.Now, a.log)
	a.db.OnCommit(s.index.Changed)
	s.finder = search.NewFinder(a.db, time.Now).With(s.index)
	s.editor = packages.NewEditor(a.db, time.Now)
	s.weeks = weeks.NewService(a.db, time.Now)
	s.bookings = booking.NewService(a.db, s.finder, told, time.Now)
	if a.cfg.Taker != nil {
		s.bookings = s.bookings.Taking(a.cfg.Taker)
	}
	s.surveys = survey.New(a.db, s.bookings, notify.NewQueue(s.queue), time.Now)
	s.billing = billing.NewService(billing.Deps{
		DB: a.db, Bookings: s.bookings, Gateway: gateway, Queue: s.queue, Notify: told, Seller: billing.Seller(a.cfg.Seller), Now: time.Now, Log: a.log,
	})
	s.watch = watch.New(a.db, watch.Rules(), a.log)
	s.feedback = feedback.New(a.db, notify.NewFeedback(s.queue, a.texts, a.address), s.allowFeedback, time.Now)
	s.mails = notify.NewMails(a.db, s.queue, a.texts, s.bookings, s.billing, a.address, time.Now)
	return s, nil
}

// feedbackEach is how many messages one address may send us in a quarter of an hour; an office has one address.
const feedbackEach = 10

func (s services) allowFeedback(ctx context.Context, ip string) error {
	return s.accounts.Allow(ctx, "feedback", ip, feedbackEach)
}

// askingEach is how many seats one address may ask for, and how many needs it may tell, in a quarter of an hour: a class has one.
const askingEach = 40

func (s services) allowAsking(ctx context.Context, what, ip string) error {
	return s.accounts.Allow(ctx, what, ip, askingEach)
}

// address is the full address of a page in a language, for mails.
func (a *App) address(lang, path string) string {
	return a.URL() + page.JoinLang(lang, path, a.texts.Languages())
}

// gateway takes the payments: Stripe, or the simulator in its place.
func (a *App) gateway() (*stripepay.Client, error) {
	cfg := stripepay.Config{SecretKey: a.cfg.StripeKey, WebhookSecrets: a.cfg.StripeWebhooks, Logger: a.log}
	if a.simulator != nil {
		cfg.APIURL = a.simulator.URL()
	}
	return stripepay.New(cfg)
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
