package rooms

import (
	"context"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// editView is the form of a room; the zero room is a new one.
type editView struct {
	hub  hub.Hub
	room room.Room
	form ui.Form
}

func editOrder() []string {
	return []string{"kind", "name_fi", "name_en", "name_sv", "people", "hour", "vat_class", "buffer", "cancel_hours", "text_fi", "text_en", "text_sv", "equipment_fi", "equipment_en", "equipment_sv", "step_free", "active"}
}

func editForm(f room.Form) ui.Form {
	form := ui.NewForm("").SetInt("people", f.People).SetMoney("hour", f.HourCents).SetInt("buffer", f.Buffer).SetInt("cancel_hours", f.CancelHours).
		SetBool("step_free", f.StepFree).SetBool("active", f.Active)
	for name, value := range map[string]string{
		"kind": string(f.Kind), "vat_class": string(f.VATClass), "name_fi": f.NameFi, "name_en": f.NameEn, "name_sv": f.NameSv, "text_fi": f.TextFi, "text_en": f.TextEn,
		"text_sv": f.TextSv, "equipment_fi": f.EquipmentFi, "equipment_en": f.EquipmentEn, "equipment_sv": f.EquipmentSv,
	} {
		form = form.Set(name, value)
	}
	return form
}

// showNew is the form of a new room.
func (p pages) showNew(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	first := room.Form{Kind: room.Meeting, People: 6, VATClass: money.Standard, Buffer: room.Quarter, CancelHours: 24, Active: true}
	return c.Render(fiber.StatusOK, editPage(editView{hub: h, form: editForm(first)}))
}

// create adds a room; it can be booked at once.
func (p pages) create(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	return p.save(c, editView{hub: h}, func(f room.Form) error {
		_, err := p.Rooms.Create(c.Context(), c.Actor(), h.ID, f)
		return err
	})
}

// showRoom is the form of a room.
func (p pages) showRoom(c *page.Ctx) error {
	v, err := p.walkInView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, editPage(editView{hub: v.hub, room: v.room, form: editForm(room.FormOf(v.room))}))
}

// update changes a room; what is booked stays as it was booked.
func (p pages) update(c *page.Ctx) error {
	v, err := p.walkInView(c)
	if err != nil {
		return err
	}
	return p.save(c, editView{hub: v.hub, room: v.room}, func(f room.Form) error {
		return p.Rooms.Update(c.Context(), c.Actor(), v.hub.ID, v.room.ID, f)
	})
}

func (p pages) save(c *page.Ctx, v editView, do func(f room.Form) error) error {
	var f room.Form
	err := c.Decode(&f)
	if err == nil {
		err = do(f)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			v.form.Order = editOrder()
			return editPage(v)
		})
	}
	c.Flash("ok", "roomdesk.saved")
	return c.Redirect(deskPath(v.hub.ID))
}

func kindOptions(ctx context.Context) (all []ui.Option) {
	for _, k := range room.Kinds() {
		all = append(all, ui.Option{Value: string(k), Label: kindText(ctx, k)})
	}
	return all
}

func vatOptions(ctx context.Context) (all []ui.Option) {
	for _, class := range money.Classes() {
		all = append(all, ui.Option{Value: string(class), Label: stayview.VATClass(ctx, class)})
	}
	return all
}

func (v editView) action() string {
	if v.room.ID == 0 {
		return deskPath(v.hub.ID) + "/uusi"
	}
	return roomPath(v.hub.ID, v.room.ID)
}
