package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/pagesize"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/johnfercher/maroto/v2/pkg/repository"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Certificate is a page that says that somebody did something. Empty texts leave their place out.
type Certificate struct {
	Issuer string // who vouches for it
	Title  string
	Name   string // of whom: as little of it as they wish
	Text   string // what was done, in sentences
	Facts  [][2]string
	Quote  string // what somebody said of it
	Quoted string // who said it
	Place  string // and day, above the line to sign on
	Made   time.Time
}

// RenderCertificate draws the certificate on one A4 page; a text too long for it goes on. It is safe for concurrent use.
func RenderCertificate(c Certificate) ([]byte, error) {
	fonts, err := repository.New().
		AddUTF8FontFromBytes(family, fontstyle.Normal, bytes.Clone(goregular.TTF)).
		AddUTF8FontFromBytes(family, fontstyle.Bold, bytes.Clone(gobold.TTF)).
		Load()
	if err != nil {
		return nil, fmt.Errorf("pdf: fonts: %w", err)
	}
	m := maroto.New(config.NewBuilder().WithPageSize(pagesize.A4).
		WithLeftMargin(sideMargin).WithRightMargin(sideMargin).WithTopMargin(12).WithBottomMargin(14).
		WithMaxGridSize(fullWidth).WithCompression(true).
		WithCustomFonts(fonts).WithDefaultFont(&props.Font{Family: family, Size: body.size, Color: ink}).
		WithTitle(c.Title, true).WithAuthor(c.Issuer, true).WithCreator("Hubittaako", true).WithCreationDate(c.Made).Build())
	var (
		grand = style{size: 26, bold: true}
		name  = style{size: 20, bold: true}
		text  = style{size: 11}
	)
	m.AddRows(row.New(stripHeight).Add(cell(60).WithStyle(filled(spruce)), cell(44).WithStyle(filled(fell)), cell(70).WithStyle(filled(lake))), space(10))
	write := func(s style, p paint, after float64, words string) {
		lines := s.wrap(words, fullWidth)
		if len(lines) == 0 {
			return
		}
		p.style = s
		m.AddRows(row.New(float64(len(lines))*s.lineHeight() + after).Add(cell(fullWidth, p.put(lines...))))
	}
	write(strong, paint{color: soft}, 14, c.Issuer)
	write(grand, paint{color: spruce}, 10, c.Title)
	write(name, paint{color: ink}, 8, c.Name)
	write(text, paint{color: ink}, 8, c.Text)
	for _, f := range c.Facts {
		if f[1] == "" {
			continue
		}
		lines := text.wrap(f[1], fullWidth-50)
		m.AddRows(row.New(float64(len(lines))*text.lineHeight()+2).Add(
			cell(50, paint{style: text, color: soft}.put(f[0])), cell(fullWidth-50, paint{style: text, color: ink}.put(lines...))))
	}
	if c.Quote != "" {
		m.AddRows(space(8))
		write(text, paint{color: ink}, 2, "”"+c.Quote+"”")
		write(small, paint{color: soft}, 4, c.Quoted)
	}
	m.AddRows(space(26), row.New(8).Add(cell(80).WithStyle(underline(rule, 0.4))))
	write(small, paint{color: soft, top: 2}, 2, c.Place)
	doc, err := m.Generate()
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return doc.GetBytes(), nil
}
