package partner

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// savePhoto gives the activity a photo, or describes the one that it has anew.
func (p pages) savePhoto(c *page.Ctx) error {
	v, err := p.activityView(c)
	if err != nil {
		return err
	}
	var f photo.Form
	if err = c.Decode(&f); err == nil {
		var file page.Upload
		if file, err = c.File("photo", page.MaxBody); err == nil {
			f.Data = file.Data
			err = p.partners.SetPhoto(c.Context(), c.Actor(), v.activity.ID, f)
		}
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.photo = called(c, f, "photo", photoOrder)
			return activityPage(v)
		})
	}
	c.Flash("ok", "partner.photo.saved")
	return c.Redirect(activityPath(v.who.ID, v.activity.ID) + "#kuva")
}

// removePhoto gives the activity its poster back.
func (p pages) removePhoto(c *page.Ctx) error {
	who, a, err := p.activityOf(c)
	if err != nil {
		return err
	}
	if err := p.partners.RemovePhoto(c.Context(), c.Actor(), a.ID); err != nil {
		return err
	}
	c.Flash("ok", "partner.photo.removed")
	return c.Redirect(activityPath(who.ID, a.ID) + "#kuva")
}

// showPhoto is a photo's bytes, for everybody.
func (p pages) showPhoto(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	width, err := strconv.Atoi(c.Param("width"))
	if err != nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	data, err := p.partners.Photo(c.Context(), id, width)
	if err != nil {
		return err
	}
	return c.Bytes("image/jpeg", data)
}
