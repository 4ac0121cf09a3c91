package packages_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
)

// TestSwedishTexts of a package live through saving, publishing and the next draft, and have the limits of the others.
func TestSwedishTexts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	w.exec(t, `/* test */ UPDATE activity SET title_sv = 'Rökbastu' WHERE slug = 'savusauna'`)
	form := packages.DraftOf(w.current(t))
	form.NameSv, form.SummarySv = " En  vecka ", "Fem dagar vid sjön."
	saved, err := w.editor.Save(ctx, w.Staff, w.PackageID, form)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.editor.Publish(ctx, w.Staff, w.PackageID, saved.RevisionID, saved.Version); err != nil {
		t.Fatal(err)
	}
	sold, err := packages.PublishedBySlug(ctx, w.DB, "viikko")
	if err != nil || sold.Name("sv") != "En vecka" || sold.Summary("sv") != "Fem dagar vid sjön." || sold.Items[0].Title("sv") != "Rökbastu" {
		t.Fatalf("%+v %v", sold, err)
	}
	again, err := w.editor.Save(ctx, w.Staff, w.PackageID, packages.DraftOf(sold))
	if err != nil || again.NameSv != "En vecka" || again.SummarySv != "Fem dagar vid sjön." {
		t.Errorf("the next draft: %q, %v", again.NameSv, err)
	}
	form = packages.DraftOf(again)
	form.NameSv, form.SummarySv = strings.Repeat("å", 121), strings.Repeat("å", 2001)
	_, err = w.editor.Save(ctx, w.Staff, w.PackageID, form)
	if refused := fault.As(err); refused == nil || len(refused.Fields) != 2 || refused.Fields[0].Name != "name_sv" || refused.Fields[1].Name != "summary_sv" {
		t.Errorf("too long: %v", err)
	}
}
