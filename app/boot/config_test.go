package boot_test

import (
	"bytes"
	"context"
	"log/slog"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/boot"
)

var quiet = slog.New(slog.DiscardHandler)

// production is a complete set of settings for a real site.
func production(dsn string) map[string]string {
	return map[string]string{
		"ENV": "production", "ADDR": "127.0.0.1:0", "BASE_URL": "https://hubittaako.test", "DATABASE_URL": dsn,
		"APP_SECRET": "q3W8vN1xZ7rT5yL2pK9sD4fG6hJ0bM8c", "STRIPE_SECRET_KEY": "sk_test_abc", "STRIPE_WEBHOOK_SECRET": "whsec_a, whsec_b",
		"SMTP_URL": "smtp://user:pass@mail.test:2525", "MAIL_FROM": "Hubit <hei@hubittaako.test>",
		"SELLER_NAME": "Verkosto Oy", "SELLER_BUSINESS_ID": "1572860-0", "SELLER_STREET": "Katu 1", "SELLER_POSTCODE": "44800",
		"SELLER_CITY": "Pihtipudas", "SELLER_EMAIL": "laskut@hubittaako.test", "SELLER_IBAN": "FI21 1234 5600 0007 85", "SELLER_BIC": "NDEAFIHH",
	}
}

func env(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func start(t *testing.T, values map[string]string) error {
	t.Helper()
	cfg, err := boot.FromEnv(env(values))
	if err != nil {
		return err
	}
	app, err := boot.New(context.Background(), cfg, quiet)
	if err != nil {
		return err
	}
	return app.Close()
}

func TestProductionStartsWithACompleteConfiguration(t *testing.T) {
	if err := start(t, production(pgtest.DSN(t))); err != nil {
		t.Error(err)
	}
}

func TestProductionRefusesWhatIsWeakOrMissing(t *testing.T) {
	dsn := pgtest.DSN(t)
	for name, change := range map[string]map[string]string{
		"no database":              {"DATABASE_URL": ""},
		"no secret":                {"APP_SECRET": ""},
		"short secret":             {"APP_SECRET": "q3W8vN1xZ7rT5yL2"},
		"simple secret":            {"APP_SECRET": strings.Repeat("abc", 20)},
		"no Stripe key":            {"STRIPE_SECRET_KEY": ""},
		"no webhook secret":        {"STRIPE_WEBHOOK_SECRET": " , "},
		"no mail":                  {"SMTP_URL": ""},
		"no address":               {"BASE_URL": ""},
		"plain http":               {"BASE_URL": "http://hubittaako.test"},
		"address with a path":      {"BASE_URL": "https://hubittaako.test/app"},
		"address with a password":  {"BASE_URL": "https://a:b@hubittaako.test"},
		"demo seller's account":    {"SELLER_NAME": "", "SELLER_BUSINESS_ID": "", "SELLER_STREET": "", "SELLER_CITY": "", "SELLER_EMAIL": ""},
		"odd environment":          {"ENV": "prod"},
		"odd proxy":                {"TRUSTED_PROXIES": "10.0.0.0/99"},
		"odd account":              {"SELLER_IBAN": "FI21 1234 5600 0007 86"},
		"odd business id":          {"SELLER_BUSINESS_ID": "1572860-1"},
		"odd mail server":          {"SMTP_URL": "http://mail.test"},
		"odd sender":               {"MAIL_FROM": "nobody"},
		"odd number":               {"REQUESTS_PER_MINUTE": "-1"},
		"odd level":                {"LOG_LEVEL": "loud"},
		"no mail sender but a URL": {"MAIL_FROM": ""},
	} {
		t.Run(name, func(t *testing.T) {
			values := production(dsn)
			maps.Copy(values, change)
			err := start(t, values)
			if err == nil {
				t.Fatal("started")
			}
			for _, secret := range []string{values["APP_SECRET"], values["STRIPE_SECRET_KEY"], "user:pass"} {
				if secret != "" && strings.Contains(err.Error(), secret) {
					t.Errorf("shows a secret: %v", err)
				}
			}
		})
	}
}

func TestSettingsAreRead(t *testing.T) {
	values := production("postgres://x")
	values["TRUSTED_PROXIES"], values["LOG_LEVEL"], values["REQUESTS_PER_MINUTE"] = "10.0.0.1, fd00::/8", "warn", "0"
	cfg, err := boot.FromEnv(env(values))
	if err != nil {
		t.Fatal(err)
	}
	if len(cfg.Proxies) != 2 || cfg.LogLevel != slog.LevelWarn || cfg.RequestsPerMinute != 0 || len(cfg.StripeWebhooks) != 2 {
		t.Errorf("got %+v", cfg)
	}
	if s := cfg.SMTP; s == nil || s.Host != "mail.test" || s.Port != 2525 || s.Username != "user" || s.Password != "pass" || s.From != "hei@hubittaako.test" || s.FromName != "Hubit" {
		t.Errorf("mail: %+v", s)
	}
	if cfg.Seller.IBAN != "FI2112345600000785" {
		t.Errorf("account %q", cfg.Seller.IBAN)
	}
}

func TestEverySettingIsInTheHelp(t *testing.T) {
	var b bytes.Buffer
	if err := boot.WriteHelp(&b); err != nil {
		t.Fatal(err)
	}
	for _, s := range boot.Settings() {
		if strings.Count(b.String(), "`"+s.Name+"`") != 1 {
			t.Errorf("%s is not in the help once", s.Name)
		}
	}
	if len(boot.Settings()) < 20 {
		t.Error("the list is suspiciously short")
	}
}

// TestTheREADMEHasTheSettings: the table in the README is the one that the program prints.
func TestTheREADMEHasTheSettings(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := boot.WriteSettings(&table); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), table.String()) {
		t.Errorf("put this into the README:\n%s", table.String())
	}
}

func TestAnOldSchemaIsRefused(t *testing.T) {
	values := production(pgtest.EmptyDSN(t))
	if err := start(t, values); err == nil || !strings.Contains(err.Error(), "migrate") {
		t.Errorf("got %v", err)
	}
}
