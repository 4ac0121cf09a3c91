package packages

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// NotReady refuses to publish a package that still lacks something.
type NotReady struct{ Problems []Problem }

func (e *NotReady) Error() string {
	return fmt.Sprintf("packages: %d things are missing, the first is %s", len(e.Problems), e.Problems[0].Key)
}

// As gives the fault that people see.
func (e *NotReady) As(target any) bool {
	f, ok := target.(**fault.Error)
	if ok {
		*f = fault.New(fault.Conflict, "fault.package_not_ready").With("Count", len(e.Problems))
	}
	return ok
}

// Publish puts the draft on sale in the place of what was published before, at the prices of this moment: legs and items keep
// theirs from now on. The version is the one that the person saw; fault.draft_changed when it is not the draft's any more,
// *NotReady when something that blocks is missing. Publishing what is published already changes nothing.
func (e *Editor) Publish(ctx context.Context, actor access.Actor, packageID, revisionID int64, version int) error {
	return e.db.InTx(ctx, func(tx *postgres.Tx) error {
		pkg, err := e.locked(ctx, tx, actor, packageID)
		switch {
		case err != nil:
			return err
		case pkg.RevisionID != revisionID || pkg.Version != version:
			return errDraftChanged
		case pkg.State == Published:
			return nil
		}
		if problems := Missing(pkg, e.today()); Blocked(problems) {
			return &NotReady{Problems: onlyBlocking(problems)}
		}
		return publish(ctx, tx, pkg, actor.PersonID)
	})
}

func onlyBlocking(problems []Problem) (list []Problem) {
	for _, p := range problems {
		if p.Blocking {
			list = append(list, p)
		}
	}
	return list
}

func publish(ctx context.Context, tx *postgres.Tx, pkg Package, person int64) error {
	if _, err := tx.Exec(ctx, `/* packages.publish supersedes */
		UPDATE revision SET state = 'superseded', updated_at = now() WHERE package_id = $1 AND state = 'published'`, pkg.ID); err != nil {
		return err
	}
	if err := freeze(ctx, tx, pkg.RevisionID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* packages.publish */
		UPDATE revision SET state = 'published', published_at = now(), published_by = $2, updated_at = now() WHERE id = $1`,
		pkg.RevisionID, sql.NullInt64{Int64: person, Valid: person != 0})
	return err
}

// freeze copies the prices and VAT classes of this moment into the revision. The rows they come from are kept still, so that
// legs and items are priced as of one moment.
func freeze(ctx context.Context, tx *postgres.Tx, revision int64) error {
	for _, statement := range []string{
		`/* packages.freeze hubs */ SELECT FROM hub WHERE id IN (SELECT hub_id FROM leg WHERE revision_id = $1) ORDER BY id FOR SHARE`,
		`/* packages.freeze activities */ SELECT FROM activity WHERE id IN (SELECT activity_id FROM item WHERE revision_id = $1) ORDER BY id FOR SHARE`,
		`/* packages.freeze legs */
			UPDATE leg l SET desk_day_cents = h.desk_day_cents, vat_class = h.vat_class FROM hub h WHERE h.id = l.hub_id AND l.revision_id = $1`,
		`/* packages.freeze items */
			UPDATE item i SET price_cents = a.price_cents, price_per = a.price_per, vat_class = a.vat_class
			FROM activity a WHERE a.id = i.activity_id AND i.revision_id = $1`,
	} {
		if _, err := tx.Exec(ctx, statement, revision); err != nil {
			return err
		}
	}
	return nil
}
