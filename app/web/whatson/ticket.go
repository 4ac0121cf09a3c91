package whatson

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// What the buttons of a mailed link's page do.
const (
	doConfirm = "vahvista"
	doLeave   = "peru"
)

type ticketView struct {
	event.Ticket
	deps  pages
	token string
	form  ui.Form
}

// ticket is the page that the mailed link leads to. Looking changes nothing: mail programs look.
func (p pages) ticket(c *page.Ctx) error {
	token := c.Param("token")
	t, err := p.Events.Ticket(c.Context(), token)
	if err != nil {
		return deadLink(c, err)
	}
	return c.Render(fiber.StatusOK, ticketPage(ticketView{t, p, token, ui.NewForm("")}))
}

// useTicket confirms, takes what is offered, or gives it back.
func (p pages) useTicket(c *page.Ctx) error {
	token := c.Param("token")
	var err error
	switch c.FormValue("tee") {
	case doConfirm:
		_, err = p.Events.Confirm(c.Context(), token)
	case doLeave:
		_, err = p.Events.Leave(c.Context(), token)
	default:
		err = fault.New(fault.Invalid, "fault.form_stale")
	}
	switch code := fault.CodeOf(err); {
	case err == nil:
		return c.Redirect(ticketPath(token))
	case code == fault.Gone || code == fault.Conflict:
		t, gone := p.Events.Ticket(c.Context(), token)
		if gone != nil {
			return deadLink(c, gone)
		}
		if code == fault.Gone { // what is over says so itself, on the page
			return c.Redirect(ticketPath(token))
		}
		return c.Again(err, func(f ui.Form) templ.Component { return ticketPage(ticketView{t, p, token, f}) })
	}
	return err
}

func ticketPath(token string) string { return eventview.ListPath + "/paikka/" + token }

// deadLink says that a link does nothing any more.
func deadLink(c *page.Ctx, err error) error {
	if fault.CodeOf(err) != fault.Gone {
		return err
	}
	return c.Render(fiber.StatusGone, deadLinkPage())
}

// stage is what the page says: where the sign-up stands, or that the occasion is off or over.
func (v ticketView) stage() string {
	switch s := v.StateAt(v.deps.Now()); {
	case s == event.Cancelled || s == event.Over:
		return string(s)
	case v.Signup.State == event.SignupOffered && !v.deps.Now().Before(*v.Signup.OfferedUntil):
		return string(event.SignupLapsed)
	case v.Signup.State == event.SignupAsked && s == event.Closed:
		return string(event.Closed)
	case v.Signup.State == event.SignupAsked && s == event.Full:
		return "asked_full"
	}
	return string(v.Signup.State)
}

// mayConfirm: the link has something to do that is not done.
func (v ticketView) mayConfirm() bool {
	switch v.stage() {
	case "asked", "asked_full", "offered":
		return true
	case "waiting": // seats that became free too late to be offered around
		return v.Signup.Seats <= v.Free()
	}
	return false
}

func (v ticketView) mayLeave() bool {
	switch v.stage() {
	case "in", "waiting", "offered":
		return true
	}
	return false
}
