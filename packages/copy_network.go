package packages

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// Elsewhere lists what other hubs of the network have on sale, for staff of a hub that would copy some of it.
func (e *Editor) Elsewhere(ctx context.Context, actor access.Actor, hubID int64) ([]Package, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	return load(ctx, e.db, `WHERE r.state = 'published' AND NOT p.archived AND p.hub_id <> $1 ORDER BY p.hub_id, r.name_fi, p.id`, hubID)
}

// NetworkCopy is what a package of another hub would become at a hub: where its days are spent, and what could stand for each of
// its activities.
type NetworkCopy struct {
	Source  Package
	Legs    []Leg
	Matches []Match

	became map[int]int // old leg: new leg
}

// PlanCopy says what the package, as it is sold now, would become at the hub. Staff of that hub may ask; NotFound when it is not
// on sale, or the hub's own.
func (e *Editor) PlanCopy(ctx context.Context, actor access.Actor, hubID, packageID int64) (NetworkCopy, error) {
	if err := actor.MayHub(hubID); err != nil {
		return NetworkCopy{}, err
	}
	return planCopy(ctx, e.db, hubID, `WHERE p.id = $1 AND p.hub_id <> $2 AND r.state = 'published' AND NOT p.archived`, packageID, hubID)
}

func planCopy(ctx context.Context, r postgres.Reader, hubID int64, where string, args ...any) (plan NetworkCopy, err error) {
	if plan.Source, err = loadOne(ctx, r, where, args...); err != nil {
		return plan, err
	}
	legs, became := movedLegs(plan.Source, hubID)
	plan.became = became
	if plan.Legs, err = legsOf(ctx, r, legs); err != nil {
		return plan, err
	}
	listed, err := partners.ListedActivities(ctx, r, partners.Filter{})
	plan.Matches = matches(plan.Source.Items, plan.home(hubID), listed)
	return plan, err
}

// home is where an item's days are spent: at its leg, or at the hub itself when it may be anywhere.
func (c NetworkCopy) home(hubID int64) func(Item) string {
	return func(it Item) string {
		for _, l := range c.Legs {
			if it.Leg == 0 && l.HubID == hubID || it.Leg != 0 && l.Position == c.became[it.Leg] {
				return l.Municipality
			}
		}
		return ""
	}
}

// CopyRequest asks for a copy of what another hub sells. Chosen says by position of the source's items which activity stands for
// each; 0, or none, leaves it out.
type CopyRequest struct {
	PackageID  int64
	RevisionID int64 // that the person saw
	Chosen     map[int]int64
	OpKey      uuid.UUID
}

// CopyHere starts a draft at the hub from a package of another hub, with its texts, its picture and its prices' adjustment; desks
// and activities cost what they cost here. What was left out is remembered for Origin. Staff of the hub may; a choice that is not
// a listed activity of the same kind is a field error of "items.N". The same operation key gives the same copy again.
func (e *Editor) CopyHere(ctx context.Context, actor access.Actor, hubID int64, req CopyRequest) (id int64, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return 0, err
	}
	err = e.db.InTx(ctx, func(tx *postgres.Tx) error {
		err := tx.Get(ctx, &id, `/* packages.CopyHere again */ SELECT id FROM package WHERE op_key = $1 AND hub_id = $2`, req.OpKey, hubID)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		plan, err := planCopy(ctx, tx, hubID,
			`WHERE r.id = $1 AND p.id = $2 AND p.hub_id <> $3 AND r.state IN ('published', 'superseded') AND NOT p.archived`, req.RevisionID, req.PackageID, hubID)
		if err != nil {
			return err
		}
		draft, left, err := plan.draft(req.Chosen)
		if err != nil {
			return err
		}
		if id, err = createPackage(ctx, tx, hubID, plan.Source.NameFi, req.OpKey); err != nil {
			return err
		}
		fresh, err := loadOne(ctx, tx, `WHERE p.id = $1 AND r.state = 'draft'`, id)
		if err != nil {
			return err
		}
		made, err := assemble(ctx, tx, fresh, draft)
		if err != nil {
			return err
		}
		if err := writeDraft(ctx, tx, made); err != nil {
			return err
		}
		return rememberCopy(ctx, tx, id, plan.Source.RevisionID, left)
	})
	return id, err
}

