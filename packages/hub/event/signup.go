package event

import (
	"context"
	"database/sql"
	"errors"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// SignupState is where somebody stands who wants to come.
type SignupState string

const (
	SignupAsked   SignupState = "asked"   // the mailed link has not been used: holds nothing
	SignupIn      SignupState = "in"      // has seats
	SignupWaiting SignupState = "waiting" // waits for seats
	SignupOffered SignupState = "offered" // may take the seats that are kept for them until OfferedUntil
	SignupOut     SignupState = "out"     // left
	SignupLapsed  SignupState = "lapsed"  // did not take what was offered
)

// Signup is somebody who wants to come to an occasion, or the group of a stay: then BookingRef is set, Name is the company and
// Email the booker's.
type Signup struct {
	ID           int64       `db:"id"`
	OccasionID   int64       `db:"occasion_id"`
	BookingRef   string      `db:"booking_ref"`
	Name         string      `db:"name"`
	Email        string      `db:"email"`
	Lang         string      `db:"lang"`
	Seats        int         `db:"seats"`
	State        SignupState `db:"state"`
	Token        string      `db:"token"`
	OfferedUntil *time.Time  `db:"offered_until"`
	Letters      int         `db:"letters"`
	Ahead        int         `db:"ahead"` // how many wait before them
}

const signupColumns = `s.id, s.occasion_id, coalesce(b.ref, '') AS booking_ref, coalesce(nullif(s.name, ''), y.name, '') AS name,
		coalesce(nullif(s.email, ''), p.email, '') AS email, s.lang, s.seats, s.state, s.token, s.offered_until, s.letters,
		(SELECT count(*) FROM event_signup q WHERE s.state = 'waiting' AND q.occasion_id = s.occasion_id AND q.state = 'waiting'
			AND (q.queued_at, q.id) < (s.queued_at, s.id)) AS ahead
	FROM event_signup s LEFT JOIN booking b ON b.id = s.booking_id LEFT JOIN company y ON y.id = b.company_id LEFT JOIN person p ON p.id = b.booker_id `

// SignupForm is what somebody says who wants to come.
type SignupForm struct {
	Name  string `form:"name"`
	Email string `form:"email"`
	Seats int    `form:"seats"`
	Lang  string // of the page, and of the mails
}

// MaxSeats is how many seats one person may take: for themselves and those they bring.
const MaxSeats = 6

const maxName = 80

func (f *SignupForm) clean() {
	f.Name, f.Email = typed.Line(f.Name), cleanEmail(f.Email)
}

func (f SignupForm) check(c *checker) {
	c.add(f.Name == "", "name", "field.required")
	c.long("name", f.Name, maxName)
	c.add(linkLike(f.Name), "name", "field.event_name")
	checkEmail(c, f.Email)
	c.add(f.Seats < 1 || f.Seats > MaxSeats, "seats", "field.range", "Min", 1, "Max", MaxSeats)
}

func checkEmail(c *checker, address string) {
	c.add(address == "", "email", "field.required")
	c.long("email", address, 254)
	parsed, err := mail.ParseAddress(address)
	c.add(err != nil || parsed.Address != address || !strings.Contains(address[strings.LastIndexByte(address, '@')+1:], "."), "email", "field.email")
}

// cleanEmail takes out the spaces that come along when an address is pasted, and a "mailto:" before it.
func cleanEmail(s string) string {
	return strings.TrimPrefix(strings.ToLower(typed.Word(s)), "mailto:")
}

// linkLike says that a name carries an address: our mails greet by the name, and must not carry strangers' links to strangers.
func linkLike(name string) bool {
	return strings.Contains(name, "://") || strings.Contains(name, "www.") || strings.ContainsAny(name, "/\\<>@")
}

// known makes a language of ours of what the page says.
func known(lang string) string {
	switch lang {
	case "en", "sv":
		return lang
	}
	return "fi"
}

// SignUp asks for seats: the link that makes it so is mailed, and until it is used nothing is taken. Everybody may. Asking again
// mails the link again, or what has become of it; the answer never tells whether the address was known. Errors: Invalid with a
// message for each field, TooMany, NotFound, Conflict when there is nothing to sign up for ("fault.event_closed").
func (s *Service) SignUp(ctx context.Context, occasion int64, f SignupForm, ip string) error {
	f.clean()
	var c checker
	f.check(&c)
	if err := fault.Check(c.fields); err != nil {
		return err
	}
	if err := s.attempt(ctx, f.Email, ip); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		o, err := s.locked(ctx, tx, occasion)
		if err != nil {
			return err
		}
		if err := s.takesSignups(o); err != nil {
			return err
		}
		x, err := liveSignup(ctx, tx, occasion, f.Email)
		if err != nil {
			return err
		}
		switch {
		case x.ID == 0:
			x, err = s.insertSignup(ctx, tx, occasion, f)
		case x.State == SignupAsked:
			x.Name, x.Seats, x.Lang = f.Name, f.Seats, known(f.Lang)
			_, err = tx.Exec(ctx, `/* event.askAgain */
				UPDATE event_signup SET name = $2, seats = $3, lang = $4, created_at = $5 WHERE id = $1`, x.ID, x.Name, x.Seats, x.Lang, s.now())
		}
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, News(x.State), o, &x)
	})
}

