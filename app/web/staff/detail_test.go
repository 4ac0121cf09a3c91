package staff_test

import (
	"fmt"
	"testing"
)

// TestStaffDescribeTheHub: what they say stays in the form; what is wrong stands at its field.
func TestStaffDescribeTheHub(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	page := fmt.Sprintf("/hubi/%d/kuvaus", w.HubID)
	form := b.Get(page).Status(200).Form(page)
	b.Send(form, "up_mbps", "x").Status(422).Says("f-up_mbps-err")
	b.Send(form, "down_mbps", "-1", "contacts.0.role", "manager", "contacts.0.email", "ei osoite").Status(422).Says("f-down_mbps-err", "f-measured_on-err", "f-contacts-0-email-err")
	b.Send(form, "access", "mixed", "facilities", "podcast", "down_mbps", "480", "up_mbps", "300", "measured_on", "2026-11-02", "rules_fi", "Hiljaa.",
		"contacts.0.role", "technical", "contacts.0.phone", "014 459 6800").To()
	b.Get(page).Status(200).Says(`value="480"`, `value="2026-11-02"`, "014 459 6800", "Hiljaa.")
	w.As(t, "stranger").Get(page).Status(404)
}
