package main

import (
	"fmt"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/hubittaako/hubittaako/app/web/assets"
)

// swatches gives the style sheet "swatches" a background class and an ink class for each colour, on-paper and as-ink: the
// sheet of components shows the colours by them. No page but that one loads it.
func swatches() api.Plugin {
	const name = "swatches"
	return api.Plugin{Name: name, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^" + name + "$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: name, Namespace: name}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: name}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			var b strings.Builder
			for _, c := range assets.Colours() {
				fmt.Fprintf(&b, ".on-%[1]s{background:var(--%[1]s)}.as-%[1]s{color:var(--%[1]s)}", c.Name)
			}
			css := b.String()
			return api.OnLoadResult{Contents: &css, Loader: api.LoaderCSS}, nil
		})
	}}
}