// draft is the copy as a form describes it, and the items that are not in it.
func (c NetworkCopy) draft(chosen map[int]int64) (f DraftForm, left []Item, err error) {
	f = DraftOf(c.Source)
	f.Legs, f.Items = nil, nil
	for _, l := range c.Legs {
		f.Legs = append(f.Legs, DraftLeg{HubID: l.HubID, Days: l.Days})
	}
	check := checker{}
	for _, m := range c.Matches {
		switch activity := chosen[m.Item.Position]; {
		case activity == 0:
			left = append(left, m.Item)
		case !m.has(activity):
			check.when(true, CopyField(m.Item), "field.choice")
		default:
			f.Items = append(f.Items, DraftItem{ActivityID: activity, Times: m.Item.Times, Leg: c.became[m.Item.Leg]})
		}
	}
	return f, left, fault.Check(check.fields)
}

// CopyField is the name of the field that chooses what stands for an item: "items.N.activity", counted from 0.
func CopyField(it Item) string { return itemField(it.Position-1, "activity") }

func rememberCopy(ctx context.Context, tx *postgres.Tx, packageID, revisionID int64, left []Item) error {
	if _, err := tx.Exec(ctx, `/* packages.rememberCopy */ INSERT INTO package_copy (package_id, revision_id) VALUES ($1, $2)`, packageID, revisionID); err != nil {
		return err
	}
	for _, it := range left {
		if _, err := tx.Exec(ctx, `/* packages.rememberCopy left */
			INSERT INTO package_copy_left (package_id, position, activity_id, times) VALUES ($1, $2, $3, $4)`, packageID, it.Position, it.ActivityID, it.Times); err != nil {
			return err
		}
	}
	return nil
}

// Origin is where a package was copied from, and what did not come along. Hub is empty for a package that is no copy.
type Origin struct {
	Hub    string `db:"hub"`
	Slug   string `db:"slug"` // of the source, as it is sold
	NameFi string `db:"name_fi"`
	NameEn string `db:"name_en"`
	NameSv string `db:"name_sv"`
	Left   []LeftOut
}

// LeftOut is an activity of the source that has nothing in its place here.
type LeftOut struct {
	TitleFi string `db:"title_fi"`
	TitleEn string `db:"title_en"`
	TitleSv string `db:"title_sv"`
	Kind    string `db:"kind"`
	Times   int    `db:"times"`
}

// Name of the source in the language.
func (o Origin) Name(lang string) string {
	return i18n.Text{Fi: o.NameFi, En: o.NameEn, Sv: o.NameSv}.In(lang)
}

// Title in the language.
func (l LeftOut) Title(lang string) string {
	return i18n.Text{Fi: l.TitleFi, En: l.TitleEn, Sv: l.TitleSv}.In(lang)
}

// Origin says where the package was copied from. Who may edit the package may ask.
func (e *Editor) Origin(ctx context.Context, actor access.Actor, pkg Package) (o Origin, err error) {
	if err := actor.MayHub(pkg.HubID); err != nil {
		return o, err
	}
	err = e.db.Get(ctx, &o, `/* packages.Origin */
		SELECT h.name AS hub, p.slug, r.name_fi, r.name_en, r.name_sv
		FROM package_copy c JOIN revision r ON r.id = c.revision_id JOIN package p ON p.id = r.package_id JOIN hub h ON h.id = p.hub_id
		WHERE c.package_id = $1`, pkg.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return Origin{}, nil
	}
	if err != nil {
		return o, err
	}
	err = e.db.Select(ctx, &o.Left, `/* packages.Origin left */
		SELECT a.title_fi, a.title_en, a.title_sv, a.kind, l.times FROM package_copy_left l JOIN activity a ON a.id = l.activity_id
		WHERE l.package_id = $1 ORDER BY l.position`, pkg.ID)
	return o, err
}

// Chosen are the activities that are suggested, by position: what a copy takes when nobody chooses otherwise.
func (c NetworkCopy) Chosen() map[int]int64 {
	chosen := map[int]int64{}
	for _, m := range c.Matches {
		chosen[m.Item.Position] = m.Best
	}
	return chosen
}

// Unmatched are the items that nothing near is like.
func (c NetworkCopy) Unmatched() (list []Match) {
	return slices.DeleteFunc(slices.Clone(c.Matches), func(m Match) bool { return m.Best != 0 })
}
