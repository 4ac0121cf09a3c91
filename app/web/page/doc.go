// Package page is what a page action sees of the web: the request as Ctx, the table rows that mount it as Route, and form
// decoding. Page packages import it and export Routes; package web mounts them. It knows no page and no domain rule.
package page
