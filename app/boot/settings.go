package boot

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/bankref"
	"github.com/hubittaako/hubittaako/app/base/businessid"
	"github.com/hubittaako/hubittaako/app/base/mail"
)

// Setting is one environment variable. The program's help, the README's table and FromEnv all come from the same list.
type Setting struct {
	Name    string
	Default string // in development; "" is none
	Needed  bool   // in production
	Help    string

	read func(c *Config, v string) error
}

// Settings lists every variable that the program reads.
func Settings() []Setting {
	return []Setting{
		{"ENV", "development", true, "`production` switches off the simulator, the mail page and every demo value", readEnv},
		{"ADDR", "127.0.0.1:8080", false, "where the server listens", text(func(c *Config) *string { return &c.Addr })},
		{"BASE_URL", "at ADDR", true, "how browsers reach the site; links in mails begin with it", readBaseURL},
		{"DATABASE_URL", "a private server under DATA_DIR", true, "PostgreSQL 15 or newer, with `sslmode=verify-full` unless it is on the same machine", text(func(c *Config) *string { return &c.DatabaseURL })},
		{"APP_SECRET", "a new one at each start", true, "at least 32 random characters; signs cookies", func(c *Config, v string) error { c.Secret = []byte(v); return nil }},
		{"STRIPE_SECRET_KEY", "none: the simulator takes the payments", true, "secret key of the Stripe account", text(func(c *Config) *string { return &c.StripeKey })},
		{"STRIPE_WEBHOOK_SECRET", "", true, "signing secret of the webhook endpoint `BASE_URL/webhook/stripe`; two, with a comma, while one replaces the other", list(func(c *Config) *[]string { return &c.StripeWebhooks })},
		{"SMTP_URL", "none: mails are kept for the page /dev/posti", true, "`smtp://user:password@host:587` (STARTTLS) or `smtps://...:465`", readSMTP},
		{"MAIL_FROM", "", true, "sender of mails: `Hubittaako <hei@hubittaako.example>`", readMailFrom},
		{"MAIL_REPLY_TO", "", false, "where answers to mails go", func(c *Config, v string) error { return onSMTP(c, func(s *mail.SMTPConfig) { s.ReplyTo = v }) }},
		{"TRUSTED_PROXIES", "", false, "addresses or networks of the proxies in front, with commas", readProxies},
		{"CLIENT_IP_HEADER", "X-Real-IP", false, "in which they write the visitor's address, replacing what came from outside", text(func(c *Config) *string { return &c.ClientIPHeader })},
		{"REQUESTS_PER_MINUTE", "600", false, "of one address before it must wait; 0 is no limit", number(func(c *Config) *int { return &c.RequestsPerMinute })},
		{"METRICS_ADDR", "", false, "where Prometheus reads /metrics; never a public address", text(func(c *Config) *string { return &c.MetricsAddr })},
		{"LOG_LEVEL", "info", false, "debug, info, warn or error", func(c *Config, v string) error { return c.LogLevel.UnmarshalText([]byte(v)) }},
		{"DATA_DIR", ".data", false, "private files of development", text(func(c *Config) *string { return &c.DataDir })},
		{"SELLER_NAME", demoSeller.Name, true, "the network's name on invoices", text(func(c *Config) *string { return &c.Seller.Name })},
		{"SELLER_BUSINESS_ID", demoSeller.BusinessID, true, "its business ID", readBusinessID},
		{"SELLER_STREET", demoSeller.Street, true, "its street address", text(func(c *Config) *string { return &c.Seller.Street })},
		{"SELLER_POSTCODE", demoSeller.Postcode, true, "its postcode", text(func(c *Config) *string { return &c.Seller.Postcode })},
		{"SELLER_CITY", demoSeller.City, true, "its city", text(func(c *Config) *string { return &c.Seller.City })},
		{"SELLER_EMAIL", demoSeller.Email, true, "who answers about invoices", text(func(c *Config) *string { return &c.Seller.Email })},
		{"SELLER_IBAN", demoSeller.IBAN, true, "the account that invoices are paid to", readIBAN},
		{"SELLER_BIC", demoSeller.BIC, true, "its bank", text(func(c *Config) *string { return &c.Seller.BIC })},
	}
}

// Defaults is the configuration of development.
func Defaults() Config {
	return Config{
		Addr: "127.0.0.1:8080", DataDir: ".data", ClientIPHeader: "X-Real-IP", RequestsPerMinute: 600, LogLevel: slog.LevelInfo,
		Seller: demoSeller,
	}
}

// FromEnv reads the configuration; getenv is os.Getenv. A value that makes no sense is an error that names the variable and
// never shows the value, which may be a secret.
func FromEnv(getenv func(string) string) (Config, error) {
	c := Defaults()
	var errs []error
	for _, s := range Settings() {
		v := strings.TrimSpace(getenv(s.Name))
		if v == "" {
			continue
		}
		if err := s.read(&c, v); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.Name, err))
		}
	}
	return c, errors.Join(errs...)
}

const usage = `usage: hubittaako <command>

  serve          run the site (needs a migrated database)
  migrate        bring the database up to this version
  seed           fill an empty database with the demo network
  dev            run everything on this machine: database, demo network, simulated payments
  admin <email>  make a network admin and print the link that sets the password
  version        print the version

Settings come from the environment:

`

// WriteHelp writes what the program can do and what it reads.
func WriteHelp(w io.Writer) error {
	if _, err := io.WriteString(w, usage); err != nil {
		return err
	}
	return WriteSettings(w)
}

// WriteSettings writes the table of settings as Markdown, for the README and the program's help.
func WriteSettings(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| variable | in production | default | meaning |\n|---|---|---|---|\n")
	for _, s := range Settings() {
		needed := ""
		if s.Needed {
			needed = "needed"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", s.Name, needed, s.Default, s.Help)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func text(field func(c *Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error {
		*field(c) = v
		return nil
	}
}

func list(field func(c *Config) *[]string) func(*Config, string) error {
	return func(c *Config, v string) error {
		for _, item := range strings.Split(v, ",") {
			if item = strings.TrimSpace(item); item != "" {
				*field(c) = append(*field(c), item)
			}
		}
		return nil
	}
}

func number(field func(c *Config) *int) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.ParseUint(v, 10, 31)
		if err != nil {
			return errors.New("must be a whole number")
		}
		*field(c) = int(n)
		return nil
	}
}

func readEnv(c *Config, v string) error {
	if v != "production" && v != "development" {
		return errors.New("must be production or development")
	}
	c.Production = v == "production"
	return nil
}

func readBaseURL(c *Config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return errors.New("must be an address such as https://hubittaako.example")
	}
	c.BaseURL = u
	return nil
}

// readProxies checks each one, because a misspelt network would be ignored in silence.
func readProxies(c *Config, v string) error {
	if err := list(func(c *Config) *[]string { return &c.Proxies })(c, v); err != nil {
		return err
	}
	for _, p := range c.Proxies {
		if _, _, err := net.ParseCIDR(p); err != nil && net.ParseIP(p) == nil {
			return fmt.Errorf("%q is neither an address nor a network", p)
		}
	}
	return nil
}

func readBusinessID(c *Config, v string) error {
	id, ok := businessid.Parse(v)
	if !ok {
		return errors.New("is not a business ID")
	}
	c.Seller.BusinessID = string(id)
	return nil
}

func readIBAN(c *Config, v string) error {
	iban, err := bankref.ParseIBAN(v)
	if err != nil {
		return errors.New("is not an IBAN")
	}
	c.Seller.IBAN = iban.String()
	return nil
}
