package stripepay

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/client"

	"github.com/hubittaako/hubittaako/packages/billing"
)

// APIVersion is the version of Stripe's API that the client speaks and that webhook messages must have.
const APIVersion = stripe.APIVersion

const (
	defaultTimeout = 20 * time.Second
	// One more try repairs a broken connection; the page that waits for the answer has no time for more.
	networkRetries = 1
	livePrefix     = "sk_live_"
	liveRestricted = "rk_live_"
)

var _ billing.Gateway = (*Client)(nil)

// Config is what the client needs. SecretKey and at least one of WebhookSecrets are required; two secrets are for the
// time when one is being replaced by the other.
type Config struct {
	SecretKey      string
	WebhookSecrets []string
	APIURL         string            // empty means Stripe itself; else the simulator, or a mock in tests
	Timeout        time.Duration     // of one request, 20 s when zero
	Clock          func() time.Time  // time.Now when nil; judges the age of webhook messages
	Logger         *slog.Logger      // slog.Default when nil
	Transport      http.RoundTripper // http.DefaultTransport when nil
}

// Client is billing's Gateway over Stripe's API. It is safe for concurrent use and keeps no state.
type Client struct {
	api     *client.API
	secrets []string
	live    bool
	clock   func() time.Time
	log     *slog.Logger
}

// New checks the configuration and makes a client; it calls nobody. A live key is refused together with an APIURL, so
// that it can never leave for another host than Stripe's.
func New(cfg Config) (*Client, error) {
	live := isLive(cfg.SecretKey)
	switch {
	case cfg.SecretKey == "":
		return nil, errors.New("stripepay: the secret key is missing")
	case len(cfg.WebhookSecrets) == 0:
		return nil, errors.New("stripepay: the webhook secret is missing")
	case live && cfg.APIURL != "":
		return nil, errors.New("stripepay: a live key goes to Stripe only, the API address must be empty")
	}
	for _, secret := range cfg.WebhookSecrets {
		if secret == "" {
			return nil, errors.New("stripepay: a webhook secret is empty, anybody could sign with it")
		}
	}
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	return &Client{
		api:     client.New(cfg.SecretKey, backends(cfg)),
		secrets: append([]string(nil), cfg.WebhookSecrets...),
		live:    live,
		clock:   cfg.Clock,
		log:     cfg.Logger,
	}, nil
}

func isLive(key string) bool {
	return strings.HasPrefix(key, livePrefix) || strings.HasPrefix(key, liveRestricted)
}

// backends gives every part of the library the same settings, because one left out would fall back to the library's
// global ones: 80 s, telemetry on, Stripe's own address.
func backends(cfg Config) *stripe.Backends {
	settings := func(url string) *stripe.BackendConfig {
		if cfg.APIURL != "" {
			url = cfg.APIURL
		}
		return &stripe.BackendConfig{
			URL:               stripe.String(url),
			HTTPClient:        httpClient(cfg),
			LeveledLogger:     libraryLog{cfg.Logger},
			MaxNetworkRetries: stripe.Int64(networkRetries),
			EnableTelemetry:   stripe.Bool(false),
		}
	}
	return &stripe.Backends{
		API:     stripe.GetBackendWithConfig(stripe.APIBackend, settings(stripe.APIURL)),
		Connect: stripe.GetBackendWithConfig(stripe.ConnectBackend, settings(stripe.ConnectURL)),
		Uploads: stripe.GetBackendWithConfig(stripe.UploadsBackend, settings(stripe.UploadsURL)),
	}
}

func httpClient(cfg Config) *http.Client {
	timeout := cfg.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	return &http.Client{
		Timeout:   timeout,
		Transport: cfg.Transport,
		// The API never redirects; following one would carry the key along.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
