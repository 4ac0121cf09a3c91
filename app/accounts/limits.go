package accounts

import (
	"context"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// limitWindow is how long an attempt counts. Nobody is locked out for longer, and a mailed link always gets its owner in.
const limitWindow = 15 * time.Minute

// limit is how many attempts one key may have within the window.
type limit struct {
	key string
	max int
}

func signInLimits(email, ip string) []limit {
	return []limit{{"sign_in:email:" + email, 10}, {"sign_in:ip:" + network(ip), 50}}
}

func mailLimits(email, ip string) []limit {
	return []limit{{"mail:email:" + email, 3}, {"mail:ip:" + network(ip), 20}}
}

func signUpLimit(ip string) limit { return limit{"sign_up:ip:" + network(ip), 10} }

func inviteLimit(person int64) limit {
	return limit{"invite:person:" + strconv.FormatInt(person, 10), 30}
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

// attempts remembers what was counted, so that a success can be taken back.
type attempts struct{ ids []int64 }

// count takes one attempt from each limit before the attempt is made, in a transaction of its own: guesses that arrive
// together cannot all be the first one, and when the database is down nobody gets a guess at all.
func (s *Service) count(ctx context.Context, limits ...limit) (attempts, error) {
	var taken attempts
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		taken = attempts{}
		keys := keysOf(limits)
		if err := lockKeys(ctx, tx, keys); err != nil {
			return err
		}
		for _, l := range limits {
			n, err := countAttempts(ctx, tx, l.key)
			if err != nil {
				return err
			}
			if n >= l.max {
				return fault.New(fault.TooMany, "fault.too_many_attempts").With("Minutes", int(limitWindow.Minutes()))
			}
		}
		var err error
		taken.ids, err = insertAttempts(ctx, tx, keys)
		return err
	})
	return taken, err
}

func keysOf(limits []limit) []string {
	keys := make([]string, len(limits))
	for i, l := range limits {
		keys[i] = l.key
	}
	return keys
}

// lockKeys makes attempts on the same key wait for one another, in one order.
func lockKeys(ctx context.Context, tx *postgres.Tx, keys []string) error {
	for _, key := range slices.Sorted(slices.Values(keys)) {
		if _, err := tx.Exec(ctx, `/* accounts.lockKeys */ SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, key); err != nil {
			return err
		}
	}
	return nil
}

func countAttempts(ctx context.Context, tx *postgres.Tx, key string) (int, error) {
	var n int
	err := tx.Get(ctx, &n, `/* accounts.countAttempts */
		SELECT count(*) FROM attempt WHERE key = $1 AND at > now() - make_interval(secs => $2)`, key, limitWindow.Seconds())
	return n, err
}

func insertAttempts(ctx context.Context, tx *postgres.Tx, keys []string) ([]int64, error) {
	var ids []int64
	err := tx.Select(ctx, &ids, `/* accounts.insertAttempts */
		INSERT INTO attempt (key) SELECT unnest($1::text[]) RETURNING id`, pq.Array(keys))
	return ids, err
}

// forgive takes a successful attempt back, and with it the failures of the account. The address keeps its other failures:
// an attacker with one account of their own must not be able to wipe them.
func (a attempts) forgive(ctx context.Context, tx *postgres.Tx, limits []limit) error {
	var accounts []string
	for _, key := range keysOf(limits) {
		if !strings.Contains(key, ":ip:") {
			accounts = append(accounts, key)
		}
	}
	_, err := tx.Exec(ctx, `/* accounts.forgive */
		DELETE FROM attempt WHERE id = ANY($1) OR key = ANY($2)`, pq.Array(a.ids), pq.Array(accounts))
	return err
}
