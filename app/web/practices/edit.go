package practices

import (
	"context"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// editView is the form of a new practice, or of one that there is.
type editView struct {
	old          practice.Practice // the zero one where it is new
	hub          hub.Hub           // that writes
	hubs         []hub.Hub         // the visitor's, for a new one
	pkgs, events []practice.Object
	form         ui.Form
	op           string
	photo        ui.Form
}

var order = []string{"title_fi", "text_fi", "title_en", "text_en", "theme", "kind", "package", "event", "rule_fi", "rule_en", "rule_sv"}

// showNew is the form of a new practice, or the question whose it is.
func (p pages) showNew(c *page.Ctx) error {
	v, err := p.newView(c, c.Query("hubi"))
	if err != nil {
		return err
	}
	v.form = ui.NewForm("").Set("kind", string(practice.Plain))
	return c.Render(fiber.StatusOK, newPage(v))
}

func (p pages) newView(c *page.Ctx, name string) (v editView, err error) {
	v.op = opKey(c)
	if v.hubs, err = p.mine(c); err != nil {
		return v, err
	}
	if v.hub, err = chosen(name, v.hubs); fault.CodeOf(err) == fault.Invalid {
		return v, nil // several, and none chosen yet
	}
	if err != nil {
		return v, err
	}
	v.pkgs, v.events, err = p.Practices.Objects(c.Context(), c.Actor(), v.hub.ID)
	return v, err
}

// create writes it down.
func (p pages) create(c *page.Ctx) error {
	v, err := p.newView(c, c.FormValue("hubi"))
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f practice.Form
	var id int64
	if err = c.Decode(&f); err == nil {
		id, err = p.Practices.Create(c.Context(), c.Actor(), v.hub.ID, f, op)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, "", order...)
			return newPage(v)
		})
	}
	c.Flash("ok", "practices.created")
	return c.Redirect(PathOf(id) + "/muokkaa#kuvat")
}

func (p pages) editView(c *page.Ctx) (v editView, err error) {
	if v.old, err = p.own(c); err != nil {
		return v, err
	}
	if v.hub, err = p.Hubs.ForStaff(c.Context(), c.Actor(), v.old.HubID); err != nil {
		return v, err
	}
	v.form, v.photo = stored(v.old), ui.NewForm(photoID)
	v.pkgs, v.events, err = p.Practices.Objects(c.Context(), c.Actor(), v.old.HubID)
	return v, err
}

const photoID = "kuva"

func stored(x practice.Practice) ui.Form {
	f := ui.NewForm("").Set("title_fi", x.TitleFi).Set("title_en", x.TitleEn).Set("text_fi", x.TextFi).Set("text_en", x.TextEn).Set("theme", x.Theme).
		Set("kind", string(x.Kind)).Set("rule_fi", x.RuleFi).Set("rule_en", x.RuleEn).Set("rule_sv", x.RuleSv)
	return f.Set("package", itoa(x.PackageID)).Set("event", itoa(x.EventID))
}

// showEdit is the form of a practice, and its pictures.
func (p pages) showEdit(c *page.Ctx) error {
	v, err := p.editView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, editPage(v))
}

// edit writes it anew.
func (p pages) edit(c *page.Ctx) error {
	v, err := p.editView(c)
	if err != nil {
		return err
	}
	var f practice.Form
	if err = c.Decode(&f); err == nil {
		err = p.Practices.Update(c.Context(), c.Actor(), v.old.ID, f)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, "", order...)
			return editPage(v)
		})
	}
	c.Flash("ok", "practices.saved")
	return c.Redirect(PathOf(v.old.ID))
}

// addPhoto gives it one more picture.
func (p pages) addPhoto(c *page.Ctx) error {
	v, err := p.editView(c)
	if err != nil {
		return err
	}
	var f photo.Form
	if err = c.Decode(&f); err == nil {
		var file page.Upload
		if file, err = c.File("photo", page.MaxBody); err == nil {
			f.Data = file.Data
			err = p.Practices.AddPhoto(c.Context(), c.Actor(), v.old.ID, f)
		}
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.ID, f.Order = photoID, []string{"photo", "alt_fi", "alt_en", "alt_sv", "focus"}
			v.photo = f
			return editPage(v)
		})
	}
	c.Flash("ok", "practices.photo_added")
	return c.Redirect(PathOf(v.old.ID) + "/muokkaa#kuvat")
}

// removePhoto takes one away.
func (p pages) removePhoto(c *page.Ctx) error {
	x, err := p.own(c)
	if err != nil {
		return err
	}
	id, err := c.ParamInt64("photo")
	if err != nil {
		return err
	}
	if err := p.Practices.RemovePhoto(c.Context(), c.Actor(), x.ID, id); err != nil {
		return err
	}
	c.Flash("ok", "practices.photo_removed")
	return c.Redirect(PathOf(x.ID) + "/muokkaa#kuvat")
}

func kindOptions(ctx context.Context) (all []ui.Option) {
	for _, k := range practice.Kinds() {
		all = append(all, ui.Option{Value: string(k), Label: ui.T(ctx, "practices.kind."+string(k)), Help: ui.T(ctx, "practices.kind_help."+string(k))})
	}
	return all
}

func themeOptions(ctx context.Context) (all []ui.Option) {
	for _, theme := range practice.Themes() {
		all = append(all, ui.Option{Value: theme, Label: ui.T(ctx, "practices.theme."+theme)})
	}
	return all
}

func objectOptions(ctx context.Context, list []practice.Object) (all []ui.Option) {
	for _, o := range list {
		all = append(all, ui.Option{Value: itoa(o.ID), Label: o.Title(ui.Lang(ctx))})
	}
	return all
}
