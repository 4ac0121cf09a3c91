package web

import (
	"cmp"
	"context"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// Config is what differs between installations.
type Config struct {
	BaseURL           *url.URL // scheme and host that browsers use
	Secret            []byte   // at least 32 random bytes; the keys of signed cookies come from it
	Dev               bool     // mounts DevOnly routes
	Simulated         bool     // the payment simulator takes the payments: every page says so
	TrustedProxies    []string // addresses or networks whose ClientIPHeader and X-Request-ID are believed
	ClientIPHeader    string   // "X-Real-IP" unless said
	PaymentOrigins    []string // where forms may lead besides this site: the payment pages
	RequestsPerMinute int      // of one address before it gets 429; 0 means no limit
}

// Authenticator finds the session of a cookie's token. It returns an Unauthenticated fault for a token that is unknown or over.
type Authenticator interface {
	Authenticate(ctx context.Context, token string) (page.Session, access.Actor, error)
}

// Deps are the parts that boot joins to the server.
type Deps struct {
	Routes  []page.Route
	Auth    Authenticator
	Texts   *i18n.Bundle
	Assets  fs.FS                           // built styles, scripts and fonts, by hashed names
	Ready   func(ctx context.Context) error // whether the database answers and has the right schema
	Log     *slog.Logger
	Metrics prometheus.Registerer
}

// Server is the site. Make it with New; it serves after Listen.
type Server struct {
	app      *fiber.App
	site     *page.Site
	deps     Deps
	cfg      Config
	policy   string // the content security policy
	flood    *flood
	metrics  metrics
	draining atomic.Bool
}

// Time that one request may take: services get a context that ends after requestTime, the connection has a little more.
const (
	requestTime = 8 * time.Second
	readTime    = 10 * time.Second
	writeTime   = 30 * time.Second
	idleTime    = 60 * time.Second
)

// New mounts everything. It fails on a route that breaks the rules of the table.
func New(cfg Config, deps Deps) (*Server, error) {
	s := &Server{
		deps: deps,
		cfg:  cfg,
		site: &page.Site{
			BaseURL: cfg.BaseURL,
			Langs:   deps.Texts.Languages(),
			Texts:   deps.Texts,
			Dev:     cfg.Dev, Simulated: cfg.Simulated,
			Guests: page.NewSigner(cfg.Secret, "guest"),
			Notes:  page.NewSigner(cfg.Secret, "flash"),
			Out:    cfg.PaymentOrigins,
		},
		policy:  contentPolicy(cfg.PaymentOrigins),
		flood:   newFlood(cfg.RequestsPerMinute, time.Minute, time.Now),
		metrics: newMetrics(deps.Metrics),
	}
	s.app = fiber.New(s.fiberConfig())
	return s, s.mount()
}

// fiberConfig: Immutable because strings outlive their requests here; strict and case-sensitive so that a page has one
// address; forms are parsed when they are read, not before anything has been checked.
func (s *Server) fiberConfig() fiber.Config {
	return fiber.Config{
		Immutable: true, CaseSensitive: true, StrictRouting: true,
		BodyLimit: page.MaxBody, ReadBufferSize: 16 << 10, Concurrency: 2048, DisablePreParseMultipartForm: true,
		ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		EnableTrustedProxyCheck: true, TrustedProxies: s.cfg.TrustedProxies,
		ProxyHeader: cmp.Or(s.cfg.ClientIPHeader, "X-Real-IP"), EnableIPValidation: true,
		ErrorHandler: s.early, DisableStartupMessage: true,
	}
}

// App is the Fiber application, for tests that send requests without a network and that walk its routes.
func (s *Server) App() *fiber.App { return s.app }

// Table is the whole route table as it is mounted, for tests.
func (s *Server) Table() []page.Route { return slices.Clone(s.deps.Routes) }

// Listen serves until Shutdown.
func (s *Server) Listen(ln net.Listener) error { return s.app.Listener(ln) }

// Drain makes the readiness check fail, so that the load balancer sends new visitors elsewhere.
func (s *Server) Drain() { s.draining.Store(true) }

// Shutdown stops taking requests and waits for those under way until ctx ends.
func (s *Server) Shutdown(ctx context.Context) error {
	s.Drain()
	return s.app.ShutdownWithContext(ctx)
}
