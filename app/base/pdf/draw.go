package pdf

import (
	"bytes"

	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/border"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/pagesize"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/johnfercher/maroto/v2/pkg/repository"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// The page in mm. The grid has as many columns as the text is mm wide, so that widths below are mm.
const (
	sideMargin = 18
	fullWidth  = 210 - 2*sideMargin
	family     = "go"

	stripHeight  = 2.4
	nameHeight   = 15
	headerHeight = stripHeight + nameHeight
)

// The colours of the house, as in the site's tokens.
var (
	ink    = &props.Color{Red: 0x17, Green: 0x21, Blue: 0x1E}
	soft   = &props.Color{Red: 0x4A, Green: 0x58, Blue: 0x52}
	rule   = &props.Color{Red: 0xDD, Green: 0xD8, Blue: 0xCB}
	spruce = &props.Color{Red: 0x12, Green: 0x44, Blue: 0x3A}
	birch  = &props.Color{Red: 0xFA, Green: 0xF8, Blue: 0xF3}
	mist   = &props.Color{Red: 0xEA, Green: 0xF1, Blue: 0xF1}
	lichen = &props.Color{Red: 0xEA, Green: 0xF0, Blue: 0xDC}
	fell   = &props.Color{Red: 0x8F, Green: 0xBF, Blue: 0x9F}
	lake   = &props.Color{Red: 0x8E, Green: 0xC5, Blue: 0xDA}
)

// Sizes of text.
var (
	small   = style{size: 8}
	body    = style{size: 9}
	strong  = style{size: 9, bold: true}
	heading = style{size: 13, bold: true}
	large   = style{size: 15, bold: true}
)

func settings(inv Invoice, l *labels) (*entity.Config, error) {
	return settingsOf(l.title(inv), inv.Seller.Name, l.page, inv.IssuedOn)
}

// settingsOf makes fonts anew for each document: the library writes into them.
func settingsOf(title, author, pageLabel string, made dates.Date) (*entity.Config, error) {
	fonts, err := repository.New().
		AddUTF8FontFromBytes(family, fontstyle.Normal, bytes.Clone(goregular.TTF)).
		AddUTF8FontFromBytes(family, fontstyle.Bold, bytes.Clone(gobold.TTF)).
		Load()
	if err != nil {
		return nil, err
	}
	y, m, d := made.YMD()
	return config.NewBuilder().WithPageSize(pagesize.A4).
		WithLeftMargin(sideMargin).WithRightMargin(sideMargin).WithTopMargin(12).WithBottomMargin(14).
		WithMaxGridSize(fullWidth).WithCompression(true).
		WithCustomFonts(fonts).WithDefaultFont(&props.Font{Family: family, Size: body.size, Color: ink}).
		WithPageNumber(props.PageNumber{Pattern: pageLabel, Place: props.RightBottom, Size: small.size, Family: family, Color: soft}).
		WithTitle(title, true).WithAuthor(author, true).WithCreator("Hubittaako", true).
		WithCreationDate(utc(y, m, d)).Build(), nil
}

// paint is a text at a place within a cell.
type paint struct {
	style
	color *props.Color
	right bool // set to the right edge
	top   float64
	left  float64
	inset float64 // from the right edge
}

func (p paint) put(lines ...string) []core.Component {
	var out []core.Component
	for i, line := range lines {
		t := props.Text{Size: p.size, Color: p.color, Top: p.top + float64(i)*p.lineHeight(), Left: p.left, Right: p.inset}
		if p.bold {
			t.Style = fontstyle.Bold
		}
		if p.right {
			t.Align = align.Right
		}
		out = append(out, text.New(printable(line), t))
	}
	return out
}

func cell(width int, parts ...[]core.Component) core.Col {
	c := col.New(width)
	for _, p := range parts {
		c.Add(p...)
	}
	return c
}

// strip is forest, fell and lake: what every page begins with.
func strip() core.Row {
	return row.New(stripHeight).Add(cell(60).WithStyle(filled(spruce)), cell(44).WithStyle(filled(fell)), cell(70).WithStyle(filled(lake)))
}

func space(height float64) core.Row { return row.New(height).Add(col.New(fullWidth)) }

func filled(color *props.Color) *props.Cell { return &props.Cell{BackgroundColor: color} }

func underline(color *props.Color, thickness float64) *props.Cell {
	return &props.Cell{BorderType: border.Bottom, BorderColor: color, BorderThickness: thickness}
}

// block is rows that stay on one page.
type block struct {
	rows   []core.Row
	height float64
}

func (b *block) add(height float64, style *props.Cell, cols ...core.Col) {
	r := row.New(height).Add(cols...)
	if style != nil {
		r.WithStyle(style)
	}
	b.rows = append(b.rows, r)
	b.height += height
}

// place puts a block on the current page, or on a new one that begins with the block onNewPage.
func place(m core.Maroto, b block, onNewPage func() block) {
	if m.FitlnCurrentPage(b.height - headerHeight) { // the library counts the header twice
		m.AddRows(b.rows...)
		return
	}
	var rows []core.Row
	if onNewPage != nil {
		rows = onNewPage().rows
	}
	m.AddPages(page.New().Add(append(rows, b.rows...)...))
}
