package accounts

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Coordinators are the people who run the students' corner of a school and may sign in, for mails. It checks no actor: only what
// writes mails calls it.
func Coordinators(ctx context.Context, r postgres.Reader, partner int64) ([]Recipient, error) {
	var list []Recipient
	err := r.Select(ctx, &list, `/* accounts.Coordinators */
		SELECT p.id, p.name, p.email, p.lang
		FROM membership m JOIN person p ON p.id = m.person_id
		WHERE m.role = $2 AND m.partner_id = $1 AND p.disabled_at IS NULL ORDER BY p.id`, partner, string(access.SchoolCoordinator))
	return list, err
}

// Reachable is one person for mails: none where they may not sign in any more. It checks no actor: only what writes mails calls it.
func Reachable(ctx context.Context, r postgres.Reader, person int64) ([]Recipient, error) {
	var list []Recipient
	err := r.Select(ctx, &list, `/* accounts.Reachable */
		SELECT p.id, p.name, p.email, p.lang FROM person p WHERE p.id = $1 AND p.disabled_at IS NULL`, person)
	return list, err
}
