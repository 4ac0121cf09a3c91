package packages_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

type world struct {
	packtest.Network
	editor *packages.Editor
}

func newWorld(t *testing.T) world {
	t.Helper()
	n := packtest.New(t, pgtest.New(t), packtest.Options{})
	return world{n, packages.NewEditor(n.DB, func() time.Time { return n.Now })}
}

func (w world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	err := w.DB.InTx(context.Background(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(context.Background(), query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w world) current(t *testing.T) packages.Package {
	t.Helper()
	p, err := w.editor.DraftOrPublished(t.Context(), w.Staff, w.PackageID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCreateAndSaveAndPublish(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	op := uuid.New()
	id, err := w.editor.Create(ctx, w.Staff, w.HubID, "  Viikko  ", op)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.editor.Create(ctx, w.Staff, w.HubID, "Viikko", op); err != nil || again != id {
		t.Errorf("sent twice: %d, %v", again, err)
	}
	p, err := w.editor.DraftOrPublished(ctx, w.Staff, id)
	if err != nil || p.Slug != "viikko-2" || p.State != packages.Draft || len(p.Legs) != 1 || p.GroupMax != 10 {
		t.Fatalf("%+v %v", p, err)
	}
	notReady := (*packages.NotReady)(nil)
	if err := w.editor.Publish(ctx, w.Staff, id, p.RevisionID, p.Version); !errors.As(err, &notReady) || notReady.Problems[0].Key != "missing.sale_window" {
		t.Errorf("published without a sale window: %v", err)
	}
	f := packages.DraftOf(p)
	activity := w.current(t).Items[1].ActivityID
	f.SaleFrom, f.SaleUntil, f.Adjust = w.Monday, w.Monday.AddDays(30), 500
	f.Legs[0].Days = 5
	f.Items = []packages.DraftItem{{ActivityID: activity, Times: 2, Leg: 1}, {ActivityID: activity + 1000}}
	saved, err := w.editor.Save(ctx, w.Staff, id, f)
	if err != nil || saved.Version != 2 || len(saved.Items) != 1 {
		t.Fatalf("%+v %v", saved, err)
	}
	if err := w.editor.Publish(ctx, w.Staff, id, saved.RevisionID, saved.Version); err != nil {
		t.Fatal(err)
	}
	sold, err := packages.PublishedBySlug(ctx, w.DB, "viikko-2")
	if err != nil || sold.Items[0].Leg != 1 || sold.Items[0].Times != 2 || sold.AdjustBP != 500 || sold.PublishedAt == nil {
		t.Errorf("%+v %v", sold, err)
	}
	if err := w.editor.Publish(ctx, w.Staff, id, saved.RevisionID, saved.Version); err != nil {
		t.Errorf("publishing twice: %v", err)
	}
}

func TestPublishFreezesPrices(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	draft, err := w.editor.StartDraft(ctx, w.Staff, w.PackageID)
	if err != nil || draft.State != packages.Draft || draft.Number != 2 || len(draft.Items) != 2 {
		t.Fatalf("%+v %v", draft, err)
	}
	if err := w.editor.Publish(ctx, w.Staff, w.PackageID, draft.RevisionID, draft.Version); err != nil {
		t.Fatal(err)
	}
	first := w.RevisionID
	w.exec(t, `/* test */ UPDATE activity SET price_cents = 99900, price_per = 'person', vat_class = 'exempt' WHERE slug = 'savusauna'`)
	w.exec(t, `/* test */ UPDATE hub SET desk_day_cents = 5000`)
	sold, err := packages.PublishedBySlug(ctx, w.DB, "viikko")
	if err != nil || sold.RevisionID != draft.RevisionID {
		t.Fatalf("%+v %v", sold, err)
	}
	if it := sold.Items[0]; it.PriceCents != 32000 || it.PricePer != "group" || it.VATClass != "standard" || sold.Legs[0].DeskDayCents != 1500 {
		t.Errorf("what is sold changed its price: %+v %+v", it, sold.Legs[0])
	}
	next, err := w.editor.StartDraft(ctx, w.Staff, w.PackageID)
	if err != nil {
		t.Fatal(err)
	}
	if it := next.Items[0]; it.PriceCents != 99900 || it.PricePer != "person" || it.VATClass != "exempt" || next.Legs[0].DeskDayCents != 5000 {
		t.Errorf("the draft shows old prices: %+v %+v", it, next.Legs[0])
	}
	if old, err := packages.ByRevision(ctx, w.DB, first); err != nil || old.State != packages.Superseded {
		t.Errorf("%+v %v", old, err)
	}
}

func TestTwoEditors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	mine := packages.DraftOf(w.current(t)) // both open the published package
	theirs := mine
	mine.NameFi, theirs.NameFi = "Minun", "Heidän"
	saved, err := w.editor.Save(ctx, w.Staff, w.PackageID, theirs)
	if err != nil || saved.State != packages.Draft {
		t.Fatalf("%+v %v", saved, err)
	}
	changed := fault.New(fault.Conflict, "fault.draft_changed")
	if _, err := w.editor.Save(ctx, w.Staff, w.PackageID, mine); !errors.Is(err, changed) {
		t.Fatalf("the second editor: %v", err)
	}
	if got := w.current(t); got.NameFi != "Heidän" {
		t.Errorf("the first editor's work is gone: %s", got.NameFi)
	}
	if sold, err := packages.PublishedBySlug(ctx, w.DB, "viikko"); err != nil || sold.NameFi != "Viikko" {
		t.Errorf("a draft is on sale: %+v %v", sold, err)
	}
	mine.Revision, mine.Version = saved.RevisionID, saved.Version
	again, err := w.editor.Save(ctx, w.Staff, w.PackageID, mine)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.editor.Publish(ctx, w.Staff, w.PackageID, saved.RevisionID, saved.Version); !errors.Is(err, changed) {
		t.Errorf("published what the person did not see: %v", err)
	}
	if err := w.editor.Publish(ctx, w.Staff, w.PackageID, again.RevisionID, again.Version); err != nil {
		t.Error(err)
	}
}

func TestOthersPackagesDoNotExist(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	form := packages.DraftOf(w.current(t))
	for _, c := range []struct {
		name  string
		actor access.Actor
		want  fault.Code
	}{
		{"staff of another hub", access.Actor{PersonID: 99, Grants: []access.Grant{{Role: access.HubStaff, Org: w.HubID + 1}}}, fault.NotFound},
		{"a company", w.Companies[0], fault.NotFound},
		{"nobody", access.Actor{}, fault.Unauthenticated},
	} {
		_, create := w.editor.Create(ctx, c.actor, w.HubID, "Oma", uuid.New())
		_, read := w.editor.DraftOrPublished(ctx, c.actor, w.PackageID)
		_, list := w.editor.ForHub(ctx, c.actor, w.HubID)
		_, save := w.editor.Save(ctx, c.actor, w.PackageID, form)
		_, try := w.editor.Try(ctx, c.actor, w.PackageID, form)
		_, start := w.editor.StartDraft(ctx, c.actor, w.PackageID)
		_, sheet := w.editor.Sheet(ctx, c.actor, w.current(t), 4)
		for what, err := range map[string]error{
			"Create": create, "DraftOrPublished": read, "ForHub": list, "Save": save, "Try": try, "StartDraft": start, "Sheet": sheet,
			"Publish":   w.editor.Publish(ctx, c.actor, w.PackageID, form.Revision, form.Version),
			"Archive":   w.editor.Archive(ctx, c.actor, w.PackageID),
			"Unarchive": w.editor.Unarchive(ctx, c.actor, w.PackageID),
			"DropDraft": w.editor.DropDraft(ctx, c.actor, w.PackageID),
		} {
			if fault.CodeOf(err) != c.want {
				t.Errorf("%s, %s: %v", c.name, what, err)
			}
		}
	}
	if err := w.editor.Archive(ctx, w.Admin, w.PackageID); err != nil {
		t.Errorf("the network admin: %v", err)
	}
	if _, err := w.editor.DraftOrPublished(ctx, w.Staff, 987654); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("no such package: %v", err)
	}
}

func TestListArchiveDrop(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	fresh, err := w.editor.Create(ctx, w.Staff, w.HubID, "Uusi", uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.editor.StartDraft(ctx, w.Staff, w.PackageID); err != nil {
		t.Fatal(err)
	}
	list, err := w.editor.ForHub(ctx, w.Staff, w.HubID)
	if err != nil || len(list) != 2 || list[0].ID != w.PackageID || !list[0].Live || !list[0].HasDraft || list[1].ID != fresh || list[1].Live {
		t.Fatalf("%+v %v", list, err)
	}
	if err := w.editor.DropDraft(ctx, w.Staff, fresh); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("dropped the only draft: %v", err)
	}
	if err := w.editor.DropDraft(ctx, w.Staff, w.PackageID); err != nil {
		t.Error(err)
	}
	if got := w.current(t); got.State != packages.Published || len(got.Legs) != 1 {
		t.Errorf("%+v", got)
	}
	if err := w.editor.Archive(ctx, w.Staff, w.PackageID); err != nil {
		t.Fatal(err)
	}
	if all, err := packages.PublishedAll(ctx, w.DB); err != nil || len(all) != 0 {
		t.Errorf("archived but on sale: %v %v", all, err)
	}
	if err := w.editor.Unarchive(ctx, w.Staff, w.PackageID); err != nil {
		t.Fatal(err)
	}
	if all, err := packages.PublishedAll(ctx, w.DB); err != nil || len(all) != 1 {
		t.Errorf("not back: %v %v", all, err)
	}
}

func TestTryAndSheetSaveNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	f := packages.DraftOf(w.current(t))
	f.Adjust, f.GroupMax = 1000, 8
	p, err := w.editor.Try(ctx, w.Staff, w.PackageID, f)
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.editor.Sheet(ctx, w.Staff, p, 4)
	if err != nil || !s.Free || s.Start != w.Monday || s.People != 4 {
		t.Fatalf("%+v %v", s, err)
	}
	parts := int64(5*4*1500 + 32000 + 2*4*5200)
	if s.Price.Parts != parts || s.Price.Net != parts+parts/10 || s.Price.Cost != 32000+2*4*5200 {
		t.Errorf("%+v", s.Price)
	}
	if got := w.current(t); got.State != packages.Published || got.GroupMax != 10 {
		t.Errorf("trying changed the package: %+v", got)
	}
	f.Legs = append(f.Legs, packages.DraftLeg{HubID: 999, Days: 2})
	if _, err := w.editor.Try(ctx, w.Staff, w.PackageID, f); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a hub that does not exist: %v", err)
	}
}
