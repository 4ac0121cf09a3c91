package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// person is the row of somebody with an account; the zero person is nobody.
type person struct {
	ID           int64      `db:"id"`
	Email        string     `db:"email"`
	ProvedAt     *time.Time `db:"email_proved_at"`
	Name         string     `db:"name"`
	Lang         string     `db:"lang"`
	PasswordHash string     `db:"password_hash"`
	DisabledAt   *time.Time `db:"disabled_at"`
}

func (p person) exists() bool { return p.ID != 0 }

// mayEnter says whether there is somebody who may sign in.
func (p person) mayEnter() bool { return p.exists() && p.DisabledAt == nil }

// findPerson gives nobody, without an error, when the address has no account: callers go on as if it had, so that their
// answer tells nothing.
func findPerson(ctx context.Context, r postgres.Reader, email string) (person, error) {
	return orNobody(onePerson(ctx, r, `/* accounts.findPerson */
		SELECT id, email, email_proved_at, name, lang, password_hash, disabled_at FROM person WHERE email = $1`, email))
}

func personByID(ctx context.Context, r postgres.Reader, id int64) (person, error) {
	return onePerson(ctx, r, `/* accounts.personByID */
		SELECT id, email, email_proved_at, name, lang, password_hash, disabled_at FROM person WHERE id = $1`, id)
}

// lockPerson keeps the row as it is until the transaction ends: who signs in and who ends sign-ins wait for one another.
func lockPerson(ctx context.Context, tx *postgres.Tx, id int64) (person, error) {
	return onePerson(ctx, tx, `/* accounts.lockPerson */
		SELECT id, email, email_proved_at, name, lang, password_hash, disabled_at FROM person WHERE id = $1 FOR UPDATE`, id)
}

func onePerson(ctx context.Context, r postgres.Reader, query string, arg any) (person, error) {
	var p person
	err := r.Get(ctx, &p, query, arg)
	if errors.Is(err, sql.ErrNoRows) {
		return person{}, errNoPerson
	}
	return p, err
}

var errNoPerson = fault.New(fault.NotFound, "fault.not_found")

func orNobody(p person, err error) (person, error) {
	if errors.Is(err, errNoPerson) {
		return person{}, nil
	}
	return p, err
}

// insertPerson adds somebody; the error names the constraint person_email when the address has an account already.
func insertPerson(ctx context.Context, tx *postgres.Tx, p person) (int64, error) {
	var id int64
	err := tx.Get(ctx, &id, `/* accounts.insertPerson */
		INSERT INTO person (email, name, lang, password_hash, email_proved_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		p.Email, p.Name, p.Lang, p.PasswordHash, p.ProvedAt)
	return id, err
}

func updatePassword(ctx context.Context, tx *postgres.Tx, id int64, hash string) error {
	_, err := tx.Exec(ctx, `/* accounts.updatePassword */ UPDATE person SET password_hash = $2 WHERE id = $1`, id, hash)
	return err
}

func proveEmail(ctx context.Context, tx *postgres.Tx, id int64) error {
	_, err := tx.Exec(ctx, `/* accounts.proveEmail */ UPDATE person SET email_proved_at = coalesce(email_proved_at, now()) WHERE id = $1`, id)
	return err
}
