package boot

import (
	"crypto/rand"
	"os"
	"path/filepath"

	"github.com/hubittaako/hubittaako/app/stripepay/simulator"
)

// startSimulator stands in for Stripe where there is no key. Its key and secret are made here, so that both sides know them;
// Config.check and the simulator itself both keep it out of production.
func (a *App) startSimulator() error {
	if a.cfg.StripeKey != "" {
		return nil
	}
	a.cfg.StripeKey, a.cfg.StripeWebhooks = "sk_test_"+rand.Text(), []string{"whsec_" + rand.Text()}
	state := ""
	if a.cfg.DataDir != "" {
		if err := os.MkdirAll(a.cfg.DataDir, 0o700); err != nil {
			return err
		}
		state = filepath.Join(a.cfg.DataDir, "payments.json")
	}
	s, err := simulator.Start(simulator.Config{
		Addr: "127.0.0.1:0", SecretKey: a.cfg.StripeKey, WebhookSecret: a.cfg.StripeWebhooks[0],
		WebhookURL: "http://" + a.listener.Addr().String() + "/webhook/stripe", StateFile: state,
		Production: a.cfg.Production, Logger: a.log,
	})
	a.simulator = s
	return err
}