func (s *Service) takesSignups(o Occasion) error {
	switch o.StateAt(s.now()) {
	case Open, Full:
		return nil
	case Cancelled:
		return fault.New(fault.Conflict, "fault.event_cancelled")
	case Come:
		return fault.New(fault.Conflict, "fault.event_no_signup")
	}
	return fault.New(fault.Conflict, "fault.event_closed")
}

func liveSignup(ctx context.Context, r postgres.Reader, occasion int64, email string) (x Signup, err error) {
	err = r.Get(ctx, &x, `/* event.liveSignup */
		SELECT `+signupColumns+` WHERE s.occasion_id = $1 AND s.email = $2 AND s.booking_id IS NULL AND s.state IN ('asked', 'in', 'waiting', 'offered')`,
		occasion, email)
	if errors.Is(err, sql.ErrNoRows) {
		return Signup{}, nil
	}
	return x, err
}

func (s *Service) insertSignup(ctx context.Context, tx *postgres.Tx, occasion int64, f SignupForm) (Signup, error) {
	x := Signup{OccasionID: occasion, Name: f.Name, Email: f.Email, Lang: known(f.Lang), Seats: f.Seats, State: SignupAsked, Token: newToken()}
	err := tx.Get(ctx, &x.ID, `/* event.insertSignup */
		INSERT INTO event_signup (occasion_id, name, email, lang, seats, state, token, created_at) VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7) RETURNING id`,
		occasion, x.Name, x.Email, x.Lang, x.Seats, x.Token, s.now())
	return x, err
}

// tell counts the mail, so that it has a key of its own, and queues it.
func (s *Service) tell(ctx context.Context, tx *postgres.Tx, what News, o Occasion, x *Signup) error {
	if err := tx.Get(ctx, &x.Letters, `/* event.tell */ UPDATE event_signup SET letters = letters + 1 WHERE id = $1 RETURNING letters`, x.ID); err != nil {
		return err
	}
	return s.notify.Signup(ctx, tx, what, o, *x)
}

// Ticket is what the page of a mailed link shows.
type Ticket struct {
	Occasion
	Signup Signup
}

var errLinkUnknown = fault.New(fault.Gone, "fault.link_unknown")

// Ticket is a sign-up by the token of its link, and leaves it as it is. Who has the token may. Gone "fault.link_unknown".
func (s *Service) Ticket(ctx context.Context, token string) (Ticket, error) {
	x, err := byToken(ctx, s.db, token)
	if err != nil {
		return Ticket{}, err
	}
	o, err := byID(ctx, s.db, x.OccasionID, "")
	return Ticket{o, x}, err
}

func byToken(ctx context.Context, r postgres.Reader, token string) (x Signup, err error) {
	if len(token) > 100 || !utf8.ValidString(token) {
		return x, errLinkUnknown
	}
	err = r.Get(ctx, &x, `/* event.byToken */ SELECT `+signupColumns+` WHERE s.token = $1 AND s.booking_id IS NULL`, token)
	if errors.Is(err, sql.ErrNoRows) {
		err = errLinkUnknown
	}
	return x, err
}

