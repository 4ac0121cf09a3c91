package participant

import (
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/surveyview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
)

// showSurvey asks how it was. What was answered before does not show: others may know the link.
func (p pages) showSurvey(c *page.Ctx) error {
	s, err := p.sheet(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, surveyview.Page(s))
}

// answerSurvey keeps the answer.
func (p pages) answerSurvey(c *page.Ctx) error {
	f, err := surveyview.Read(c)
	if err == nil {
		err = p.Surveys.AnswerByLink(c.Context(), c.Param("token"), f)
	}
	if err != nil {
		s, failed := p.sheet(c)
		if failed != nil {
			return failed
		}
		return surveyview.Again(c, err, s)
	}
	c.Flash("ok", "survey.thanks")
	return c.Redirect(Path(c.Param("token")))
}

func (p pages) sheet(c *page.Ctx) (s surveyview.Sheet, err error) {
	c.NoStore()
	token := c.Param("token")
	s.Action, s.Back, s.Secret, s.Form = SurveyPath(token), Path(token), true, ui.NewForm("")
	if s.Detail, s.Answered, err = p.Surveys.ByLink(c.Context(), token); err != nil {
		return s, err
	}
	s.Closed = survey.Open(s.Detail.Booking, dates.Today(p.Now()))
	s.Meta = ui.PageMeta{Title: c.T("survey.title"), Robots: "noindex"}
	return s, nil
}
