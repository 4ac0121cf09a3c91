package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// packed compresses an answer that is already there, with gzip: of pages that are made for one visitor Brotli saves one byte in a hundred
// more and takes five times as long; what is packed once and sent often has it (assets.go). Tokens in pages are masked anew each time, so
// their bytes do not give them away by their compressed length.
var packed = fasthttp.CompressHandlerLevel(func(*fasthttp.RequestCtx) {}, fasthttp.CompressDefaultCompression)

const worthPacking = 600 // bytes; less fits in one packet anyway

func compress(f *fiber.Ctx) {
	r := f.Response()
	if !packable(string(r.Header.ContentType())) || len(r.Header.ContentEncoding()) > 0 {
		return
	}
	f.Vary(fiber.HeaderAcceptEncoding)
	if len(r.Body()) >= worthPacking {
		packed(f.Context())
	}
}

func packable(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	switch kind {
	case "application/json", "image/svg+xml", "application/javascript", "application/manifest+json":
		return true
	}
	return strings.HasPrefix(kind, "text/")
}