// withToken lets fn change a sign-up whose occasion is locked, and gives what came of it.
func (s *Service) withToken(ctx context.Context, token string, fn func(tx *postgres.Tx, o *Occasion, x *Signup) error) (t Ticket, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		x, err := byToken(ctx, tx, token)
		if err != nil {
			return err
		}
		o, err := s.locked(ctx, tx, x.OccasionID)
		if err != nil {
			return err
		}
		if x, err = byToken(ctx, tx, token); err != nil { // as it is now that nobody else can change it
			return err
		}
		if err := fn(tx, &o, &x); err != nil {
			return err
		}
		t = Ticket{o, x}
		return nil
	})
	return t, err
}

// Confirm uses the mailed link: seats are taken while there are some, the waiting list is joined when there are none, an offer
// is taken. Doing it again changes nothing. Who has the token may. Errors: Gone "fault.link_unknown", "fault.event_left" for who
// has left, "fault.event_offer_over"; Conflict "fault.event_cancelled", "fault.event_closed".
func (s *Service) Confirm(ctx context.Context, token string) (Ticket, error) {
	return s.withToken(ctx, token, func(tx *postgres.Tx, o *Occasion, x *Signup) error {
		if x.State == SignupIn {
			return nil
		}
		if o.Cancelled {
			return fault.New(fault.Conflict, "fault.event_cancelled")
		}
		switch x.State {
		case SignupAsked:
			return s.admit(ctx, tx, o, x)
		case SignupOffered:
			return s.takeOffer(ctx, tx, *o, x)
		case SignupWaiting:
			return s.takeLate(ctx, tx, o, x)
		case SignupLapsed:
			return fault.New(fault.Gone, "fault.event_offer_over")
		}
		return fault.New(fault.Gone, "fault.event_left")
	})
}

// admit lets somebody in who has just confirmed, or puts them at the end of the queue.
func (s *Service) admit(ctx context.Context, tx *postgres.Tx, o *Occasion, x *Signup) error {
	if err := s.takesSignups(*o); err != nil {
		return err
	}
	if x.Seats <= o.Free() {
		return s.letIn(ctx, tx, o, x)
	}
	x.State = SignupWaiting
	if _, err := tx.Exec(ctx, `/* event.queue */ UPDATE event_signup SET state = 'waiting', queued_at = $2 WHERE id = $1`, x.ID, s.now()); err != nil {
		return err
	}
	queued, err := byToken(ctx, tx, x.Token)
	if err != nil {
		return err
	}
	*x = queued
	return s.tell(ctx, tx, Waits, *o, x)
}

// letIn gives somebody their seats.
func (s *Service) letIn(ctx context.Context, tx *postgres.Tx, o *Occasion, x *Signup) error {
	if err := s.seat(ctx, tx, o, x.Seats); err != nil {
		return err
	}
	return s.markIn(ctx, tx, *o, x)
}

func (s *Service) markIn(ctx context.Context, tx *postgres.Tx, o Occasion, x *Signup) error {
	x.State, x.OfferedUntil = SignupIn, nil
	if _, err := tx.Exec(ctx, `/* event.markIn */ UPDATE event_signup SET state = 'in', offered_until = NULL WHERE id = $1`, x.ID); err != nil {
		return err
	}
	return s.tell(ctx, tx, GotIn, o, x)
}

// Leave gives seats, an offer or a place in the queue back; those who wait move up. Leaving twice is no error. Who has the token
// may. Gone "fault.link_unknown".
func (s *Service) Leave(ctx context.Context, token string) (Ticket, error) {
	return s.withToken(ctx, token, func(tx *postgres.Tx, o *Occasion, x *Signup) error {
		switch x.State {
		case SignupOut, SignupLapsed:
			return nil
		}
		return s.leave(ctx, tx, o, x, SignupOut)
	})
}

// leave ends a sign-up, forgets who it was, and lets others move up.
func (s *Service) leave(ctx context.Context, tx *postgres.Tx, o *Occasion, x *Signup, to SignupState) error {
	if x.State == SignupIn || x.State == SignupOffered {
		if err := s.seat(ctx, tx, o, -x.Seats); err != nil {
			return err
		}
	}
	x.State, x.OfferedUntil = to, nil
	if _, err := tx.Exec(ctx, `/* event.leave */
		UPDATE event_signup SET state = $2, name = '', email = '', offered_until = NULL WHERE id = $1`, x.ID, to); err != nil {
		return err
	}
	return s.promote(ctx, tx, o)
}
