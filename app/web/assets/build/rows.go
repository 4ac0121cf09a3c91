package main

import (
	"fmt"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// timelineRows gives the style sheet "timeline-rows" its rules: a timeline places its blocks by class, one class for each
// quarter of an hour, because the content policy allows no style attributes.
func timelineRows() api.Plugin {
	const name = "timeline-rows"
	return api.Plugin{Name: name, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^" + name + "$"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: name, Namespace: name}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: name}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			css := rowRules()
			return api.OnLoadResult{Contents: &css, Loader: api.LoaderCSS}, nil
		})
	}}
}

// quarters is a whole day. The first row of a day is its head.
const quarters = 96

func rowRules() string {
	var b strings.Builder
	for q := 0; q <= quarters; q++ {
		fmt.Fprintf(&b, ".s%d{grid-row-start:%d}.e%d{grid-row-end:%d}", q, q+2, q, q+2)
	}
	for h := 1; h <= quarters/4; h++ {
		fmt.Fprintf(&b, ".h%d{--rows:%d}", h, h*4)
	}
	return b.String()
}
