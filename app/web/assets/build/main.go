// Command build bundles the styles and scripts of app/web/assets into its dist folder: names with a hash of the content, a
// manifest that maps plain names to them, and each text file packed by gzip and brotli too. Run it from anywhere inside the
// module, after npm ci.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := folder()
	if err != nil {
		return err
	}
	built, err := bundle(root)
	if err != nil {
		return err
	}
	static, err := os.ReadDir(filepath.Join(root, "src", "static"))
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	for _, f := range built.OutputFiles {
		rel, err := filepath.Rel(filepath.Join(root, "dist"), f.Path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)] = f.Contents
	}
	for _, f := range static { // these keep their names: browsers ask for them by name
		if files[f.Name()], err = os.ReadFile(filepath.Join(root, "src", "static", f.Name())); err != nil {
			return err
		}
	}
	if files["manifest.json"], err = manifest(built.Metafile); err != nil {
		return err
	}
	return write(filepath.Join(root, "dist"), files)
}

// folder finds app/web/assets from wherever the command runs.
func folder() (string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Module.Dir}}", "github.com/hubittaako/hubittaako/app/web/assets").Output()
	if err != nil {
		return "", fmt.Errorf("finding the module: %w", err)
	}
	root := filepath.Join(strings.TrimSpace(string(out)), "app", "web", "assets")
	if _, err := os.Stat(filepath.Join(root, "node_modules")); err != nil {
		return "", fmt.Errorf("no node_modules in %s: run npm ci there first", root)
	}
	return root, nil
}

func bundle(root string) (api.BuildResult, error) {
	src := filepath.Join(root, "src")
	built := api.Build(api.BuildOptions{
		AbsWorkingDir: root,
		EntryPoints:   []string{filepath.Join(src, "app.ts"), filepath.Join(src, "theme.ts"), filepath.Join(src, "css", "app.css"), filepath.Join(src, "css", "work.css"), filepath.Join(src, "css", "place.css"), filepath.Join(src, "css", "report.css"), filepath.Join(src, "css", "sheet.css")},
		Outdir:        filepath.Join(root, "dist"), Bundle: true, Format: api.FormatIIFE, Metafile: true,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		EntryNames: "[name]-[hash]", AssetNames: "[name]-[hash]", PublicPath: "/assets",
		Loader:        map[string]api.Loader{".woff2": api.LoaderFile},
		Plugins:       []api.Plugin{timelineRows(), swatches(), smallFonts(root)},
		Engines:       []api.Engine{{Name: api.EngineSafari, Version: "16.4"}, {Name: api.EngineChrome, Version: "112"}, {Name: api.EngineFirefox, Version: "115"}},
		LegalComments: api.LegalCommentsEndOfFile,
		LogLevel:      api.LogLevelWarning,
	})
	if len(built.Errors) > 0 {
		return built, fmt.Errorf("%d errors", len(built.Errors))
	}
	return built, nil
}

// manifest maps app.css, app.js, theme.js and the fonts to their built names.
func manifest(metafile string) ([]byte, error) {
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string
			Inputs     map[string]any
		}
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	names := map[string]string{}
	for out, o := range meta.Outputs {
		file := filepath.Base(out)
		switch {
		case o.EntryPoint != "":
			plain := strings.TrimSuffix(filepath.Base(o.EntryPoint), filepath.Ext(o.EntryPoint))
			names[plain+filepath.Ext(file)] = file
		default:
			for input := range o.Inputs {
				names[filepath.Base(input)] = file
			}
		}
	}
	return json.MarshalIndent(names, "", " ")
}

// write empties the folder first, because old hashes would pile up; .keep lets a clean clone compile.
func write(dist string, files map[string][]byte) error {
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	files[".keep"] = nil
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dist, name), content, 0o644); err != nil {
			return err
		}
		if err := writePacked(filepath.Join(dist, name), content); err != nil {
			return err
		}
	}
	return nil
}

func writePacked(name string, content []byte) error {
	switch filepath.Ext(name) {
	case ".css", ".js", ".svg":
	default:
		return nil // fonts are packed already
	}
	var z, br bytes.Buffer
	zw, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return err
	}
	bw := brotli.NewWriterLevel(&br, brotli.BestCompression)
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{zw, bw} {
		if _, err := w.Write(content); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	if err := os.WriteFile(name+".gz", z.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(name+".br", br.Bytes(), 0o644)
}
