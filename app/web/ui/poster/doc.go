// Package poster draws the picture of a hub, a package or an activity that has no photo: a Finnish landscape made from its
// facts, the same bytes for the same facts. It is a leaf: plain values in, SVG out.
package poster
