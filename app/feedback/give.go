package feedback

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Topic is what a message is about.
type Topic string

// The topics, in the order of the form. Access is about accessibility, which the law watches over.
const (
	Access Topic = "access"
	Fault  Topic = "fault"
	Idea   Topic = "idea"
	Other  Topic = "other"
)

// Topics are all of them.
func Topics() []Topic { return []Topic{Access, Fault, Idea, Other} }

const (
	longestBody  = 5000
	longestPage  = 500
	longestEmail = 254
)

// Form is what somebody writes.
type Form struct {
	Topic string `form:"topic"`
	Page  string `form:"page"`
	Body  string `form:"body"`
	Email string `form:"email"` // empty: wants no answer
	Lure  string `form:"lure"`  // hidden from people; a robot fills it in
	Lang  string // of the page
}

// Teller hears of each message within the transaction that stores it.
type Teller interface {
	FeedbackGiven(ctx context.Context, tx *postgres.Tx, m Message) error
}

// Service takes and keeps messages.
type Service struct {
	db    *postgres.DB
	tell  Teller
	allow func(ctx context.Context, ip string) error
	now   func() time.Time
}

// New makes it. allow refuses an address that sends too much.
func New(db *postgres.DB, tell Teller, allow func(ctx context.Context, ip string) error, now func() time.Time) *Service {
	return &Service{db: db, tell: tell, allow: allow, now: now}
}

// Give takes a message; anyone may give one. ip counts how much an address sends, and is not kept. The same operation key gives
// the same reference. Errors: Invalid with fields; TooMany.
func (s *Service) Give(ctx context.Context, f Form, ip string, op uuid.UUID) (ref string, err error) {
	if err := fault.Check(f.check()); err != nil {
		return "", err
	}
	if err := s.allow(ctx, ip); err != nil {
		return "", err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		m, err := insert(ctx, tx, f, op)
		if errors.Is(err, sql.ErrNoRows) { // the form was sent before
			return tx.Get(ctx, &ref, `/* feedback.sent */ SELECT ref FROM feedback WHERE op_key = $1`, op)
		}
		ref = m.Ref
		if err != nil || m.Suspect {
			return err
		}
		return s.tell.FeedbackGiven(ctx, tx, m)
	})
	return ref, err
}

// Known says whether there is a message with the reference.
func (s *Service) Known(ctx context.Context, ref string) (bool, error) {
	var known bool
	err := s.db.Get(ctx, &known, `/* feedback.Known */ SELECT EXISTS (SELECT FROM feedback WHERE ref = $1)`, ref)
	return known, err
}

func insert(ctx context.Context, tx *postgres.Tx, f Form, op uuid.UUID) (m Message, err error) {
	err = tx.Get(ctx, &m, `/* feedback.insert */
		INSERT INTO feedback (op_key, ref, topic, page, body, email, lang, suspect)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT ON CONSTRAINT feedback_op_key DO NOTHING
		RETURNING id, ref, topic, page, body, email, lang, suspect, created_at`,
		op, newRef(), f.Topic, f.Page, f.Body, f.Email, f.Lang, f.Lure != "")
	return m, err
}

// newRef cannot be guessed from another, since it opens the page of thanks.
func newRef() string { return "PA-" + rand.Text()[:8] }

// check cleans the form and says what is wrong with it.
func (f *Form) check() []fault.Field {
	f.Page, f.Email = strings.Join(strings.Fields(f.Page), " "), strings.TrimSpace(f.Email)
	f.Body = strings.TrimSpace(f.Body)
	var fields []fault.Field
	wrong := func(bad bool, name, key string, args map[string]any) {
		if bad {
			fields = append(fields, fault.Field{Name: name, Key: key, Args: args})
		}
	}
	wrong(!slices.Contains(Topics(), Topic(f.Topic)), "topic", "field.choice", nil)
	wrong(f.Body == "", "body", "field.required", nil)
	wrong(utf8.RuneCountInString(f.Body) > longestBody, "body", "field.max_chars", map[string]any{"Max": longestBody})
	wrong(utf8.RuneCountInString(f.Page) > longestPage, "page", "field.max_chars", map[string]any{"Max": longestPage})
	wrong(f.Email != "" && !isEmail(f.Email), "email", "field.email", nil)
	return fields
}

func isEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	_, host, _ := strings.Cut(s, "@")
	return err == nil && a.Address == s && strings.Contains(host, ".") && len(s) <= longestEmail
}
