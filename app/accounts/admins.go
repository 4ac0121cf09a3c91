package accounts

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Recipient is somebody that a mail goes to.
type Recipient struct {
	PersonID int64  `db:"id"`
	Name     string `db:"name"`
	Email    string `db:"email"`
	Lang     string `db:"lang"`
}

// NetworkAdmins are the people who run the network and may sign in, for mails that concern them all. It checks no actor: only
// what writes mails calls it.
func NetworkAdmins(ctx context.Context, r postgres.Reader) ([]Recipient, error) {
	var list []Recipient
	err := r.Select(ctx, &list, `/* accounts.NetworkAdmins */
		SELECT p.id, p.name, p.email, p.lang
		FROM membership m JOIN person p ON p.id = m.person_id
		WHERE m.role = 'network_admin' AND p.disabled_at IS NULL ORDER BY p.id`)
	return list, err
}
