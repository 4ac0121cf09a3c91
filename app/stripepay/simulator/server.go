package simulator

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Config says where the simulator listens and whom it tells.
type Config struct {
	Addr          string // "127.0.0.1:12111"; port 0 takes a free one. Only this machine is served.
	PublicURL     string // how browsers reach the pay pages; "http://" + the address when empty
	SecretKey     string // what clients must show as Bearer; required, never a live one
	WebhookURL    string // where events go; empty: they are recorded only
	WebhookSecret string // signs the events; required with WebhookURL
	StateFile     string // keeps the state over restarts; empty: memory only
	Production    bool   // true: Start refuses
	Clock         func() time.Time
	Logger        *slog.Logger
	RetryDelays   []time.Duration // between tries of an event; nil: five tries within ten minutes
}

const (
	sweepEvery   = time.Second
	maxBody      = 1 << 20
	closeTimeout = 2 * time.Second
)

// Server is a running simulator. Its methods are for development and tests and safe for concurrent use.
type Server struct {
	cfg    Config
	base   string // of the pay pages, without a slash at the end
	api    string // of the API
	http   *http.Server
	hooks  *http.Client
	pages  *pages
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu    sync.Mutex // guards what follows
	state *state
	knobs Knobs
	busy  int           // deliveries under way
	idle  chan struct{} // closed when busy falls to zero
}

// Start runs a simulator until Close. It refuses to run in production, with a live key, and on an address that others
// than this machine could reach.
func Start(cfg Config) (*Server, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	st, err := loadState(cfg.StateFile)
	if err != nil {
		return nil, err
	}
	drawn, err := newPages()
	if err != nil {
		return nil, err
	}
	ln, err := net.Listen("tcp", cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("stripe simulator: %w", err)
	}
	s := newServer(cfg, st, drawn, "http://"+ln.Addr().String())
	s.work.Add(2)
	go func() {
		defer s.work.Done()
		if err := s.http.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			s.cfg.Logger.Error("stripe simulator stopped", "error", err)
		}
	}()
	go func() {
		defer s.work.Done()
		s.sweep()
	}()
	s.resumeEvents()
	return s, nil
}

func newServer(cfg Config, st *state, drawn *pages, api string) *Server {
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.RetryDelays == nil {
		cfg.RetryDelays = []time.Duration{time.Second, 10 * time.Second, time.Minute, 8 * time.Minute}
	}
	base := strings.TrimSuffix(cfg.PublicURL, "/")
	if base == "" {
		base = api
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &Server{
		cfg: cfg, base: base, api: api, pages: drawn, state: st, ctx: ctx, cancel: cancel, idle: closedChan(),
	}
	s.hooks = &http.Client{
		Timeout:       10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	s.http = &http.Server{
		Handler:           s.routes(),
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	return s
}

func (c Config) check() error {
	host, _, err := net.SplitHostPort(c.Addr)
	ip := net.ParseIP(host)
	switch {
	case c.Production:
		return errors.New("stripe simulator: refuses to run in production, where it would confirm bookings for no money")
	case strings.HasPrefix(c.SecretKey, "sk_live_") || strings.HasPrefix(c.SecretKey, "rk_live_"):
		return errors.New("stripe simulator: refuses a live key")
	case c.SecretKey == "":
		return errors.New("stripe simulator: the secret key is missing")
	case err != nil:
		return fmt.Errorf("stripe simulator: the address: %w", err)
	case ip == nil || !ip.IsLoopback():
		return fmt.Errorf("stripe simulator: listens on this machine only, not on %q", c.Addr)
	case c.WebhookURL != "" && c.WebhookSecret == "":
		return errors.New("stripe simulator: the webhook secret is missing")
	}
	return nil
}

// URL is the address of the API, for the client's APIURL.
func (s *Server) URL() string { return s.api }

// PublicURL is where browsers find the pay pages; a content security policy of the shop must let forms lead there.
func (s *Server) PublicURL() string { return s.base }

// Close stops serving and sending and returns when nothing runs any more. Events not delivered yet are in the state
// file, if there is one, and go out after the next start.
func (s *Server) Close() error {
	s.mu.Lock()
	s.cancel() // under the lock: no delivery starts after it
	s.mu.Unlock()
	ctx, stop := context.WithTimeout(context.Background(), closeTimeout)
	defer stop()
	err := s.http.Shutdown(ctx)
	if err != nil {
		err = s.http.Close()
	}
	s.work.Wait()
	return err
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	s.routeAPI(mux)
	s.routePages(mux)
	return http.MaxBytesHandler(mux, maxBody)
}

// sweep tells of sessions that ran out while nobody looked.
func (s *Server) sweep() {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
			s.ExpireDue()
		}
	}
}

// update runs fn on the state under the lock and saves what it changed.
func (s *Server) update(fn func(st *state)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fn(s.state)
	s.save()
}

// save must be called with the lock held, so that the file never goes back in time.
func (s *Server) save() {
	if err := s.state.save(s.cfg.StateFile); err != nil {
		s.cfg.Logger.Error("stripe simulator: the state was not saved", "error", err)
	}
}

func closedChan() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}
