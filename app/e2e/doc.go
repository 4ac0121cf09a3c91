// Package e2e walks the product as people do: the real program, a real PostgreSQL, the payment simulator over HTTP, and
// Chromium.
package e2e
