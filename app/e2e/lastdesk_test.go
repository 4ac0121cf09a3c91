package e2e

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"golang.org/x/sync/errgroup"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// TestTheLastDesk lets 20 companies, each in a browser of its own, press "hold" for the last desk at the same moment.
// Exactly one gets it; the others are told what is short and what would be free.
func TestTheLastDesk(t *testing.T) {
	t.Parallel()
	s := emptySite(t, together(4, capacity.Take))
	n, people := s.rush(t, 20)
	won, lost := 0, 0
	for i, p := range people {
		switch {
		case strings.HasPrefix(p.path(), "/yritys/varaukset/HT-"):
			won++
			p.shot("last-desk-won")
		default:
			lost++
			if i < 3 {
				p.shot("last-desk-lost")
			}
			p.sees("HUBteekki")
			p.sees(dates.FormatShort(n.Monday, "fi"))
		}
	}
	if won != 1 || lost != 19 {
		t.Fatalf("%d companies have the last desk, %d were told that it is gone", won, lost)
	}
	if broken, err := billing.Violations(context.Background(), s.DB()); err != nil || len(broken) > 0 {
		t.Fatal(broken, err)
	}
}

// TestTheLastDeskWithoutItsLock is the control: the same herd, but places are counted without lock or check, and nobody
// counts before all have looked. It must oversell, or the test above proves nothing.
func TestTheLastDeskWithoutItsLock(t *testing.T) {
	t.Parallel()
	const herd = 4
	s := emptySite(t, together(herd, func(ctx context.Context, tx *postgres.Tx, id int64, demands []capacity.Demand) error {
		for _, d := range capacity.Sum(demands) {
			if _, err := tx.Exec(ctx, `/* e2e.careless */ UPDATE slot SET taken = taken + $4 WHERE resource_id = $1 AND day = $2 AND part = $3`,
				d.Resource, d.Day, d.Part, d.Quantity); err != nil {
				return err
			}
		}
		return nil
	}))
	if err := s.DB().InTx(context.Background(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(context.Background(), `/* e2e.uncheck */ ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	_, people := s.rush(t, herd)
	won := 0
	for _, p := range people {
		if strings.HasPrefix(p.path(), "/yritys/varaukset/HT-") {
			won++
		}
	}
	if won < 2 {
		t.Fatalf("without the lock the last desk was sold %d times: the herd is no race", won)
	}
	if broken, err := billing.Violations(context.Background(), s.DB()); err != nil || len(broken) == 0 {
		t.Fatalf("oversold, and no invariant noticed: %v", err)
	}
}

// together lets the first n that come to take places in only when all n are there, so that there is a race on any machine.
func together(n int, take booking.Taker) booking.Taker {
	var came atomic.Int32
	all := make(chan struct{})
	return func(ctx context.Context, tx *postgres.Tx, id int64, demands []capacity.Demand) error {
		if came.Add(1) == int32(n) {
			close(all)
		}
		select {
		case <-all:
		case <-ctx.Done():
			return ctx.Err()
		}
		return take(ctx, tx, id, demands)
	}
}

// rush opens the package page as each company, then presses every button at once and waits for all answers.
func (s site) rush(t *testing.T, companies int) (packtest.Network, []*person) {
	t.Helper()
	monday := dates.Today(time.Now()).AddDays(28).StartOfWeek()
	n := packtest.New(t, s.DB(), packtest.Options{Desks: 1, Seats: 40, Companies: companies, Weeks: 2, Monday: monday})
	people := make([]*person, companies)
	for i, actor := range n.Companies {
		people[i] = s.visitor(t)
		people[i].hidden()
		people[i].comeAs(s, actor)
		people[i].open("/paketit/viikko?hlo=1&alku=" + monday.String())
		people[i].mark()
	}
	var pressing errgroup.Group
	for _, p := range people {
		pressing.Go(func() error {
			_, err := try[bool](p, `(document.querySelector("main form[method=post] button.go").click(), true)`)
			if errors.Is(err, errLeaving) {
				err = nil // pressed, and gone before it could say so
			}
			return err
		})
	}
	if err := pressing.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		p.follow()
	}
	return n, people
}

// comeAs gives the browser a sign-in of a person who has no password.
func (p *person) comeAs(s site, actor access.Actor) {
	p.t.Helper()
	token := rand.Text()
	hash := sha256.Sum256([]byte(token))
	err := s.DB().InTx(p.ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(p.ctx, `/* e2e.comeAs */ INSERT INTO sign_in (token_hash, person_id, csrf, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`,
			hash[:], actor.PersonID, rand.Text())
		return err
	})
	if err == nil {
		_, err = chromedp.Call(p.ctx, network.SetCookie, network.SetCookieParams{Name: "session", Value: token, URL: p.base})
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
