package network

import (
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/network"
)

// spare is how many empty rows a form of steps has for new ones.
const spare = 3

// editView is a module's form. Old is the module as it is, zero for a new one; rows is how many steps the form has room for.
type editView struct {
	old  network.Module
	form ui.Form
	rows int
	op   string
}

func stepField(i int, name string) string { return "steps." + strconv.Itoa(i) + "." + name }

func editOf(m network.Module) editView {
	v := editView{old: m, rows: len(m.Steps) + spare, form: ui.NewForm("osa")}
	v.form = v.form.Set("title_fi", m.TitleFi).Set("title_en", m.TitleEn).Set("text_fi", m.TextFi).Set("text_en", m.TextEn)
	for i, s := range m.Steps {
		v.form = v.form.Set(stepField(i, "id"), itoa(s.ID)).Set(stepField(i, "fi"), s.TextFi).Set(stepField(i, "en"), s.TextEn).SetInt(stepField(i, "place"), i+1)
	}
	return v
}

// newModule is the empty form.
func (p pages) newModule(c *page.Ctx) error {
	v := editOf(network.Module{})
	v.op = opKey(c)
	return c.Render(fiber.StatusOK, editPage(v))
}

// again shows the form with what was wrong, and as many rows as were sent.
func (v editView) again(c *page.Ctx, err error) error {
	return c.Again(err, func(form ui.Form) templ.Component {
		v.form, v.op = called(speaking(c), form, "osa", "title_fi", "title_en", "text_fi", "text_en"), opKey(c)
		for i := 0; len(form.Values[stepField(i, "fi")]) > 0; i++ {
			v.rows = max(v.rows, i+1)
			v.form.Order = append(v.form.Order, stepField(i, "place"), stepField(i, "fi"), stepField(i, "en"))
			v.form.Labels[stepField(i, "place")] = c.T("networkroom.step_place", "Number", i+1)
			v.form.Labels[stepField(i, "fi")] = c.T("networkroom.step_fi", "Number", i+1)
			v.form.Labels[stepField(i, "en")] = c.T("networkroom.step_en", "Number", i+1)
		}
		return editPage(v)
	})
}

// addModule puts a new module at the end of the path.
func (p pages) addModule(c *page.Ctx) error {
	var f network.ModuleForm
	op, err := c.OpKey()
	if err == nil {
		err = c.Decode(&f)
	}
	var id int64
	if err == nil {
		id, err = p.Network.AddModule(c.Context(), c.Actor(), f, op)
	}
	if err != nil {
		return editOf(network.Module{}).again(c, err)
	}
	c.Flash("ok", "networkroom.module_saved")
	return c.Redirect(modulePath(id))
}

func (p pages) written(c *page.Ctx) (network.Module, error) {
	id, err := c.ParamInt64("module")
	if err != nil {
		return network.Module{}, err
	}
	return p.Network.Module(c.Context(), c.Actor(), id)
}

// showModule is the form of a module.
func (p pages) showModule(c *page.Ctx) error {
	m, err := p.written(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, editPage(editOf(m)))
}

// editModule writes it anew.
func (p pages) editModule(c *page.Ctx) error {
	m, err := p.written(c)
	if err != nil {
		return err
	}
	var f network.ModuleForm
	if err = c.Decode(&f); err == nil {
		err = p.Network.EditModule(c.Context(), c.Actor(), m.ID, f)
	}
	if err != nil {
		return editOf(m).again(c, err)
	}
	c.Flash("ok", "networkroom.module_saved")
	return c.Redirect(modulePath(m.ID))
}

// moveModule moves it one place on the path.
func (p pages) moveModule(c *page.Ctx) error {
	id, err := c.ParamInt64("module")
	if err != nil {
		return err
	}
	way := c.FormValue("way")
	if way != "up" && way != "down" {
		return fault.New(fault.Invalid, "fault.form_stale")
	}
	if err := p.Network.MoveModule(c.Context(), c.Actor(), id, way == "up"); err != nil {
		return err
	}
	return c.Redirect(coachPath)
}

// retireModule takes it off the path, or puts it back.
func (p pages) retireModule(c *page.Ctx) error {
	id, err := c.ParamInt64("module")
	if err != nil {
		return err
	}
	retire := c.FormValue("use") == "off"
	if err := p.Network.RetireModule(c.Context(), c.Actor(), id, retire); err != nil {
		return err
	}
	if retire {
		c.FlashUndo(page.Undo{Path: modulePath(id) + "/kaytto", Values: map[string][]string{"use": {"on"}}}, "networkroom.module_retired")
	} else {
		c.Flash("ok", "networkroom.module_restored")
	}
	return c.Redirect(coachPath)
}
