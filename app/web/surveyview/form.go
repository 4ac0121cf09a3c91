package surveyview

import (
	"context"
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
)

// Sheet is the page of the survey.
type Sheet struct {
	Meta     ui.PageMeta
	Detail   booking.Detail
	Action   string // where the answer goes
	Back     string // the page that leads here
	Answered bool   // an answer is kept already
	Secret   bool   // it is not shown: others may know the link
	Closed   error  // why nothing can be answered now; nil when it can
	Form     ui.Form
}

// Read decodes an answer.
func Read(c *page.Ctx) (f survey.Form, err error) {
	err = c.Decode(&f)
	f.Lang = c.Lang()
	return f, err
}

// Again shows the survey once more with what was typed.
func Again(c *page.Ctx, err error, s Sheet) error {
	return c.Again(err, func(f ui.Form) templ.Component {
		s.Form = f
		for _, name := range []string{"work", "activities", "hosting", "again", "body"} { // the message alone would not say which of five
			if text := f.Error(name); text != "" {
				s.Form.Errors[name] = ui.T(ui.With(c.Context(), c.View()), "survey.short."+name) + ": " + text
			}
		}
		return Page(s)
	})
}

// Filled is the form with an answer in it.
func Filled(f *survey.Form) ui.Form {
	out := ui.NewForm("")
	if f == nil {
		return out
	}
	for name, v := range map[string]*int{"work": f.Work, "activities": f.Activities, "hosting": f.Hosting, "again": f.Again} {
		if v != nil {
			out = out.SetInt(name, *v)
		}
	}
	return out.Set("body", f.Body)
}

// marks are the answers to choose from.
func marks(ctx context.Context, from, to int) []ui.Option {
	var all []ui.Option
	for n := from; n <= to; n++ {
		label := strconv.Itoa(n)
		all = append(all, ui.Option{Value: label, Label: label})
	}
	return all
}

func scale(ctx context.Context, f ui.Form, name string, from, to int, optional bool) ui.Group {
	return ui.Group{
		Name: name, Label: ui.T(ctx, "survey."+name), Help: ui.T(ctx, fmt.Sprintf("survey.scale%d", to)), Inline: true, Optional: optional, Options: marks(ctx, from, to),
	}
}

// closedText is why nothing can be answered now.
func closedText(ctx context.Context, s Sheet) string {
	first, last := survey.Window(s.Detail.Booking)
	return ui.T(ctx, fault.As(s.Closed).Key) + " " + ui.T(ctx, "survey.window", "First", ui.Date(ctx, first), "Last", ui.Date(ctx, last))
}

func lastDay(ctx context.Context, s Sheet) string {
	_, last := survey.Window(s.Detail.Booking)
	return ui.Date(ctx, last)
}
