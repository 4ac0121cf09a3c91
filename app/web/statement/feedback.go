package statement

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// showForm is the empty form; it knows where somebody comes from, and who they are if they have signed in. From the statement
// one comes to speak about accessibility.
func (p pages) showForm(c *page.Ctx) error {
	f := ui.NewForm("")
	switch from := cameFrom(c); from {
	case "", c.Href(FeedbackPath):
	case c.Href(Path):
		f = f.Set("topic", string(feedback.Access))
	default:
		f = f.Set("page", from)
	}
	return c.Render(http.StatusOK, formFor(c)(f.Set("email", c.Actor().Email)))
}

// cameFrom is the address on this site that the visitor was at before, "" when they came from elsewhere.
func cameFrom(c *page.Ctx) string {
	from, err := url.Parse(c.Header("Referer"))
	if err != nil || !strings.HasPrefix(c.URL("/"), from.Scheme+"://"+from.Host) {
		return ""
	}
	return from.Path
}

func (p pages) give(c *page.Ctx) error {
	var f feedback.Form
	if err := c.Decode(&f); err != nil {
		return c.Again(err, formFor(c))
	}
	op, err := c.OpKey()
	if err != nil {
		return c.Again(err, formFor(c))
	}
	f.Lang = c.Lang()
	ref, err := p.Feedback.Give(c.Context(), f, c.IP().String(), op)
	if err != nil {
		return c.Again(err, formFor(c))
	}
	return c.Redirect(thanksPath + "/" + ref)
}

// thanks gives the reference. It can be opened again; a reference that we do not have is no page.
func (p pages) thanks(c *page.Ctx) error {
	known, err := p.Feedback.Known(c.Context(), c.Param("ref"))
	if err == nil && !known {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, thanksPage(c.Param("ref")))
}

func formFor(c *page.Ctx) func(ui.Form) templ.Component {
	return func(f ui.Form) templ.Component {
		f.Order = []string{"topic", "body", "page", "email"}
		f.Labels = map[string]string{}
		for _, name := range f.Order {
			f.Labels[name] = strings.TrimSuffix(c.T("feedback."+name+"_label"), "?") // a colon follows
		}
		return formPage(f, opKey(c))
	}
}

// opKey is the key that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}

func topics(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, t := range feedback.Topics() {
		o := ui.Option{Value: string(t), Label: ui.T(ctx, "feedback.topic."+string(t))}
		if t == feedback.Access {
			o.Help = ui.T(ctx, "feedback.topic_help.access")
		}
		all = append(all, o)
	}
	return all
}
