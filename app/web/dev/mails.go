package dev

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/mail"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// Outbox keeps the mails; package mail's Outbox is one.
type Outbox interface {
	List(ctx context.Context, limit int) ([]mail.Stored, error)
	Get(ctx context.Context, id int64) (mail.Stored, error)
}

// mailsPath is where the program says the mails are.
const mailsPath = "/dev/posti"

// newest is how many mails the list shows.
const newest = 100

// Routes are the rows of these pages.
func Routes(outbox Outbox) []page.Route {
	p := pages{outbox}
	return []page.Route{
		page.Get(galleryPath, page.DevOnly, gallery),
		page.Get(mailsPath, page.DevOnly, p.list),
		page.Get(mailsPath+"/:id", page.DevOnly, p.show),
		page.Get(mailsPath+"/:id/html", page.DevOnly, p.dressed),
		page.Get(mailsPath+"/:id/:attachment", page.DevOnly, p.attachment),
	}
}

type pages struct{ outbox Outbox }

func (p pages) list(c *page.Ctx) error {
	mails, err := p.outbox.List(c.Context(), newest)
	if err != nil {
		return err
	}
	return c.Render(200, mailList(mails))
}

func (p pages) mail(c *page.Ctx) (mail.Stored, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return mail.Stored{}, err
	}
	return p.outbox.Get(c.Context(), id)
}

func (p pages) show(c *page.Ctx) error {
	m, err := p.mail(c)
	if err != nil {
		return err
	}
	return c.Render(200, mailPage(m))
}

// dressed shows the mail as mail programs do. Its styles are inline, so it has a policy of its own: styles and pictures,
// nothing else. The page about the mail shows it in a frame.
func (p pages) dressed(c *page.Ctx) error {
	m, err := p.mail(c)
	if err != nil {
		return err
	}
	c.ContentPolicy("default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'")
	return c.Render(200, templ.Raw(strings.Replace(m.HTML, "<head>", `<head><base target="_top">`, 1))) // links leave the frame
}

func (p pages) attachment(c *page.Ctx) error {
	m, err := p.mail(c)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(c.Param("attachment"))
	if err != nil || n < 0 || n >= len(m.Attachments) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	a := m.Attachments[n]
	return c.Download(a.Name, a.ContentType, a.Body)
}

func mailPath(m mail.Stored, rest string) string {
	return mailsPath + "/" + strconv.FormatInt(m.ID, 10) + rest
}
