package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
)

const assetsRoute = "/assets/*"

// asset is a built file in memory, with the forms the build packed it in.
type asset struct {
	kind, etag   string
	plain, br, z []byte
	forever      bool // its name changes with its content
}

// mountAssets reads the built files once; requests then only look names up, so no path can lead out of the folder.
func (s *Server) mountAssets() error {
	all, err := readAssets(s.deps.Assets)
	if err != nil {
		return err
	}
	s.app.Get(assetsRoute, func(f *fiber.Ctx) error {
		f.Locals(routeKey, assetsRoute)
		return sendAsset(f, all[f.Params("*")])
	})
	s.app.Get("/favicon.ico", func(f *fiber.Ctx) error {
		f.Locals(routeKey, "/favicon.ico")
		for _, name := range []string{"favicon.ico", "favicon.svg"} {
			if a, ok := all[name]; ok {
				return sendAsset(f, a)
			}
		}
		return errNotFound
	})
	return nil
}

func readAssets(files fs.FS) (map[string]*asset, error) {
	all := map[string]*asset{}
	if files == nil {
		return all, nil
	}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isPacked(name) || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		a, err := readAsset(files, name)
		all[name] = a
		return err
	})
	return all, err
}

func isPacked(name string) bool {
	return strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz")
}

func readAsset(files fs.FS, name string) (*asset, error) {
	plain, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	br, errBr := optional(files, name+".br")
	z, errZ := optional(files, name+".gz")
	sum := sha256.Sum256(plain)
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".woff2" {
		kind = "font/woff2"
	}
	return &asset{
		kind: kind, etag: hex.EncodeToString(sum[:8]), plain: plain, br: br, z: z, forever: hashed(name),
	}, errors.Join(errBr, errZ)
}

func optional(files fs.FS, name string) ([]byte, error) {
	b, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return b, err
}

// hashed recognises the build's names: app-3QX5ZK7A.css.
func hashed(name string) bool {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	i := strings.LastIndexByte(base, '-')
	hash := base[i+1:]
	return i > 0 && len(hash) == 8 && strings.ToUpper(hash) == hash
}

func sendAsset(f *fiber.Ctx, a *asset) error {
	if a == nil {
		return errNotFound
	}
	c := page.From(f)
	f.Set(fiber.HeaderCacheControl, "public, max-age=3600")
	if a.forever {
		f.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	if c.NotModified(a.etag) {
		return nil
	}
	body := a.plain
	if a.br != nil || a.z != nil {
		f.Vary(fiber.HeaderAcceptEncoding)
	}
	switch offers := f.Get(fiber.HeaderAcceptEncoding); {
	case a.br != nil && strings.Contains(offers, "br"):
		f.Set(fiber.HeaderContentEncoding, "br")
		body = a.br
	case a.z != nil && strings.Contains(offers, "gzip"):
		f.Set(fiber.HeaderContentEncoding, "gzip")
		body = a.z
	}
	return c.Bytes(a.kind, body)
}
