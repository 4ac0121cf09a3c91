package event

import (
	"context"
	"net/netip"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Mails go to addresses that strangers type, so there is a limit to how many: for an address, and for whoever asks.
const (
	limitMinutes = 15
	emailLimit   = 4
	ipLimit      = 30
)

// attempt counts one mail that somebody asks for, in a transaction of its own. The table is that of all such counts; what is old
// is swept with the others.
func (s *Service) attempt(ctx context.Context, email, ip string) error {
	limits := map[string]int{"event:email:" + email: emailLimit, "event:ip:" + network(ip): ipLimit}
	keys := make([]string, 0, len(limits))
	for key := range limits {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, key := range keys {
			if _, err := tx.Exec(ctx, `/* event.lockLimit */ SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, key); err != nil {
				return err
			}
			var n int
			if err := tx.Get(ctx, &n, `/* event.countAttempts */
				SELECT count(*) FROM attempt WHERE key = $1 AND at > now() - make_interval(mins => $2)`, key, limitMinutes); err != nil {
				return err
			}
			if n >= limits[key] {
				return fault.New(fault.TooMany, "fault.too_many_attempts").With("Minutes", limitMinutes)
			}
			if _, err := tx.Exec(ctx, `/* event.insertAttempt */ INSERT INTO attempt (key) VALUES ($1)`, key); err != nil {
				return err
			}
		}
		return nil
	})
}

// network is the address to count by: a household or an office has a whole /64 of IPv6.
func network(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return "unknown"
	}
	if a = a.Unmap(); a.Is6() {
		if p, err := a.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
