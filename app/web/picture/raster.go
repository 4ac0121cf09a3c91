package picture

import (
	"image"
	"image/color"
	"image/draw"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// paintSVG draws an SVG of ours as wide and high as said, and puts the part of it that begins at from into dst, which it fills.
func paintSVG(dst *image.RGBA, svg []byte, width, height int, from image.Point) error {
	scale, err := scaleOf(svg, width)
	if err != nil {
		return err
	}
	icon, err := oksvg.ReadIconStream(strings.NewReader(scaleStrokes(string(svg), scale)), oksvg.StrictErrorMode)
	if err != nil {
		return err
	}
	icon.SetTarget(float64(-from.X), float64(-from.Y), float64(width), float64(height))
	icon.Draw(rasterx.NewDasher(width, height, &scanner{dst: dst}), 1)
	return nil
}

// scanner fills paths. It looks only at the pixels that a path is over: the library's own goes through the whole picture for
// each of its hundred shapes.
type scanner struct {
	dst    *image.RGBA
	points []point
	min    fixed.Point26_6
	max    fixed.Point26_6
	colour any
	raster vector.Rasterizer
}

// point is a corner of a path; begins says that a new piece of it starts there.
type point struct {
	fixed.Point26_6
	begins bool
}

func (s *scanner) add(p fixed.Point26_6, begins bool) {
	if len(s.points) == 0 {
		s.min, s.max = p, p
	}
	s.min = fixed.Point26_6{X: min(s.min.X, p.X), Y: min(s.min.Y, p.Y)}
	s.max = fixed.Point26_6{X: max(s.max.X, p.X), Y: max(s.max.Y, p.Y)}
	s.points = append(s.points, point{p, begins})
}

// Start and Line build the path; the rest of the methods are what rasterx.Scanner asks for.
func (s *scanner) Start(p fixed.Point26_6) { s.add(p, true) }

// Line draws on to a point.
func (s *scanner) Line(p fixed.Point26_6) { s.add(p, false) }

// Clear forgets the path.
func (s *scanner) Clear() { s.points = s.points[:0] }

// SetColor chooses a colour, or a rasterx.ColorFunc for gradients.
func (s *scanner) SetColor(c any) { s.colour = c }

// GetPathExtent is the room that the path takes.
func (s *scanner) GetPathExtent() fixed.Rectangle26_6 {
	return fixed.Rectangle26_6{Min: s.min, Max: s.max}
}

// SetBounds has nothing to do: the picture's own bounds hold.
func (s *scanner) SetBounds(int, int) {}

// SetWinding has nothing to do: posters draw holes the other way round, so that both rules say the same.
func (s *scanner) SetWinding(bool) {}

// SetClip has nothing to do: posters clip nothing.
func (s *scanner) SetClip(image.Rectangle) {}

// Draw fills the path.
func (s *scanner) Draw() {
	if len(s.points) == 0 {
		return
	}
	box := image.Rect(s.min.X.Floor(), s.min.Y.Floor(), s.max.X.Ceil()+1, s.max.Y.Ceil()+1).Intersect(s.dst.Bounds())
	if box.Empty() {
		return
	}
	s.raster.Reset(box.Dx(), box.Dy())
	x0, y0 := float32(box.Min.X), float32(box.Min.Y)
	for _, p := range s.points { // nothing is closed here: the two edges of a stroke come as two open pieces
		if x, y := float32(p.X)/64-x0, float32(p.Y)/64-y0; p.begins {
			s.raster.MoveTo(x, y)
		} else {
			s.raster.LineTo(x, y)
		}
	}
	switch c := s.colour.(type) {
	case color.Color:
		s.raster.Draw(s.dst, box, image.NewUniform(c), image.Point{})
	case rasterx.ColorFunc:
		mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
		s.raster.DrawOp = draw.Src
		s.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
		s.raster.DrawOp = draw.Over
		draw.DrawMask(s.dst, box, rows(c, box), image.Point{}, mask, image.Point{}, draw.Over)
	}
}

// rows is a gradient as a picture of a box. Our gradients run from top to bottom, so a row has one colour.
func rows(c rasterx.ColorFunc, box image.Rectangle) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		one := color.RGBAModel.Convert(c(box.Min.X, box.Min.Y+y)).(color.RGBA)
		line := img.Pix[y*img.Stride : y*img.Stride+4*box.Dx()]
		for i := 0; i < len(line); i += 4 {
			line[i], line[i+1], line[i+2], line[i+3] = one.R, one.G, one.B, one.A
		}
	}
	return img
}
