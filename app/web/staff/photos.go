package staff

import (
	"slices"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// photosView is a hub's photos, each with its form, and the form that adds one.
type photosView struct {
	hub   hub.Hub
	list  []hub.Photo
	adds  ui.Form
	forms map[int64]ui.Form // a refused form of one of the photos
}

// showPhotos lists the hub's photos.
func (p pages) showPhotos(c *page.Ctx) error {
	v, err := p.photosView(c)
	if err != nil {
		return err
	}
	return c.Render(200, photosPage(*v))
}

func (p pages) photosView(c *page.Ctx) (*photosView, error) {
	h, err := p.hub(c)
	if err != nil {
		return nil, err
	}
	list, err := p.Hubs.Photos(c.Context(), h.ID)
	return &photosView{hub: h, list: list, adds: ui.NewForm(addPhotoID), forms: map[int64]ui.Form{}}, err
}

const addPhotoID = "uusi"

// addPhoto takes one more.
func (p pages) addPhoto(c *page.Ctx) error {
	v, err := p.photosView(c)
	if err != nil {
		return err
	}
	var f photo.Form
	if err = c.Decode(&f); err == nil {
		var file page.Upload
		if file, err = c.File("photo", page.MaxBody); err == nil {
			f.Data = file.Data
			err = p.Hubs.AddPhoto(c.Context(), c.Actor(), v.hub.ID, f)
		}
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.ID, f.Order = addPhotoID, photoOrder
			v.adds = f
			return photosPage(*v)
		})
	}
	c.Flash("ok", "staff.photos.added")
	return c.Redirect(photosPath(v.hub.ID))
}

var photoOrder = []string{"photo", "alt_fi", "alt_en", "alt_sv", "focus"}

// describePhoto changes what is said of one, and how it is cut.
func (p pages) describePhoto(c *page.Ctx) error {
	v, err := p.photosView(c)
	if err != nil {
		return err
	}
	id, err := v.photo(c)
	if err != nil {
		return err
	}
	var f photo.Form
	if err = c.Decode(&f); err == nil {
		err = p.Hubs.DescribePhoto(c.Context(), c.Actor(), v.hub.ID, id, f)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.ID, f.Order = photoFormID(id), photoOrder
			v.forms[id] = f
			return photosPage(*v)
		})
	}
	c.Flash("ok", "staff.photos.saved")
	return c.Redirect(photosPath(v.hub.ID))
}

// photo is the one that the address names; NotFound when the hub has no such.
func (v *photosView) photo(c *page.Ctx) (int64, error) {
	id, err := c.ParamInt64("photo")
	if err == nil && !slices.ContainsFunc(v.list, func(p hub.Photo) bool { return p.ID == id }) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return id, err
}

// putPhotoFirst makes one the main photo.
func (p pages) putPhotoFirst(c *page.Ctx) error {
	return p.onPhoto(c, "staff.photos.moved", func(h, one int64) error { return p.Hubs.PutPhotoFirst(c.Context(), c.Actor(), h, one) })
}

// removePhoto takes one away.
func (p pages) removePhoto(c *page.Ctx) error {
	return p.onPhoto(c, "staff.photos.removed", func(h, one int64) error { return p.Hubs.RemovePhoto(c.Context(), c.Actor(), h, one) })
}

func (p pages) onPhoto(c *page.Ctx, done string, do func(hubID, photoID int64) error) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	id, err := c.ParamInt64("photo")
	if err != nil {
		return err
	}
	if err := do(h.ID, id); err != nil {
		return err
	}
	c.Flash("ok", done)
	return c.Redirect(photosPath(h.ID))
}

func photoFormID(id int64) string { return "kuva-" + itoa(id) }

// form of one of the photos: as it was refused, or as it is stored.
func (v photosView) form(p hub.Photo) ui.Form {
	if f, refused := v.forms[p.ID]; refused {
		return f
	}
	return ui.NewForm(photoFormID(p.ID)).Set("alt_fi", p.AltFi).Set("alt_en", p.AltEn).Set("alt_sv", p.AltSv).Set("focus", p.Focus().String())
}

func photoPicture(lang string, p hub.Photo) ui.Picture {
	return stayview.PhotoPicture(p.ID, p.Alt(lang), p.Focus(), ui.Picture{})
}
