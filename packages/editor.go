package packages

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/slug"
)

// Editor is how staff build packages and put them on sale. Staff of the hub that owns a package and network admins may; to
// others it does not exist (NotFound).
type Editor struct {
	db  *postgres.DB
	now func() time.Time
}

// NewEditor makes an editor; now is the clock.
func NewEditor(db *postgres.DB, now func() time.Time) *Editor { return &Editor{db: db, now: now} }

func (e *Editor) today() dates.Date { return dates.Today(e.now()) }

// errDraftChanged: somebody else saved or published in the meantime. What was typed is still with the caller.
var errDraftChanged = fault.New(fault.Conflict, "fault.draft_changed")

// Create starts a draft of a week at the hub. The same operation key gives the same package again.
func (e *Editor) Create(ctx context.Context, actor access.Actor, hubID int64, nameFi string, op uuid.UUID) (id int64, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return 0, err
	}
	c := checker{}
	nameFi = singleLine(nameFi)
	c.when(nameFi == "", "name_fi", "field.required")
	c.when(nameFi != "" && slug.From(nameFi) == "", "name_fi", "field.invalid")
	c.text("name_fi", nameFi, maxName)
	if err := fault.Check(c.fields); err != nil {
		return 0, err
	}
	err = e.db.InTx(ctx, func(tx *postgres.Tx) error {
		id, err = createPackage(ctx, tx, hubID, nameFi, op)
		return err
	})
	return id, err
}

// createPackage inserts the package and its first draft, unless the operation key did so before.
func createPackage(ctx context.Context, tx *postgres.Tx, hubID int64, nameFi string, op uuid.UUID) (int64, error) {
	// Slugs are given one at a time, so that two packages of one name don't reach for the same.
	if _, err := tx.Exec(ctx, `/* packages.createPackage locks */ SELECT pg_advisory_xact_lock(hashtext('package.slug'))`); err != nil {
		return 0, err
	}
	var done struct {
		ID    int64 `db:"id"`
		HubID int64 `db:"hub_id"`
	}
	err := tx.Get(ctx, &done, `/* packages.createPackage again */ SELECT id, hub_id FROM package WHERE op_key = $1`, op)
	switch {
	case err == nil && done.HubID == hubID:
		return done.ID, nil
	case err == nil:
		return 0, fault.New(fault.Conflict, "fault.form_sent")
	case !errors.Is(err, sql.ErrNoRows):
		return 0, err
	}
	free, err := freeSlug(ctx, tx, slug.From(nameFi))
	if err != nil {
		return 0, err
	}
	var id int64
	if err := tx.Get(ctx, &id, `/* packages.createPackage */ INSERT INTO package (hub_id, slug, op_key) VALUES ($1, $2, $3) RETURNING id`, hubID, free, op); err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `/* packages.createPackage draft */
		WITH r AS (
			INSERT INTO revision (package_id, number, name_fi, group_max)
			SELECT $1, 1, $2, greatest(1, least(10, h.desks)) FROM hub h WHERE h.id = $3 RETURNING id
		)
		INSERT INTO leg (revision_id, position, hub_id, days) SELECT r.id, 1, $3, 7 FROM r`, id, nameFi, hubID)
	return id, err
}

func freeSlug(ctx context.Context, tx *postgres.Tx, wanted string) (string, error) {
	var taken []string
	err := tx.Select(ctx, &taken, `/* packages.freeSlug */ SELECT slug FROM package WHERE left(slug, 20) = left($1, 20)`, wanted)
	for n := 1; ; n++ {
		if s := slug.Numbered(wanted, n); !slices.Contains(taken, s) {
			return s, err
		}
	}
}

// Listing is a package in its hub's list: its draft where there is one, else what is published.
type Listing struct {
	Package
	Live     bool // a revision is published
	HasDraft bool // there is a draft, of a new package or of changes to a published one
}

// ForHub lists a hub's packages, those on sale first, the archived last.
func (e *Editor) ForHub(ctx context.Context, actor access.Actor, hubID int64) ([]Listing, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	revisions, err := load(ctx, e.db, `WHERE p.hub_id = $1 AND r.state IN ('draft', 'published') ORDER BY p.archived, p.id, r.state`, hubID)
	if err != nil {
		return nil, err
	}
	var list []Listing
	for _, r := range revisions { // of one package the draft comes first
		if n := len(list); n == 0 || list[n-1].ID != r.ID {
			list = append(list, Listing{Package: r})
		}
		last := &list[len(list)-1]
		last.Live = last.Live || r.State == Published
		last.HasDraft = last.HasDraft || r.State == Draft
	}
	slices.SortStableFunc(list, func(a, b Listing) int { return a.order() - b.order() })
	return list, nil
}

func (l Listing) order() int {
	switch {
	case l.Archived:
		return 2
	case l.Live:
		return 0
	}
	return 1
}

