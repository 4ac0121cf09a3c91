// Package assets holds what browsers get besides HTML: styles, type and a little script, bundled from src and node_modules
// by the program in build (go run ./app/web/assets/build) into dist, which is embedded.
//
// Styles are written by hand in layers (tokens, base, layout, components, pages). Scripts only make better what works
// without them.
package assets
