package admin_test

import (
	"context"
	"log/slog"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/watch"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestRulesAreListedAndChecked(t *testing.T) {
	rows := []string{"HT-1 holds 3 of <2>"}
	w := webtest.New(t, packtest.Options{}, func(w *webtest.World) []page.Route {
		rules := watch.Rules()
		rules[1].Broken = func(context.Context, postgres.Reader) ([]string, error) { return rows, nil }
		return admin.RuleRoutes(watch.New(w.DB, rules, slog.New(slog.DiscardHandler)))
	})
	for who, want := range map[string]int{"admin": 200, "staff": 404, "company": 404} {
		w.As(t, who).Get("/hallinta/saannot").Status(want)
	}
	b := w.As(t, "admin")
	list := b.Get("/hallinta/saannot").Says("Ei vielä tarkistettu", "Kirjanpidon summa on nolla")
	b.Send(list.Form("/saannot")).LeadsTo("/hallinta/saannot")
	b.Get("/hallinta/saannot").Says("Yksi sääntö on rikki", "HT-1 holds 3 of <2>", "Pätee")
	rows = nil
	b.Send(list.Form("/saannot")).LeadsTo("/hallinta/saannot")
	b.Get("/hallinta/saannot").Says("sääntöä, joiden pitää aina päteä")
	b.Get("/en/hallinta/saannot").Says("The ledger sums to zero")
}
