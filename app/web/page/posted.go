package page

import (
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// maxValues bounds the fields of one form.
const maxValues = 4000

// posted is the body of a form, read once.
type posted struct {
	values map[string][]string
	files  map[string][]*multipart.FileHeader
	err    error
}

func (p *posted) first(name string) string {
	if v := p.values[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// ReadForm reads and checks the posted form; package web calls it before any handler so that broken bytes never reach one.
// A body that is no form is left alone.
func (c *Ctx) ReadForm() error { return c.posted().err }

func (c *Ctx) posted() *posted {
	if c.form == nil {
		c.form = c.readForm()
	}
	return c.form
}

func (c *Ctx) readForm() *posted {
	p := &posted{values: map[string][]string{}}
	kind, _, _ := mime.ParseMediaType(c.fiber.Get(fiber.HeaderContentType))
	switch kind {
	case fiber.MIMEApplicationForm:
		c.fiber.Context().PostArgs().VisitAll(func(k, v []byte) {
			p.values[string(k)] = append(p.values[string(k)], string(v))
		})
	case fiber.MIMEMultipartForm:
		form, err := c.fiber.MultipartForm()
		if err != nil {
			p.err = fiber.ErrBadRequest
			return p
		}
		p.files = form.File
		maps.Copy(p.values, form.Value)
	}
	p.err = p.wellFormed()
	return p
}

// wellFormed refuses what PostgreSQL would not take as text.
func (p *posted) wellFormed() error {
	n := 0
	for name, values := range p.values {
		n += len(values)
		for _, s := range append(values, name) {
			if !WellFormed(s) {
				return fiber.ErrBadRequest
			}
		}
	}
	if n > maxValues {
		return fiber.ErrRequestEntityTooLarge
	}
	return nil
}

// WellFormed says whether a string may go into the database: valid UTF-8 and no NUL.
func WellFormed(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }

// Form fills the form struct that dst points to from the posted form and applies its validate tags; see decode for the form
// tags. It returns one Invalid error with a message for each wrong field. A struct that a service declares and checks itself
// is filled with Decode.
func (c *Ctx) Form(dst any) error {
	p := c.posted()
	if p.err != nil {
		return p.err
	}
	return fault.Check(decode(dst, p.values).check(dst))
}

// Decode is Form without the validate tags: it complains only of what it cannot read, such as letters in a number.
func (c *Ctx) Decode(dst any) error {
	p := c.posted()
	if p.err != nil {
		return p.err
	}
	return fault.Check(decode(dst, p.values).fields)
}

// FormValue is one posted value, tidied; for buttons with names. Forms proper use Form.
func (c *Ctx) FormValue(name string) string { return tidy(c.posted().first(name)) }

// FormValues are all posted values of a name, tidied.
func (c *Ctx) FormValues(name string) []string {
	var all []string
	for _, s := range c.posted().values[name] {
		all = append(all, tidy(s))
	}
	return all
}

// Upload is a posted file. Its name and type are claims of the browser: look at the bytes.
type Upload struct {
	Name string
	Data []byte
}

// Chosen says whether there is a file at all.
func (u Upload) Chosen() bool { return len(u.Data) > 0 }

// File is the uploaded file of a field, at most max bytes long; an Upload that is not Chosen when there was none.
func (c *Ctx) File(name string, max int64) (Upload, error) {
	files := c.posted().files[name]
	if len(files) == 0 {
		return Upload{}, nil
	}
	if files[0].Size > max {
		return Upload{}, fault.OnField(name, "field.file_size")
	}
	f, err := files[0].Open()
	if err != nil {
		return Upload{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, max))
	base := path.Base(strings.ReplaceAll(files[0].Filename, `\`, "/"))
	return Upload{Name: tidy(strings.ToValidUTF8(base, "")), Data: data}, err
}
