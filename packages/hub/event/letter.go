package event

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Reader gets the weekly letter, once the link in the first mail is used. HubID is 0 for every hub.
type Reader struct {
	ID        int64  `db:"id"`
	Email     string `db:"email"`
	Lang      string `db:"lang"`
	HubID     int64  `db:"hub_id"`
	HubName   string `db:"hub_name"`
	Token     string `db:"token"`
	Letters   int    `db:"letters"` // mails with the link so far: a part of their keys
	Confirmed bool   `db:"confirmed"`
}

// ReaderForm is what somebody says who wants the weekly letter.
type ReaderForm struct {
	Email string `form:"email"`
	HubID int64  `form:"hub"` // 0: every hub
	Lang  string // of the page, and of the letter
}

const readerColumns = `r.id, r.email, r.lang, coalesce(r.hub_id, 0) AS hub_id, coalesce(h.name, '') AS hub_name, r.token, r.letters,
		r.confirmed_at IS NOT NULL AS confirmed
	FROM event_reader r LEFT JOIN hub h ON h.id = r.hub_id `

// Subscribe asks for the weekly letter: a link is mailed, and until it is used nothing else is. Everybody may; the answer never
// tells whether the address was known. Errors: Invalid with fields, TooMany.
func (s *Service) Subscribe(ctx context.Context, f ReaderForm, ip string) error {
	f.Email = cleanEmail(f.Email)
	var c checker
	checkEmail(&c, f.Email)
	if err := fault.Check(c.fields); err != nil {
		return err
	}
	if err := s.attempt(ctx, f.Email, ip); err != nil {
		return err
	}
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var id int64
		if err := tx.Get(ctx, &id, `/* event.subscribe */
			INSERT INTO event_reader AS r (email, lang, hub_id, token, letters, asked_at) VALUES ($1, $2, $3, $4, 1, $5)
			ON CONFLICT (email) DO UPDATE SET letters = r.letters + 1,
				lang = CASE WHEN r.confirmed_at IS NULL THEN excluded.lang ELSE r.lang END,
				hub_id = CASE WHEN r.confirmed_at IS NULL THEN excluded.hub_id ELSE r.hub_id END,
				asked_at = CASE WHEN r.confirmed_at IS NULL THEN excluded.asked_at ELSE r.asked_at END
			RETURNING id`, f.Email, known(f.Lang), orNull(f.HubID), newToken(), s.now()); err != nil {
			return err
		}
		var r Reader
		if err := tx.Get(ctx, &r, `/* event.reader */ SELECT `+readerColumns+` WHERE r.id = $1`, id); err != nil {
			return err
		}
		return s.notify.ReaderAsked(ctx, tx, r)
	})
	if postgres.Constraint(err) == "event_reader_hub_id_fkey" {
		return fault.OnField("hub", "field.choice")
	}
	return err
}

// ReaderOf is a reader by the token of the link, and leaves it as it is. Who has the token may. Gone "fault.link_unknown".
func (s *Service) ReaderOf(ctx context.Context, token string) (Reader, error) {
	return readerOf(ctx, s.db, token, "")
}

func readerOf(ctx context.Context, r postgres.Reader, token, lock string) (x Reader, err error) {
	if len(token) > 100 {
		return x, errLinkUnknown
	}
	err = r.Get(ctx, &x, `/* event.readerOf */ SELECT `+readerColumns+` WHERE r.token = $1 `+lock, token)
	if errors.Is(err, sql.ErrNoRows) {
		err = errLinkUnknown
	}
	return x, err
}

// ConfirmReader starts the letter. Doing it again changes nothing. Who has the token may. Gone "fault.link_unknown".
func (s *Service) ConfirmReader(ctx context.Context, token string) (x Reader, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if x, err = readerOf(ctx, tx, token, "FOR UPDATE OF r"); err != nil {
			return err
		}
		x.Confirmed = true
		_, err = tx.Exec(ctx, `/* event.confirmReader */ UPDATE event_reader SET confirmed_at = coalesce(confirmed_at, $2) WHERE id = $1`, x.ID, s.now())
		return err
	})
	return x, err
}

// Unsubscribe ends the letter and forgets the address. Who has the token may. Gone "fault.link_unknown", also the second time.
func (s *Service) Unsubscribe(ctx context.Context, token string) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		x, err := readerOf(ctx, tx, token, "FOR UPDATE OF r")
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* event.unsubscribe */ DELETE FROM event_reader WHERE id = $1`, x.ID)
		return err
	})
}

const (
	letterWeekday = 1      // Monday
	letterMinute  = 7 * 60 // from seven in the morning
	letterLateBy  = 2      // days: after a longer silence the letter waits for the next week
	letterDays    = 14     // how far it looks
	letterBatch   = 50     // readers in one transaction
)

// letterWeek names the week whose letter is due at a moment, "" for none.
func letterWeek(now time.Time) string {
	today := dates.Today(now)
	late := today.Weekday() - letterWeekday
	if late < 0 || late > letterLateBy || late == 0 && dates.MinutesOf(now) < letterMinute {
		return ""
	}
	year, week := today.ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

// SendLetters sends the letter of the week where it is due, to every reader once, and says how many. Readers of a hub at which
// nothing is on get none. A job calls it every hour.
func (s *Service) SendLetters(ctx context.Context) (n int, err error) {
	week := letterWeek(s.now())
	if week == "" {
		return 0, nil
	}
	coming, err := s.List(ctx, Filter{From: s.now(), Until: s.now().AddDate(0, 0, letterDays), Next: true})
	if err != nil {
		return 0, err
	}
	for {
		seen, sent, err := s.sendBatch(ctx, week, coming)
		if n += sent; err != nil || seen == 0 {
			return n, err
		}
	}
}

func (s *Service) sendBatch(ctx context.Context, week string, coming []Occasion) (seen, sent int, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		sent = 0
		var readers []Reader
		if err := tx.Select(ctx, &readers, `/* event.letterReaders */
			SELECT `+readerColumns+` WHERE r.confirmed_at IS NOT NULL AND r.last_week <> $1 ORDER BY r.id LIMIT $2 FOR UPDATE OF r SKIP LOCKED`, week, letterBatch); err != nil {
			return err
		}
		seen = len(readers)
		for _, r := range readers {
			if _, err := tx.Exec(ctx, `/* event.letterSent */ UPDATE event_reader SET last_week = $2 WHERE id = $1`, r.ID, week); err != nil {
				return err
			}
			list := forReader(r, coming)
			if len(list) == 0 {
				continue
			}
			if err := s.notify.Letter(ctx, tx, r, week, list); err != nil {
				return err
			}
			sent++
		}
		return nil
	})
	return seen, sent, err
}

// forReader is what concerns a reader: their hub and the network, or everything.
func forReader(r Reader, all []Occasion) []Occasion {
	if r.HubID == 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(o Occasion) bool { return o.HubID != 0 && o.HubID != r.HubID })
}