// DraftOrPublished is what there is to edit: the draft, else the published revision.
func (e *Editor) DraftOrPublished(ctx context.Context, actor access.Actor, packageID int64) (Package, error) {
	return e.mine(ctx, e.db, actor, packageID)
}

func (e *Editor) mine(ctx context.Context, r postgres.Reader, actor access.Actor, packageID int64) (Package, error) {
	if !actor.SignedIn() && !actor.IsSystem() {
		return Package{}, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	pkg, err := loadOne(ctx, r, `WHERE p.id = $1 AND r.state IN ('draft', 'published') ORDER BY r.state LIMIT 1`, packageID)
	if err != nil {
		return Package{}, err
	}
	return pkg, actor.MayHub(pkg.HubID)
}

// locked is mine with the package kept from other editors until the transaction ends.
func (e *Editor) locked(ctx context.Context, tx *postgres.Tx, actor access.Actor, packageID int64) (Package, error) {
	if _, err := tx.Exec(ctx, `/* packages.locked */ SELECT FROM package WHERE id = $1 FOR NO KEY UPDATE`, packageID); err != nil {
		return Package{}, err
	}
	return e.mine(ctx, tx, actor, packageID)
}

// Try is the package that a form describes, without saving it: for showing figures while it is edited.
func (e *Editor) Try(ctx context.Context, actor access.Actor, packageID int64, f DraftForm) (Package, error) {
	base, err := e.mine(ctx, e.db, actor, packageID)
	if err != nil {
		return Package{}, err
	}
	if err := fault.Check(f.faults()); err != nil {
		return Package{}, err
	}
	f.clean()
	return assemble(ctx, e.db, base, f)
}

// Save writes the draft; of a published package it starts a new draft first. When somebody else has saved or published since
// the form was opened it changes nothing and returns the Conflict fault.draft_changed.
func (e *Editor) Save(ctx context.Context, actor access.Actor, packageID int64, f DraftForm) (saved Package, err error) {
	err = e.db.InTx(ctx, func(tx *postgres.Tx) error {
		base, err := e.locked(ctx, tx, actor, packageID)
		if err != nil {
			return err
		}
		sent := f // a second attempt starts from what was sent
		if err := fault.Check(sent.faults()); err != nil {
			return err
		}
		sent.clean()
		if sent.Revision != base.RevisionID || sent.Version != base.Version {
			return errDraftChanged
		}
		if base.State == Published {
			if base, err = startDraft(ctx, tx, base); err != nil {
				return err
			}
		}
		if saved, err = assemble(ctx, tx, base, sent); err != nil {
			return err
		}
		saved.Version++
		return writeDraft(ctx, tx, saved)
	})
	return saved, err
}

// StartDraft opens a published package for changes; what is sold stays as it is until the draft is published. A draft that is
// there already is returned.
func (e *Editor) StartDraft(ctx context.Context, actor access.Actor, packageID int64) (draft Package, err error) {
	err = e.db.InTx(ctx, func(tx *postgres.Tx) error {
		base, err := e.locked(ctx, tx, actor, packageID)
		if err != nil {
			return err
		}
		if draft = base; base.State == Published {
			draft, err = startDraft(ctx, tx, base)
		}
		return err
	})
	return draft, err
}

// DropDraft throws the changes to a published package away. A package that was never published keeps its draft: Conflict.
func (e *Editor) DropDraft(ctx context.Context, actor access.Actor, packageID int64) error {
	return e.db.InTx(ctx, func(tx *postgres.Tx) error {
		pkg, err := e.locked(ctx, tx, actor, packageID)
		if err != nil || pkg.State == Published {
			return err
		}
		var live bool
		if err := tx.Get(ctx, &live, `/* packages.DropDraft */ SELECT EXISTS (SELECT FROM revision WHERE package_id = $1 AND state = 'published')`, packageID); err != nil {
			return err
		}
		if !live {
			return fault.New(fault.Conflict, "fault.only_draft")
		}
		_, err = tx.Exec(ctx, `/* packages.DropDraft */ DELETE FROM revision WHERE id = $1`, pkg.RevisionID)
		return err
	})
}

// Archive takes a package off sale; bookings keep what they were sold.
func (e *Editor) Archive(ctx context.Context, actor access.Actor, packageID int64) error {
	return e.setArchived(ctx, actor, packageID, true)
}

// Unarchive puts it back as it was.
func (e *Editor) Unarchive(ctx context.Context, actor access.Actor, packageID int64) error {
	return e.setArchived(ctx, actor, packageID, false)
}

func (e *Editor) setArchived(ctx context.Context, actor access.Actor, packageID int64, archived bool) error {
	return e.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := e.locked(ctx, tx, actor, packageID); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* packages.setArchived */ UPDATE package SET archived = $2 WHERE id = $1`, packageID, archived)
		return err
	})
}
