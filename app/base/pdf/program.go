package pdf

import (
	"fmt"

	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/core"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Program is a stay day by day on paper. All texts are in the reader's language already; empty ones leave their place out.
type Program struct {
	Title  string
	Lead   string // days, people
	For    string // whose it is
	Page   string // "Sivu {current} / {total}"
	From   string // who made it
	MadeOn dates.Date
	Places [][2]string // heading and text: where the stay is, whom to ask
	Days   []ProgramDay
	Foot   string
}

// ProgramDay is one day.
type ProgramDay struct {
	Title, Sub string
	Rows       []ProgramRow
}

// ProgramRow is what happens at a time.
type ProgramRow struct{ Time, Title, More string }

// wTime is the width of the column of times in mm.
const wTime = 34

// RenderProgram draws the programme on as many A4 pages as it takes. A day begins on a page that has room for its first row. It is
// safe for concurrent use.
func RenderProgram(p Program) ([]byte, error) {
	cfg, err := settingsOf(p.Title, p.From, p.Page, p.MadeOn)
	if err != nil {
		return nil, fmt.Errorf("pdf: fonts: %w", err)
	}
	m := maroto.New(cfg)
	if err := m.RegisterHeader(p.header()...); err != nil {
		return nil, fmt.Errorf("pdf: header: %w", err)
	}
	p.top(m)
	for _, d := range p.Days {
		d.draw(m)
	}
	if p.Foot != "" {
		var b block
		b.add(4, nil, cell(fullWidth))
		b.text(p.Foot, paint{style: small, color: soft}, 0)
		place(m, b, nil)
	}
	doc, err := m.Generate()
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return doc.GetBytes(), nil
}

func (p Program) header() []core.Row {
	half := fullWidth / 2
	return []core.Row{
		strip(),
		row.New(nameHeight).Add(
			cell(half, paint{style: large, color: spruce, top: 5}.put(firstOf(large.wrap(p.From, float64(half)-2)))),
			cell(fullWidth-half, paint{style: strong, color: soft, top: 6, right: true}.put(firstOf(strong.wrap(p.For, float64(half)-2)))),
		),
	}
}

// top is what stands above the days.
func (p Program) top(m core.Maroto) {
	var b block
	b.add(3, nil, cell(fullWidth))
	b.text(p.Title, paint{style: style{size: 20, bold: true}, color: ink}, 0)
	b.text(p.Lead, paint{style: style{size: 11}, color: soft}, 0)
	b.add(3, nil, cell(fullWidth))
	for _, at := range p.Places {
		lines := body.wrap(at[1], fullWidth-wTime-2)
		b.add(max(1, float64(len(lines)))*body.lineHeight()+2, nil,
			cell(wTime, paint{style: body, color: soft, top: 1}.put(firstOf(body.wrap(at[0], wTime-2)))), cell(fullWidth-wTime, paint{style: body, color: ink, top: 1}.put(lines...)))
	}
	place(m, b, nil)
}

// text adds a paragraph over the whole width.
func (b *block) text(s string, p paint, inset float64) {
	p.left = inset
	if lines := p.wrap(s, fullWidth-2*inset); len(lines) > 0 {
		b.add(float64(len(lines))*p.lineHeight()+1, nil, cell(fullWidth, p.put(lines...)))
	}
}

// draw sets a day: its heading and its first row together, the rest as it comes.
func (d ProgramDay) draw(m core.Maroto) {
	const pad = 2.5
	var next block
	next.add(4, nil, cell(fullWidth))
	next.add(strong.lineHeight()+3, filled(lichen),
		cell(fullWidth*2/3, paint{style: strong, color: spruce, left: pad, top: 1.5}.put(firstOf(strong.wrap(d.Title, fullWidth*2/3-pad)))),
		cell(fullWidth-fullWidth*2/3, paint{style: body, color: soft, top: 1.5, inset: pad, right: true}.put(firstOf(body.wrap(d.Sub, fullWidth/3-pad)))))
	for _, r := range d.Rows {
		title, more := strong.wrap(r.Title, fullWidth-wTime-pad), small.wrap(r.More, fullWidth-wTime-pad)
		text := paint{style: strong, color: ink, top: 1.6}.put(title...)
		under := 1.6 + float64(len(title))*strong.lineHeight()
		text = append(text, paint{style: small, color: soft, top: under}.put(more...)...)
		next.add(max(under+float64(len(more))*small.lineHeight(), 1.6+body.lineHeight())+1.6, underline(rule, 0.2),
			cell(wTime, paint{style: body, color: ink, left: pad, top: 1.6}.put(r.Time)), cell(fullWidth-wTime, text))
		place(m, next, nil)
		next = block{}
	}
	if len(d.Rows) == 0 {
		place(m, next, nil)
	}
}
