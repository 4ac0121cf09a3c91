package packages

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// maxName is the longest name of a package.
const maxName = 120

// Copy starts a package of the same hub from another one: from its draft or, without one, from what is on sale. The copy is a
// draft with a name of its own; nothing that was sold knows of it. The same operation key gives the same copy again.
func (e *Editor) Copy(ctx context.Context, actor access.Actor, packageID int64, op uuid.UUID) (id int64, err error) {
	err = e.db.InTx(ctx, func(tx *postgres.Tx) error {
		base, err := e.locked(ctx, tx, actor, packageID)
		if err != nil {
			return err
		}
		err = tx.Get(ctx, &id, `/* packages.Copy again */ SELECT id FROM package WHERE op_key = $1 AND hub_id = $2`, op, base.HubID)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		base.NameFi = suffixed(base.NameFi, " (kopio)")
		if base.NameEn != "" {
			base.NameEn = suffixed(base.NameEn, " (copy)")
		}
		if base.NameSv != "" {
			base.NameSv = suffixed(base.NameSv, " (kopia)")
		}
		if id, err = createPackage(ctx, tx, base.HubID, base.NameFi, op); err != nil {
			return err
		}
		fresh, err := loadOne(ctx, tx, `WHERE p.id = $1 AND r.state = 'draft'`, id)
		if err != nil {
			return err
		}
		base.RevisionID, base.Version = fresh.RevisionID, fresh.Version
		return writeDraft(ctx, tx, base)
	})
	return id, err
}

// suffixed adds to a name and keeps it within its bounds.
func suffixed(name, suffix string) string {
	letters := []rune(name)
	return string(letters[:min(len(letters), maxName-len([]rune(suffix)))]) + suffix
}

// SetArchived takes several packages of a hub off sale, or puts them back as they were, all or none; bookings keep what they were
// sold. It returns those that were changed: the others were so already. NotFound when one is not the hub's.
func (e *Editor) SetArchived(ctx context.Context, actor access.Actor, hubID int64, ids []int64, archived bool) (changed []int64, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	err = e.db.InTx(ctx, func(tx *postgres.Tx) error {
		var own []int64
		if err := tx.Select(ctx, &own, `/* packages.SetArchived locks */
			SELECT id FROM package WHERE hub_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE`, hubID, pq.Array(ids)); err != nil {
			return err
		}
		if len(own) != len(ids) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		changed = nil
		return tx.Select(ctx, &changed, `/* packages.SetArchived */
			UPDATE package SET archived = $2 WHERE id = ANY ($1) AND archived <> $2 RETURNING id`, pq.Array(own), archived)
	})
	return changed, err
}
