package boot

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Config is what differs between installations. FromEnv reads it; tests fill it by hand.
type Config struct {
	Production  bool
	Addr        string   // where the server listens; port 0 takes a free one
	BaseURL     *url.URL // how browsers reach it; nil means at Addr
	DatabaseURL string
	Secret      []byte // keys of signed cookies come from it; empty in development makes a new one at each start
	DataDir     string // private files of development: the database and the payment simulator's state

	StripeKey      string   // empty: the simulator takes the payments
	StripeWebhooks []string // signing secrets; two while one replaces the other

	SMTP *mail.SMTPConfig // nil: mails are kept in the database, to be read on a development page

	Proxies           []string // addresses or networks of our own proxies
	ClientIPHeader    string   // in which those proxies write the visitor's address
	RequestsPerMinute int
	MetricsAddr       string // where Prometheus may ask; empty: nowhere
	LogLevel          slog.Level
	Seller            Seller

	Taker booking.Taker // tests: how a hold takes its places; nil is the capacity engine
}

// Seller is the network as it stands on invoices.
type Seller struct {
	Name, BusinessID, Street, Postcode, City, Email, IBAN, BIC string
}

const minSecret = 32

// check refuses what must never run: production without secrets, or with those of the demo.
func (c Config) check() error {
	var errs []error
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	refuse(c.DatabaseURL == "", "DATABASE_URL is missing")
	refuse(len(c.Secret) > 0 && len(c.Secret) < minSecret, "APP_SECRET must be at least %d characters", minSecret)
	refuse(c.StripeKey != "" && len(c.StripeWebhooks) == 0, "STRIPE_WEBHOOK_SECRET must be set with STRIPE_SECRET_KEY")
	if c.BaseURL != nil {
		refuse(c.BaseURL.Host == "" || strings.Trim(c.BaseURL.Path, "/") != "", "BASE_URL must be a scheme and a host, such as https://hubittaako.example")
	}
	if c.Production {
		errs = append(errs, c.checkProduction()...)
	}
	return errors.Join(errs...)
}

func (c Config) checkProduction() []error {
	var errs []error
	refuse := func(bad bool, text string) {
		if bad {
			errs = append(errs, errors.New(text))
		}
	}
	refuse(c.BaseURL == nil || c.BaseURL.Scheme != "https", "BASE_URL must begin with https:// in production")
	refuse(len(c.Secret) == 0, "APP_SECRET is missing")
	refuse(weak(c.Secret), "APP_SECRET is too simple: use `openssl rand -hex 32`")
	refuse(c.StripeKey == "", "STRIPE_SECRET_KEY is missing: the simulator never runs in production")
	refuse(c.SMTP == nil, "SMTP_URL is missing: mails would stay in the database")
	refuse(c.Taker != nil, "only tests may replace the capacity engine")
	refuse(c.Seller == demoSeller, "the SELLER_ settings are those of the demo")
	refuse(c.Seller.missing(), "the SELLER_ settings are not complete: invoices need them all")
	return errs
}

// weak says whether a secret has too few different characters to be random.
func weak(secret []byte) bool {
	seen := map[byte]bool{}
	for _, b := range secret {
		seen[b] = true
	}
	return len(seen) < 10
}

func (s Seller) missing() bool {
	for _, v := range []string{s.Name, s.BusinessID, s.Street, s.Postcode, s.City, s.Email, s.IBAN, s.BIC} {
		if v == "" {
			return true
		}
	}
	return false
}

// demoSeller stands on the invoices of development. The account is a bank's published example.
var demoSeller = Seller{
	Name: "Hubittaako-verkosto (demo)", BusinessID: "1234567-1", Street: "Keskustie 1", Postcode: "44800", City: "Pihtipudas",
	Email: "laskut@hubittaako.example", IBAN: "FI2112345600000785", BIC: "NDEAFIHH",
}
