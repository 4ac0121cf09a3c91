package eventdesk

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// photoID is the form of the event's photo.
const photoID = "kuva"

// setPhoto gives the event a photo.
func (p pages) setPhoto(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	var f photo.Form
	if err = c.Decode(&f); err == nil {
		var file page.Upload
		if file, err = c.File("photo", page.MaxBody); err == nil {
			f.Data = file.Data
			err = p.Events.SetPhoto(c.Context(), c.Actor(), v.first.EventID, f)
		}
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.ID, f.Order = photoID, []string{"photo", "alt_fi", "alt_en", "alt_sv", "focus"}
			v.photo = f
			return showPage(v)
		})
	}
	c.Flash("ok", "eventdesk.photo.saved")
	return c.Redirect(v.path(v.first.EventID) + "#" + photoID)
}

// removePhoto takes the photo away: the poster is drawn again.
func (p pages) removePhoto(c *page.Ctx) error {
	v, err := p.showView(c)
	if err != nil {
		return err
	}
	if err := p.Events.RemovePhoto(c.Context(), c.Actor(), v.first.EventID); err != nil {
		return err
	}
	c.Flash("ok", "eventdesk.photo.removed")
	return c.Redirect(v.path(v.first.EventID) + "#" + photoID)
}
