package packages_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
)

func TestCopyHere(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	// A hub in Viitasaari, half an hour away, with a sauna of its own and nobody who paddles.
	w.exec(t, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id)
		INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, desk_day_cents, resource_id) SELECT 'toinen', 'Toinen', 'working', 'Viitasaari', 63, 25, 20, 900, id FROM r`)
	w.exec(t, `INSERT INTO activity (partner_id, slug, status, kind, title_fi, minutes, municipality, group_max, price_cents, price_per, vat_class)
		VALUES ($1, 'rantasauna', 'listed', 'wellbeing', 'Rantasauna', 120, 'Viitasaari', 16, 20000, 'group', 'standard'),
			($1, 'luonnos', 'draft', 'recreation', 'Luonnos', 120, 'Viitasaari', 16, 20000, 'group', 'standard')`, w.Partners[0])
	var hubID, sauna int64
	must(t, w.DB.Get(ctx, &hubID, `/* test */ SELECT id FROM hub WHERE slug = 'toinen'`))
	must(t, w.DB.Get(ctx, &sauna, `/* test */ SELECT id FROM activity WHERE slug = 'rantasauna'`))
	staff := access.Actor{PersonID: w.Admin.PersonID, Grants: []access.Grant{{Role: access.HubStaff, Org: hubID}}}

	list, err := w.editor.Elsewhere(ctx, staff, hubID)
	if must(t, err); len(list) != 1 || list[0].ID != w.PackageID {
		t.Fatalf("%+v", list)
	}
	if own, err := w.editor.Elsewhere(ctx, w.Staff, w.HubID); err != nil || len(own) != 0 {
		t.Errorf("a hub's own packages are not elsewhere: %v, %v", own, err)
	}
	plan, err := w.editor.PlanCopy(ctx, staff, hubID, w.PackageID)
	must(t, err)
	if len(plan.Matches) != 2 || plan.Matches[0].Best != sauna || plan.Matches[1].Best != plan.Source.Items[1].ActivityID {
		t.Fatalf("%+v", plan.Matches)
	}
	if _, err := w.editor.PlanCopy(ctx, w.Staff, w.HubID, w.PackageID); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("its own: %v", err)
	}

	req := packages.CopyRequest{PackageID: w.PackageID, RevisionID: w.RevisionID, Chosen: map[int]int64{1: sauna}, OpKey: uuid.New()}
	for _, who := range []access.Actor{w.Staff, w.Companies[0], {}} {
		if _, err := w.editor.CopyHere(ctx, who, hubID, req); err == nil {
			t.Errorf("%s copies to a hub of others", who.Name)
		}
	}
	wrong := req
	wrong.Chosen = map[int]int64{1: sauna, 2: sauna}
	if _, err := w.editor.CopyHere(ctx, staff, hubID, wrong); fault.CodeOf(err) != fault.Invalid || fault.As(err).Fields[0].Name != "items.1.activity" {
		t.Errorf("a sauna for a canoe: %v", err)
	}
	id, err := w.editor.CopyHere(ctx, staff, hubID, req)
	must(t, err)
	made, err := w.editor.DraftOrPublished(ctx, staff, id)
	must(t, err)
	if made.HubID != hubID || made.State != packages.Draft || made.NameFi != "Viikko" || made.NameEn != "A week" || made.Slug == "viikko" || made.GroupMax != 10 ||
		len(made.Legs) != 1 || made.Legs[0].HubID != hubID || made.Legs[0].Days != 5 || made.Legs[0].DeskDayCents != 900 ||
		len(made.Items) != 1 || made.Items[0].ActivityID != sauna || made.Items[0].PriceCents != 20000 {
		t.Errorf("%+v", made)
	}
	if again, err := w.editor.CopyHere(ctx, staff, hubID, req); again != id || err != nil {
		t.Errorf("sent twice: %d, %v", again, err)
	}
	origin, err := w.editor.Origin(ctx, staff, made)
	if must(t, err); origin.Hub != "HUBteekki" || origin.Name("en") != "A week" || len(origin.Left) != 1 || origin.Left[0].Title("fi") != "Kanootti" || origin.Left[0].Times != 2 {
		t.Errorf("%+v", origin)
	}
	if none, err := w.editor.Origin(ctx, w.Staff, mustDraft(t, w, w.PackageID)); err != nil || none.Hub != "" {
		t.Errorf("what is no copy comes from %+v, %v", none, err)
	}
	must(t, w.editor.Archive(ctx, w.Staff, w.PackageID))
	req.OpKey = uuid.New()
	if _, err := w.editor.CopyHere(ctx, staff, hubID, req); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("archived: %v", err)
	}
}
