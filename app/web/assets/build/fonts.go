package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// smallFonts finds the type files that fonts.mjs made smaller after the install, or the whole ones where it did not run.
func smallFonts(root string) api.Plugin {
	const made = "hubittaako-fonts/"
	return api.Plugin{Name: "small-fonts", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^" + made}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			modules := filepath.Join(root, "node_modules")
			small := filepath.Join(modules, filepath.FromSlash(a.Path))
			if _, err := os.Stat(small); err == nil {
				return api.OnResolveResult{Path: small}, nil
			}
			file := strings.TrimPrefix(a.Path, made)
			family, _, _ := strings.Cut(file, "-latin")
			return api.OnResolveResult{Path: filepath.Join(modules, "@fontsource-variable", family, "files", file)}, nil
		})
	}}
}
