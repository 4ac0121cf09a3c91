package company

import (
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/surveyview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
)

// surveying is what a stay's page says about how it was.
type surveying struct {
	on     bool // answers can be given now
	booker bool // whoever looks has booked the stay
	result survey.Result
}

func (p pages) surveyingOf(c *page.Ctx, v view) (s surveying, err error) {
	if p.Surveys == nil || !v.d.Reportable() || v.today.Before(v.d.EndsOn) {
		return s, nil
	}
	s.on = survey.Open(v.d.Booking, v.today) == nil
	s.booker = survey.IsBooker(c.Actor(), v.d.Booking)
	s.result, err = p.Surveys.OfStay(c.Context(), c.Actor(), v.d.Ref)
	return s, err
}

// SurveyPath is where who booked a stay says how it was.
func SurveyPath(ref string) string { return BookingPath(ref) + "/palaute" }

// showSurvey asks who booked the stay how it was, with what was answered before.
func (p pages) showSurvey(c *page.Ctx) error {
	s, err := p.sheet(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, surveyview.Page(s))
}

// answerSurvey keeps the answer.
func (p pages) answerSurvey(c *page.Ctx) error {
	ref := c.Param("ref")
	f, err := surveyview.Read(c)
	if err == nil {
		err = p.Surveys.AnswerAsBooker(c.Context(), c.Actor(), ref, f)
	}
	if err != nil {
		s, failed := p.sheet(c)
		if failed != nil {
			return failed
		}
		return surveyview.Again(c, err, s)
	}
	c.Flash("ok", "survey.thanks")
	return c.Redirect(BookingPath(ref))
}

func (p pages) sheet(c *page.Ctx) (s surveyview.Sheet, err error) {
	ref := c.Param("ref")
	d, own, err := p.Surveys.Own(c.Context(), c.Actor(), ref)
	if err != nil {
		return s, err
	}
	return surveyview.Sheet{
		Detail: d, Action: SurveyPath(ref), Back: BookingPath(ref), Answered: own != nil, Form: surveyview.Filled(own), Closed: survey.Open(d.Booking, p.today()),
		Meta: ui.PageMeta{Title: c.T("survey.title"), Area: ui.AreaCompany, Current: "bookings", Org: d.CompanyID, OrgName: d.CompanyName, Robots: "noindex"},
	}, nil
}
