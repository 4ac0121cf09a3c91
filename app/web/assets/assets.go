package assets

import (
	"embed"
	"encoding/json"
	"io/fs"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// Files are the built files. A clean clone has none of them until the build ran; see Built.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path
	}
	return sub
}

var manifest = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	b, err := fs.ReadFile(dist, "dist/manifest.json")
	if err != nil || json.Unmarshal(b, &m) != nil {
		return map[string]string{}
	}
	return m
})

// Built says whether the build ran before this binary was compiled. The server should refuse to start without.
func Built() bool { return len(manifest()) > 0 }

// Path is the address of a built file by its plain name: "/assets/app-3QX5ZK7A.css". A name that was not built is answered
// with an address that leads nowhere.
func Path(name string) string {
	if file, ok := manifest()[name]; ok {
		return "/assets/" + file
	}
	return "/assets/" + name
}
