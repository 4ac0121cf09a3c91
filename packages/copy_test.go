package packages_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
)

func TestCopy(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	base, err := w.editor.DraftOrPublished(ctx, w.Staff, w.PackageID)
	must(t, err)
	op := uuid.New()
	id, err := w.editor.Copy(ctx, w.Staff, w.PackageID, op)
	must(t, err)
	made, err := w.editor.DraftOrPublished(ctx, w.Staff, id)
	must(t, err)
	if made.ID == base.ID || made.Slug == base.Slug || made.State != packages.Draft || made.NameFi != base.NameFi+" (kopio)" {
		t.Errorf("%+v", made)
	}
	days := func(p packages.Package) (list []int64) {
		for _, l := range p.Legs {
			list = append(list, l.HubID, int64(l.Days))
		}
		for _, it := range p.Items {
			list = append(list, it.ActivityID, int64(it.Times), int64(it.Leg))
		}
		return append(list, int64(p.GroupMin), int64(p.GroupMax), int64(p.AdjustBP), p.FixedCents, int64(p.FreeUntilDays), int64(p.HalfUntilDays))
	}
	if a, b := days(base), days(made); !slices.Equal(a, b) {
		t.Errorf("a copy of %v is %v", a, b)
	}

	form := packages.DraftOf(made)
	form.NameFi = "Oma nimi"
	_, err = w.editor.Save(ctx, w.Staff, id, form)
	must(t, err)
	again, err := w.editor.Copy(ctx, w.Staff, w.PackageID, op)
	must(t, err)
	if after, err := w.editor.DraftOrPublished(ctx, w.Staff, id); again != id || err != nil || after.NameFi != "Oma nimi" {
		t.Errorf("the same form made %d of %d and wrote over it: %q, %v", again, id, after.NameFi, err)
	}
	if still, err := w.editor.DraftOrPublished(ctx, w.Staff, w.PackageID); err != nil || still.NameFi != base.NameFi || still.Version != base.Version {
		t.Errorf("the original changed: %+v, %v", still, err)
	}
	if _, err := w.editor.Copy(ctx, w.Companies[0], w.PackageID, uuid.New()); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company copies: %v", err)
	}

	form = packages.DraftOf(mustDraft(t, w, id))
	form.NameFi = strings.Repeat("ä", 120)
	_, err = w.editor.Save(ctx, w.Staff, id, form)
	must(t, err)
	long, err := w.editor.Copy(ctx, w.Staff, id, uuid.New())
	must(t, err)
	if n := len([]rune(mustDraft(t, w, long).NameFi)); n != 120 {
		t.Errorf("a name of %d letters", n)
	}
}

func mustDraft(t *testing.T, w world, id int64) packages.Package {
	t.Helper()
	p, err := w.editor.DraftOrPublished(t.Context(), w.Staff, id)
	must(t, err)
	return p
}

func TestArchivingMany(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	other, err := w.editor.Copy(ctx, w.Staff, w.PackageID, uuid.New())
	must(t, err)
	both := []int64{other, w.PackageID, other}
	for i, want := range []int{2, 0} {
		changed, err := w.editor.SetArchived(ctx, w.Staff, w.HubID, both, true)
		if must(t, err); len(changed) != want {
			t.Errorf("time %d: %v", i+1, changed)
		}
	}
	if !mustDraft(t, w, w.PackageID).Archived || !mustDraft(t, w, other).Archived {
		t.Error("not archived")
	}
	changed, err := w.editor.SetArchived(ctx, w.Staff, w.HubID, both[:1], false)
	if must(t, err); !slices.Equal(changed, []int64{other}) || mustDraft(t, w, other).Archived {
		t.Errorf("%v", changed)
	}
	if _, err := w.editor.SetArchived(ctx, w.Staff, w.HubID, []int64{other, 9999}, true); fault.CodeOf(err) != fault.NotFound || mustDraft(t, w, other).Archived {
		t.Errorf("with one that is not there: %v", err)
	}
	if _, err := w.editor.SetArchived(ctx, w.Companies[0], w.HubID, both, true); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company archives: %v", err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
