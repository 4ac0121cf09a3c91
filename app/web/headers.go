package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// contentPolicy: everything from here, nothing inline, and forms that may lead to a payment page (browsers apply form-action
// to the redirect after a form, too).
func contentPolicy(paymentOrigins []string) string {
	return strings.Join([]string{
		"default-src 'self'", "img-src 'self' data:", "style-src 'self'", "script-src 'self'", "object-src 'none'",
		"base-uri 'none'", "frame-ancestors 'none'",
		strings.TrimSpace("form-action 'self' " + strings.Join(paymentOrigins, " ")),
	}, "; ")
}

// setHeaders comes before anything else so that no answer is without them, errors included.
func (s *Server) setHeaders(f *fiber.Ctx, id string) {
	f.Set(fiber.HeaderXRequestID, id)
	f.Set(fiber.HeaderContentSecurityPolicy, s.policy)
	f.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	f.Set(fiber.HeaderReferrerPolicy, "strict-origin-when-cross-origin")
	f.Set(fiber.HeaderPermissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	f.Set("Cross-Origin-Opener-Policy", "same-origin")
	f.Set("Cross-Origin-Resource-Policy", "same-origin")
	f.Set(fiber.HeaderXFrameOptions, "DENY")
	if s.site.Secure() {
		f.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000; includeSubDomains")
	}
}
