package favourite

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Most is how many favourites a person has. The oldest go when there are more, and nobody is troubled with it.
const Most = 40

// Service keeps the favourites of people who are signed in; each person has only their own.
type Service struct{ db *postgres.DB }

// New makes the service.
func New(db *postgres.DB) *Service { return &Service{db: db} }

// Of lists the slugs of the actor's favourites, the latest first; none for nobody. A package that has been taken off sale stays
// on the list.
func (s *Service) Of(ctx context.Context, actor access.Actor) ([]string, error) {
	var slugs []string
	err := s.db.Select(ctx, &slugs, `/* favourite.Of */
		SELECT p.slug FROM favourite f JOIN package p ON p.id = f.package_id WHERE f.person_id = $1 ORDER BY f.kept_at DESC, p.id LIMIT $2`,
		actor.PersonID, Most)
	return slugs, err
}

// Keep adds packages to the actor's favourites, the first of them as the latest. What is there stays where it is, and what does
// not exist is passed over, so that a list from a cookie can be handed over as it is. Unauthenticated for nobody.
func (s *Service) Keep(ctx context.Context, actor access.Actor, slugs ...string) error {
	if !actor.SignedIn() {
		return fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `/* favourite.Keep */
			INSERT INTO favourite (person_id, package_id, kept_at)
			SELECT $1, p.id, clock_timestamp() - n * interval '1 millisecond'
			FROM unnest($2::text[]) WITH ORDINALITY AS wish(slug, n) JOIN package p ON p.slug = wish.slug
			ORDER BY p.id
			ON CONFLICT (person_id, package_id) DO NOTHING`, actor.PersonID, pq.Array(slugs)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* favourite.trim */
			DELETE FROM favourite WHERE person_id = $1 AND package_id IN
				(SELECT package_id FROM favourite WHERE person_id = $1 ORDER BY kept_at DESC, package_id OFFSET $2)`, actor.PersonID, Most)
		return err
	})
}

// Drop takes a package off the actor's favourites, if it is there. Unauthenticated for nobody.
func (s *Service) Drop(ctx context.Context, actor access.Actor, slug string) error {
	if !actor.SignedIn() {
		return fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* favourite.Drop */
			DELETE FROM favourite f USING package p WHERE f.person_id = $1 AND p.id = f.package_id AND p.slug = $2`, actor.PersonID, slug)
		return err
	})
}
