package hub_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func pngFile(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 420, 300))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPhotosOfAHub(t *testing.T) {
	w := newWorld(t)
	ctx, file := t.Context(), pngFile(t)
	alts := func() (all string) {
		t.Helper()
		list, err := w.hubs.Photos(ctx, w.HubID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range list {
			all += p.AltFi
		}
		return all
	}
	for _, alt := range []string{"a", "b", "c"} {
		if err := w.hubs.AddPhoto(ctx, w.Staff, w.HubID, photo.Form{AltFi: alt, Focus: "15-50", Data: file}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.hubs.Photos(ctx, w.HubID)
	if err != nil || alts() != "abc" || list[0].Focus() != (photo.Focus{X: 15, Y: 50}) {
		t.Fatalf("%v, %v", list, err)
	}
	b, c := list[1].ID, list[2].ID
	if err := w.hubs.PutPhotoFirst(ctx, w.Staff, w.HubID, c); err != nil || alts() != "cab" {
		t.Errorf("first: %v, %s", err, alts())
	}
	if err := w.hubs.DescribePhoto(ctx, w.Staff, w.HubID, b, photo.Form{AltFi: "B", AltEn: "b", Focus: "85-85"}); err != nil || alts() != "caB" {
		t.Errorf("described: %v, %s", err, alts())
	}
	for range 2 { // once more changes nothing
		if err := w.hubs.RemovePhoto(ctx, w.Staff, w.HubID, c); err != nil || alts() != "aB" {
			t.Errorf("removed: %v, %s", err, alts())
		}
	}
	var left int
	if err := w.DB.Get(ctx, &left, `SELECT count(*) FROM photo`); err != nil || left != 2 {
		t.Errorf("%d photos are stored, %v", left, err)
	}
	for range hub.MaxPhotos - 2 {
		if err := w.hubs.AddPhoto(ctx, w.Staff, w.HubID, photo.Form{AltFi: "x", Data: file}); err != nil {
			t.Fatal(err)
		}
	}
	err = w.hubs.AddPhoto(ctx, w.Staff, w.HubID, photo.Form{AltFi: "x", Data: file})
	if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Key != "field.photo_count" {
		t.Errorf("one too many: %v", err)
	}
	if err := w.DB.Get(ctx, &left, `SELECT count(*) FROM photo`); err != nil || left != hub.MaxPhotos {
		t.Errorf("%d photos are stored, %v", left, err)
	}
}

func TestPhotosAreTheStaffs(t *testing.T) {
	w := newWorld(t)
	ctx, file := t.Context(), pngFile(t)
	if err := w.hubs.AddPhoto(ctx, w.Staff, w.HubID, photo.Form{AltFi: "a", Data: file}); err != nil {
		t.Fatal(err)
	}
	list, err := w.hubs.Photos(ctx, w.HubID)
	if err != nil {
		t.Fatal(err)
	}
	other, err := w.hubs.Create(ctx, w.Admin, hub.Fresh{Name: "Lennätin", Municipality: "Viitasaari", Position: "63.07, 25.86", Email: "l@example.fi"})
	if err != nil {
		t.Fatal(err)
	}
	neighbour := access.Actor{PersonID: 9, Grants: []access.Grant{{Role: access.HubStaff, Org: other}}}
	words := photo.Form{AltFi: "x"}
	for what, err := range map[string]error{
		"a company adds":              w.hubs.AddPhoto(ctx, w.Companies[0], w.HubID, photo.Form{AltFi: "x", Data: file}),
		"the neighbour describes":     w.hubs.DescribePhoto(ctx, neighbour, w.HubID, list[0].ID, words),
		"through the neighbour's own": w.hubs.DescribePhoto(ctx, neighbour, other, list[0].ID, words),
		"the neighbour orders":        w.hubs.PutPhotoFirst(ctx, neighbour, other, list[0].ID),
		"the neighbour removes":       w.hubs.RemovePhoto(ctx, neighbour, w.HubID, list[0].ID),
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := w.hubs.RemovePhoto(ctx, neighbour, other, list[0].ID); err != nil {
		t.Error(err)
	}
	if after, err := w.hubs.Photos(ctx, w.HubID); err != nil || len(after) != 1 || after[0] != list[0] {
		t.Errorf("%v, %v", after, err)
	}
	for name, form := range map[string]photo.Form{"alt_fi field.required": {Data: file}, "photo field.photo_missing": {AltFi: "x"}, "photo field.photo_type": {AltFi: "x", Data: []byte("x")}} {
		err := w.hubs.AddPhoto(ctx, w.Staff, w.HubID, form)
		if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Name+" "+f.Fields[0].Key != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}
