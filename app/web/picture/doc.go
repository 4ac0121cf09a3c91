// Package picture has the drawn pictures of what has no photo: it serves posters as SVG, and draws the cards that show a page
// where somebody shares its address.
package picture
