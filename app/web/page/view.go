package page

import (
	"context"
	"html"
	"io"

	"github.com/a-h/templ"
)

func (c *Ctx) dressed() context.Context { return c.Context() }

// RenderProblem answers with an error page, or a note where htmx asked for a piece.
func (c *Ctx) RenderProblem(status int, text string) error {
	return c.Render(status, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, "<!doctype html><p>"+html.EscapeString(text)+"</p><p>"+c.id+"</p>")
		return err
	}))
}
